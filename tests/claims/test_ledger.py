"""The ledger: its chain holds, and every way of tampering shows."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from claims import ledger
from claims.models import Event
from tests.conftest import World


@pytest.fixture
def written(world: World) -> World:
    for number in range(5):
        ledger.record(world.dossier, "claim accepted", world.dossier, by=world.reviewer, number=number)
    return world


def tamper(statement: str) -> None:
    """Change the ledger as its owner could: with the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE claims_event DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE claims_event ENABLE TRIGGER USER")


def test_the_database_numbers_and_chains_the_lines(written):
    events = list(Event.objects.order_by("sequence"))
    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]
    assert [event.previous_hash for event in events[1:]] == [event.hash for event in events[:-1]]
    assert events[0].at.year > 2000


def test_an_untouched_chain_holds(written):
    result = ledger.verify(written.dossier)
    assert (result.events, result.fault) == (5, None)


def test_an_empty_ledger_holds(world):
    assert ledger.verify(world.dossier).fault is None


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE claims_event SET verb = 'claim rejected' WHERE sequence = 3", "line 3 was changed"),
        ("UPDATE claims_event SET actor_id = NULL WHERE sequence = 3", "line 3 was changed"),
        ("UPDATE claims_event SET detail = '{}' WHERE sequence = 2", "line 2 was changed"),
        ("UPDATE claims_event SET at = at - interval '1 day' WHERE sequence = 4", "line 4 was changed"),
        ("DELETE FROM claims_event WHERE sequence = 2", "line 3 does not follow"),
        ("DELETE FROM claims_event WHERE sequence = 5", "ends at line 4, but its head says 5"),
        ("DELETE FROM claims_ledgerhead", "its head says nothing"),
    ],
)
def test_tampering_shows(written, statement, fault):
    tamper(statement)
    assert fault in (ledger.verify(written.dossier).fault or "")


def test_a_rewritten_chain_shows_against_a_checkpoint(written):
    third = Event.objects.get(sequence=3)
    tamper("DELETE FROM claims_event WHERE sequence > 2")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE claims_ledgerhead h SET sequence = e.sequence, hash = e.hash FROM claims_event e "
            "WHERE e.sequence = 2 AND e.dossier_id = h.dossier_id"
        )
    ledger.record(written.dossier, "claim rejected", written.dossier, by=written.chief)
    assert ledger.verify(written.dossier).fault is None
    assert "checkpoint" in (ledger.verify(written.dossier, (3, third.hash)).fault or "")


def test_the_command_exits_with_1_where_the_chain_is_broken(written):
    out = StringIO()
    call_command("verify_ledger", dossier="floods", stdout=out)
    assert "floods: 5 events, the chain holds" in out.getvalue()
    tamper("UPDATE claims_event SET verb = 'nothing' WHERE sequence = 1")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_ledger", dossier="floods", stdout=out)
    assert ended.value.code == 1
    assert "BROKEN: line 1 was changed" in out.getvalue()
