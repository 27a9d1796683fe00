"""The ledger: the database chains its lines, and the application can only append to it."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from claims import ledger
from claims.models import Event
from claims.models.event import LedgerHead
from tests.conftest import World

owns_nothing = pytest.mark.skipif(
    settings.DATABASE_OWNER["USER"] == settings.APPLICATION_ROLE, reason="one role is owner and application here"
)


@pytest.fixture
def written(world: World) -> World:
    for number in range(5):
        ledger.record(world.dossier, "claim accepted", world.dossier, by=world.reviewer, number=number)
    return world


def test_the_database_numbers_and_chains_the_lines(written):
    events = list(Event.objects.order_by("sequence"))
    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]
    assert [event.previous_hash for event in events[1:]] == [event.hash for event in events[:-1]]
    assert events[0].at.year > 2000


def test_what_a_line_says_of_its_own_place_is_overruled(written):
    forged = ledger.line(written.dossier, "claim accepted", written.dossier, by=None)
    forged.sequence, forged.hash, forged.previous_hash = 2, "f" * 64, "e" * 64
    forged.save(force_insert=True)
    assert Event.objects.get(pk=forged.pk).sequence == 6
    assert ledger.verify(written.dossier).fault is None


def test_an_untouched_chain_holds(written):
    result = ledger.verify(written.dossier)
    assert (result.events, result.fault) == (5, None)


def test_an_empty_ledger_holds(world):
    assert ledger.verify(world.dossier).fault is None


def test_the_head_printed_is_a_checkpoint(written):
    printed = StringIO()
    call_command("verify_ledger", dossier="floods", stdout=printed)
    head = printed.getvalue().split("head ")[1].strip()
    out = StringIO()
    call_command("verify_ledger", "--dossier", "floods", "--checkpoint", head, stdout=out)
    call_command("verify_ledger", "--checkpoint", f"floods:{head}", stdout=out)
    assert "BROKEN" not in out.getvalue()


# ---- refused to the application ---------------------------------------------------------------------


@owns_nothing
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims_event SET verb = 'nothing'",
        "DELETE FROM claims_event",
        "TRUNCATE claims_event CASCADE",
        "ALTER TABLE claims_event DISABLE TRIGGER USER",
        "ALTER TABLE claims_event OWNER TO CURRENT_USER",
        "DROP TRIGGER event_is_chained ON claims_event",
        "DROP TABLE claims_event CASCADE",
        "CREATE OR REPLACE FUNCTION claims_event_is_chained() RETURNS trigger LANGUAGE sql AS ''",
        "CREATE TABLE claims_event_of_mine (LIKE claims_event)",
        "INSERT INTO claims_ledgerhead (dossier_id, sequence, hash) VALUES (1, 0, '')",
        "UPDATE claims_ledgerhead SET hash = repeat('f', 64)",
        "DELETE FROM claims_ledgerhead",
        "TRUNCATE claims_ledgerhead",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_cannot(written, statement):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
            cursor.execute(statement)
    assert ledger.verify(written.dossier).fault is None


@owns_nothing
def test_the_application_cannot_become_the_owner(written):
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.DATABASE_OWNER['USER'])}")


@owns_nothing
def test_the_chaining_function_serves_no_table_but_the_ledger(written):
    """Hung on a table of one's own it would write any hash into the head."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE forged (LIKE claims_event) ON COMMIT DROP")
        with pytest.raises(ProgrammingError, match="permission denied for function"), transaction.atomic():
            cursor.execute(
                "CREATE TRIGGER forging BEFORE INSERT ON forged FOR EACH ROW EXECUTE FUNCTION claims_event_is_chained()"
            )


@owns_nothing
def test_a_table_of_ones_own_does_not_stand_in_for_the_head(written):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE claims_ledgerhead (LIKE public.claims_ledgerhead) ON COMMIT DROP")
        cursor.execute("SET LOCAL search_path = pg_temp, public")
        ledger.record(written.dossier, "claim accepted", written.dossier, by=None)
        cursor.execute("SELECT count(*) FROM pg_temp.claims_ledgerhead")
        assert cursor.fetchone() == (0,)
        cursor.execute("DROP TABLE pg_temp.claims_ledgerhead")
    assert LedgerHead.objects.get(dossier=written.dossier).sequence == 6


@owns_nothing
def test_the_application_owns_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE pg_has_role(current_user, relowner, 'MEMBER')")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT has_database_privilege(current_database(), 'CREATE')")
        assert cursor.fetchone() == (False,)
