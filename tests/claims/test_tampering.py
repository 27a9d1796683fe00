"""Nine ways to tamper with the ledger, by somebody with all rights on it: six show in the chain alone, and a cut tail,
a dropped dossier and a rewritten chain show against a checkpoint kept outside."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from claims import ledger
from claims.ledger import Checkpoint
from claims.models import Event
from tests.conftest import World

pytestmark = pytest.mark.usefixtures("the_owner")

_HEAD_FOLLOWS = """
UPDATE claims_ledgerhead h SET sequence = e.sequence, hash = e.hash FROM claims_event e
WHERE e.dossier_id = h.dossier_id
    AND e.sequence = (SELECT max(sequence) FROM claims_event WHERE dossier_id = h.dossier_id)
"""
_CHANGES = {
    "a changed detail": ["UPDATE claims_event SET detail = '{\"number\": 7}' WHERE sequence = 2"],
    "a changed actor": ["UPDATE claims_event SET actor_id = NULL WHERE sequence = 3"],
    "a changed time": ["UPDATE claims_event SET at = at - interval '1 day' WHERE sequence = 4"],
    "a deleted line": ["DELETE FROM claims_event WHERE sequence = 2"],
    "two lines swapped": [
        "UPDATE claims_event SET sequence = -3 WHERE sequence = 3",
        "UPDATE claims_event SET sequence = 3 WHERE sequence = 2",
        "UPDATE claims_event SET sequence = 2 WHERE sequence = -3",
    ],
    "a line inserted": [
        "UPDATE claims_event SET sequence = -sequence WHERE sequence > 2",
        "UPDATE claims_event SET sequence = 1 - sequence WHERE sequence < 0",
        """INSERT INTO claims_event
            (dossier_id, sequence, at, actor_id, verb, subject, subject_id, detail, previous_hash, hash)
            SELECT dossier_id, 3, at, actor_id, 'claim rejected', subject, subject_id, detail, hash,
            claims_event_digest(dossier_id, 3, at, actor_id, 'claim rejected', subject, subject_id, detail, hash)
            FROM claims_event WHERE sequence = 2""",
        _HEAD_FOLLOWS,
    ],
}
_FAULTS = {
    "a changed detail": "line 2 was changed",
    "a changed actor": "line 3 was changed",
    "a changed time": "line 4 was changed",
    "a deleted line": "line 3 does not follow",
    "two lines swapped": "line 2 was changed",
    "a line inserted": "line 4 was changed",
}


@pytest.fixture
def written(world: World) -> World:
    for number in range(5):
        ledger.record(world.dossier, "claim accepted", world.dossier, by=world.reviewer, number=number)
    return world


@pytest.fixture
def kept_outside(written: World) -> Checkpoint:
    """The fourth line, as an export carried it."""
    return Checkpoint("floods", 4, Event.objects.get(sequence=4).hash)


def tamper(*statements: str) -> None:
    """Change the ledger as its owner could: with the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE claims_event DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("ALTER TABLE claims_event ENABLE TRIGGER USER")


def answer(*arguments: str) -> tuple[int, str]:
    """Exit code and words of the command."""
    out = StringIO()
    try:
        call_command("verify_ledger", *arguments, stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


@pytest.mark.parametrize("change", _CHANGES)
def test_the_chain_alone_shows(written, change):
    tamper(*_CHANGES[change])
    assert _FAULTS[change] in (ledger.verify(written.dossier).fault or "")
    code, words = answer()
    assert (code, f"floods: {Event.objects.count()} events, BROKEN: {_FAULTS[change]}" in words) == (1, True)


def test_the_checkpoint_shows_a_cut_tail(written, kept_outside):
    tamper("DELETE FROM claims_event WHERE sequence > 3", _HEAD_FOLLOWS)
    assert ledger.verify(written.dossier).fault is None
    assert "cut or rewritten" in (ledger.verify(written.dossier, kept_outside).fault or "")


def test_the_checkpoint_shows_a_rewritten_chain(written, kept_outside):
    tamper("DELETE FROM claims_event WHERE sequence > 2", _HEAD_FOLLOWS)
    for number in range(3):
        ledger.record(written.dossier, "claim rejected", written.dossier, by=written.chief, number=number)
    assert ledger.verify(written.dossier).fault is None
    assert "cut or rewritten" in (ledger.verify(written.dossier, kept_outside).fault or "")


def test_the_checkpoint_shows_a_dropped_dossier(written, kept_outside):
    kept = f"{kept_outside.sequence}:{kept_outside.hash}"
    tamper("DELETE FROM claims_event", "DELETE FROM claims_ledgerhead")
    assert answer()[0] == 0
    assert "floods: 0 events, BROKEN: line 4 is not the one" in answer("--checkpoint", f"floods:{kept}")[1]
    written.dossier.delete()
    assert answer()[0] == 0
    gone = (1, "floods: 0 events, BROKEN: the dossier of the checkpoint is not there: it was dropped\n")
    assert answer("--dossier", "floods", "--checkpoint", kept) == gone
    code, words = answer("--checkpoint", f"floods:{kept}")
    assert (code, gone[1] in words, "elsewhere: 0 events, the chain holds" in words) == (1, True, True)


# ---- beside the nine --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE claims_event SET verb = 'claim rejected' WHERE sequence = 3", "line 3 was changed"),
        ("UPDATE claims_event SET hash = repeat('f', 64) WHERE sequence = 3", "line 3 was changed"),
        ("DELETE FROM claims_event WHERE sequence = 5", "ends at line 4, but its head says 5"),
        ("DELETE FROM claims_ledgerhead", "its head says nothing"),
    ],
)
def test_clumsier_ways_show_too(written, statement, fault):
    tamper(statement)
    assert fault in (ledger.verify(written.dossier).fault or "")


def test_a_checkpoint_of_another_dossier_says_nothing_of_this_one(written, kept_outside):
    assert ledger.verify(written.dossier, Checkpoint("elsewhere", 9, "f" * 64)).fault is None
    assert answer("--checkpoint", "elsewhere:1:ff")[0] == 1
    assert answer("--checkpoint", f"floods:4:{kept_outside.hash}")[0] == 0


@pytest.mark.parametrize(
    "statement",
    ["UPDATE claims_event SET verb = 'nothing'", "DELETE FROM claims_event", "TRUNCATE claims_event CASCADE"],
)
def test_triggers_refuse_even_the_owner_while_they_are_awake(written, statement):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute(statement)
