"""The two roles of the database: one owns it, the other is the application, which owns nothing.

The owner migrates, and after each migration says what the application may: read and write the rows of every table,
but only append to the ledger, whose head and whose history of rows triggers alone write. What is granted to nobody
(TRUNCATE, ALTER, CREATE) is the owner's alone. See docs/decisions/0015.
"""

from __future__ import annotations

from typing import Any

import pghistory.core
from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.db import OperationalError, connection, connections, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

LEDGER, LEDGER_HEAD = "claims_event", "claims_ledgerhead"
WRITTEN_BY_TRIGGERS = {LEDGER_HEAD, "pghistory_context"}
WRITTEN_BY_MIGRATIONS = {"django_migrations"}

_OURS = """
SELECT relname, relkind FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S') AND pg_get_userbyid(relowner) = current_user
"""

# The functions behind the histories write with their owner's rights: the search path is fixed, and nobody else may hang
# them on a table of their own (CREATE TEMP TABLE is enough for that). Their plan is made for the first statement of a
# session and kept: made for one row, a nested loop would take minutes for the next ten thousand. Until PostgreSQL 18 a
# plan that has one all the same is costed beyond all bounds, and compiled at every call: half a second for one row.
_HISTORIANS = """
DO $$ DECLARE historian regprocedure; BEGIN
    FOR historian IN SELECT DISTINCT p.oid FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE p.proname LIKE 'pgtrigger\\_%' AND pg_get_userbyid(p.proowner) = current_user
            AND NOT coalesce(p.proconfig @> '{jit=off}', false)
    LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp', historian);
        EXECUTE format('ALTER FUNCTION %s SET enable_nestloop = off', historian);
        EXECUTE format('ALTER FUNCTION %s SET jit = off', historian);
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', historian);
    END LOOP;
END $$
"""

# A restored database has no grants of its own; and functions are everybody's unless it is said otherwise.
_DEFINERS = """
DO $$ DECLARE definer regprocedure; BEGIN
    FOR definer IN SELECT oid FROM pg_proc
        WHERE prosecdef AND pronamespace = 'public'::regnamespace AND pg_get_userbyid(proowner) = current_user
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', definer);
    END LOOP;
END $$
"""

_OWNS = """
SELECT current_user, coalesce(bool_or(pg_has_role(current_user, relowner, 'MEMBER')), false)
FROM pg_class WHERE oid = to_regclass('claims_event')
"""


def settle_after_migration(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """`post_migrate`: what the application may with the tables as they are now, where another role owns them."""
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute(_HISTORIANS)
        cursor.execute(_DEFINERS)
        if connections[using].settings_dict["USER"] != settings.APPLICATION_ROLE:
            _grant(cursor, sql.Identifier(settings.APPLICATION_ROLE))


def _grant(cursor: CursorWrapper, role: sql.Identifier) -> None:
    cursor.execute(_OURS)
    for name, kind in cursor.fetchall():
        kind_of, rights = ("SEQUENCE", "USAGE, SELECT") if kind == "S" else ("TABLE", _rights_on(name))
        statement = sql.SQL("REVOKE ALL ON {kind} {name} FROM {role}; GRANT {rights} ON {kind} {name} TO {role}")
        told = {"kind": sql.SQL(kind_of), "name": sql.Identifier(name), "rights": sql.SQL(rights), "role": role}
        cursor.execute(statement.format(**told))


def _rights_on(table: str) -> str:
    histories = {model._meta.db_table for model in pghistory.core.event_models()}
    if table in WRITTEN_BY_TRIGGERS | WRITTEN_BY_MIGRATIONS | histories:
        return "SELECT"
    return "SELECT, INSERT" if table == LEDGER else "SELECT, INSERT, UPDATE, DELETE"


def check_the_application_owns_nothing(app_configs: object, **kwargs: Any) -> list[checks.CheckMessage]:
    """`manage.py check --deploy`: whether the application's role could put the guards of the ledger to rest."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_OWNS)
            role, owns = cursor.fetchone()
    except OperationalError as error:
        return [checks.Warning(f"The database could not be asked who owns the ledger: {error}", id="concordance.W002")]
    if not owns:
        return []
    return [
        checks.Warning(
            f"The application connects as “{role}”, which owns the ledger or is a superuser: it could rewrite it.",
            hint="Let another role own the tables: name it in DATABASE_OWNER_URL and migrate (docs/operating.md).",
            id="concordance.W001",
        )
    ]
