"""Two roles: one owns the tables, the other is the application (config/roles.py)."""

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from config import roles

pytestmark = pytest.mark.skipif(
    settings.DATABASE_OWNER["USER"] == settings.APPLICATION_ROLE, reason="one role is owner and application here"
)


def rights_on(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT right_to FROM unnest(%s::text[]) right_to WHERE has_table_privilege(current_user, %s, right_to)",
            [["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER", "REFERENCES"], table],
        )
        return {right for (right,) in cursor.fetchall()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "rights"),
    [
        ("claims_claim", {"SELECT", "INSERT", "UPDATE", "DELETE"}),
        ("procrastinate_jobs", {"SELECT", "INSERT", "UPDATE", "DELETE"}),
        ("django_session", {"SELECT", "INSERT", "UPDATE", "DELETE"}),
        ("claims_event", {"SELECT", "INSERT"}),
        ("claims_ledgerhead", {"SELECT"}),
        ("claims_claimhistory", {"SELECT"}),
        ("django_migrations", {"SELECT"}),
    ],
)
def test_the_application_has_no_more_rights_than_it_needs(table, rights):
    assert rights_on(table) == rights


@pytest.mark.django_db
def test_every_table_was_granted():
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    assert {name for name in names if "SELECT" not in rights_on(name)} == set()


@pytest.mark.django_db
def test_the_check_finds_nothing_where_the_application_owns_nothing():
    assert roles.check_the_application_owns_nothing(None) == []


@pytest.mark.django_db
def test_the_check_warns_of_an_application_that_owns_the_ledger(the_owner):
    (warning,) = roles.check_the_application_owns_nothing(None)
    assert warning.id == "concordance.W001"
    assert str(settings.DATABASE_OWNER["USER"]) in warning.msg


def test_the_check_says_so_where_no_database_answers(monkeypatch):
    def refuse() -> None:
        raise OperationalError("nobody there")

    monkeypatch.setattr(connection, "cursor", refuse)
    (warning,) = roles.check_the_application_owns_nothing(None)
    assert warning.id == "concordance.W002"
