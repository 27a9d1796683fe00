"""Newer captures and people at once: one document comes of it, nothing is lost, and nobody waits for ever."""

import os

import pytest

from claims import ledger, review
from claims.carrying import Committed, carry, commit, drop, hold
from claims.models import Carryover, Claim, Event
from claims.writing import Wording
from sources.extracting import extract
from sources.models import Document
from tests.claims.test_concurrency import a_fresh_conflict, a_proposal, at_once, people  # noqa: F401
from tests.factories import NOW

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")
ROUNDS = int(os.environ.get("SOAK_ROUNDS", "4"))


@pytest.fixture(autouse=True)
def read_in_this_process(monkeypatch):
    monkeypatch.setattr("claims.carrying.holding.extract_apart", extract)


def held(world, document: Document, text: str):
    return hold(document, text.encode(), "again.txt", by=world.editor, at=NOW)


def first_document(number: int) -> Document:
    claim = Claim.objects.filter(statement=f"About 43,000 people left valley {number}.", first_made_as=None).first()
    assert claim
    return claim.passage.document


def test_of_two_commits_one_is_done_and_the_other_says_so(people):  # noqa: F811
    for number in range(ROUNDS):
        a_proposal(people, number)
        capture = held(people, first_document(number), f"A line on top. About 43,000 people left valley {number}.")
        outcomes = at_once(*[lambda c=capture: commit(c, by=people.editor, at=NOW) for _ in range(2)])
        assert sorted(each.is_new for each in outcomes if isinstance(each, Committed)) == [False, True]
        assert Claim.objects.filter(first_made_as__statement=f"About 43,000 people left valley {number}.").count() == 1
    assert Event.objects.filter(verb="claim carried over").count() == ROUNDS
    assert ledger.verify(people.dossier).fault is None


def test_commits_and_acts_never_wait_for_each_other(people):  # noqa: F811
    for number in range(ROUNDS):
        conflict, proposal = a_proposal(people, number)
        other = a_fresh_conflict(people, 100 + number)
        capture = held(people, first_document(number), f"A line on top. About 47,000 people left valley {number}.")
        claim = Claim.objects.filter(filings__question=conflict.question).last()
        at_once(
            lambda c=capture: commit(c, by=people.editor, at=NOW),
            lambda p=proposal, seen=conflict.version: review.approve(p, by=people.chief, at=NOW, seen=seen),
            lambda c=claim: review.refuse_claim(c, seen=c.version, by=people.reviewer, at=NOW, reason="No."),
            lambda c=conflict: review.comment(c, "Wait.", by=people.editor, at=NOW),
            lambda c=other: review.comment(c, "Here too.", by=people.editor, at=NOW),
        )
    assert ledger.verify(people.dossier).fault is None


def test_a_claim_is_settled_once(people):  # noqa: F811
    for number in range(ROUNDS):
        a_proposal(people, number)
        capture = held(people, first_document(number), f"About 47,000 people left valley {number}.")
        commit(capture, by=people.editor, at=NOW)
        waiting = Carryover.objects.latest("pk")
        wording = Wording(start=waiting.start, end=waiting.end)
        at_once(
            lambda w=waiting, said=wording: carry(w, said, by=people.reviewer, at=NOW),
            lambda w=waiting, said=wording: carry(w, said, by=people.chief, at=NOW),
            lambda w=waiting: drop(w, reason="No.", by=people.reviewer, at=NOW),
        )
        waiting.refresh_from_db()
        assert waiting.state in ("carried", "dropped")
        events = Event.objects.filter(verb__in=["claim carried over", "claim not carried over"])
        assert events.count() == number + 1
