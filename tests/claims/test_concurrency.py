"""People and machine at once: exactly one wins, nothing is lost, and nobody waits for each other for ever."""

import os
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from claims import ledger, review
from claims.conflicts import detect
from claims.errors import Refused, Stale, WrongState
from claims.models import Claim, Comment, Conflict, Event, Filing, Reconciliation
from claims.preparing import ask_for_export
from claims.review import Decision
from sources.models import Role
from tests.conftest import World
from tests.factories import NOW, a_conflict, a_dossier, a_person

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")
ROUNDS = int(os.environ.get("SOAK_ROUNDS", "8"))
APPROVALS = int(os.environ.get("SOAK_ROUNDS", "20"))


@pytest.fixture
def people(transactional_db) -> World:
    dossier = a_dossier()
    roles = {"viewer": Role.VIEWER, "editor": Role.EDITOR, "reviewer": Role.REVIEWER, "chief": Role.CHIEF}
    return World(
        dossier=dossier,
        stranger=a_person("second chief", dossier, Role.CHIEF),
        **{name: a_person(name, dossier, role) for name, role in roles.items()},
    )


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What came of each act: its result, or why it was refused. Anything else, a deadlock too, fails the test."""

    def run(act: Callable[[], object]) -> object:
        try:
            time.sleep(random.random() / 200)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result(timeout=30) for each in [pool.submit(run, act) for act in acts]]


def a_decision(conflict: Conflict) -> Decision:
    held = tuple(claim.pk for claim in conflict.positions.get(number=1).claims.all())
    return Decision("one position holds", "contradiction", "The list is signed.", accepted=held)


def a_proposal(world: World, number: int) -> tuple[Conflict, Reconciliation]:
    conflict = a_fresh_conflict(world, number)
    proposal = review.propose(conflict, a_decision(conflict), by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    return conflict, proposal


def a_fresh_conflict(world: World, number: int) -> Conflict:
    return a_conflict(
        world.dossier, f"About 43,000 people left valley {number}.", f"About 58,000 people left valley {number}."
    )


def test_of_two_approvals_exactly_one_wins(people):
    for number in range(APPROVALS):
        conflict, proposal = a_proposal(people, number)
        acts = [
            lambda chief=chief, proposal=proposal, seen=conflict.version: review.approve(
                proposal, by=chief, at=NOW, seen=seen
            )
            for chief in (people.chief, people.stranger)
        ]
        outcomes = at_once(*acts)
        assert sum(isinstance(each, Reconciliation) for each in outcomes) == 1
        assert sum(isinstance(each, Stale | WrongState) for each in outcomes) == 1
        assert Conflict.objects.get(pk=conflict.pk).version == conflict.version + 1
        assert Event.objects.filter(verb="decision approved", subject_id=proposal.pk).count() == 1
    assert ledger.verify(people.dossier).fault is None


def test_acts_and_detection_never_wait_for_each_other(people):
    for number in range(ROUNDS):
        conflict, proposal = a_proposal(people, number)
        filing = Filing.objects.filter(question=conflict.question).first()
        claim = Claim.objects.filter(filings__question=conflict.question).last()
        at_once(
            lambda p=proposal, seen=conflict.version: review.approve(p, by=people.chief, at=NOW, seen=seen),
            lambda f=filing: review.judge_filing(f, by=people.reviewer, at=NOW, confirm=False),
            lambda c=claim: review.refuse_claim(c, seen=c.version, by=people.reviewer, at=NOW, reason="No."),
            lambda q=conflict.question: detect([q], at=NOW),
            lambda c=conflict: review.comment(c, "Wait.", by=people.editor, at=NOW),
        )
    assert ledger.verify(people.dossier).fault is None


def test_four_eyes_bind_when_a_claim_is_accepted_during_the_proposal(people):
    for number in range(ROUNDS):
        conflict = a_fresh_conflict(people, number)
        claim = conflict.positions.get(number=1).claims.get()
        decision = a_decision(conflict)
        accepted, proposal = at_once(
            lambda c=claim: review.accept_claim(c, seen=c.version, by=people.chief, at=NOW),
            lambda c=conflict, d=decision: review.propose(c, d, by=people.reviewer, at=NOW, seen=c.version),
        )
        if isinstance(accepted, Claim) and isinstance(proposal, Reconciliation):
            conflict.refresh_from_db()
            with pytest.raises(Refused):
                review.approve(proposal, by=people.chief, at=NOW, seen=conflict.version)


def test_no_open_thread_survives_an_approval(people):
    for number in range(ROUNDS):
        conflict, proposal = a_proposal(people, number)
        at_once(
            lambda p=proposal, seen=conflict.version: review.approve(p, by=people.chief, at=NOW, seen=seen),
            lambda c=conflict: review.comment(c, "Which days?", by=people.editor, at=NOW),
        )
        conflict.refresh_from_db()
        first = Event.objects.filter(verb__in=["decision approved", "comment written"]).order_by("-sequence")
        if conflict.state == "resolved" and Comment.objects.filter(conflict=conflict).exists():
            assert [event.verb for event in first[:2]] == ["comment written", "decision approved"]


def test_a_ledger_that_is_being_written_still_verifies(people):
    conflict = a_fresh_conflict(people, 0)

    def write() -> None:
        for _ in range(40):
            review.comment(conflict, "Again.", by=people.editor, at=NOW)

    def verify() -> list[str | None]:
        return [ledger.verify(people.dossier).fault for _ in range(60)]

    _, faults = at_once(write, verify)
    assert set(faults) == {None}  # type: ignore[call-overload]


def test_no_export_is_asked_for_while_a_passage_is_being_withheld(people):
    conflict = a_fresh_conflict(people, 1)
    passage = conflict.positions.get(number=1).claims.get().passage

    def ask() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '300ms'")
        try:
            ask_for_export(people.dossier, "json", by=people.editor, at=NOW)
        except OperationalError as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "asked for"

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            review.withhold(passage, by=people.editor, at=NOW, reason="A source.")
            assert "lock timeout" in pool.submit(ask).result(timeout=30)
        assert pool.submit(ask).result(timeout=30) == "asked for"
