"""A claim's words corrected, and what that does to what rests on it."""

import datetime as dt
from dataclasses import replace

import pytest

from claims import review
from claims.errors import NotAllowed, Refused, Stale, WrongState
from claims.models import Claim
from claims.review import ClaimWords, Decision
from tests.factories import NOW, a_claim, a_conflict

SAID = "About 43,000 people left the valley."


def reword(claim, by, **said):
    return review.reword_claim(claim, replace(ClaimWords.of(claim), **said), by=by, at=NOW, seen=claim.version)


def test_a_draft_is_reworded_and_the_ledger_says_which_parts_but_not_their_words(world):
    claim = a_claim(world.dossier, SAID)
    days = (dt.date(2020, 5, 1), dt.date(2020, 5, 31))
    claim = reword(claim, world.editor, statement="In May 43,000 people left.", population="villagers", as_of=days)
    claim = Claim.objects.get()
    assert (claim.statement, claim.population, claim.state) == ("In May 43,000 people left.", "villagers", "drafted")
    assert ClaimWords.of(claim).as_of == days
    event = world.dossier.events.get(verb="claim reworded")
    assert (event.actor, event.detail) == (world.editor, {"changed": ["as_of", "population", "statement"]})


def test_what_says_the_same_is_no_change(world):
    claim = a_claim(world.dossier, SAID)
    assert reword(claim, world.editor).version == 1
    assert not world.dossier.events.filter(verb="claim reworded").exists()


def test_a_decision_that_rested_on_it_reopens_and_says_why(world):
    conflict = a_conflict(world.dossier)
    held = conflict.positions.get(number=1).claims.get()
    decision = Decision("one position holds", "contradiction", "The list is signed.", accepted=(held.pk,))
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=1)
    conflict.refresh_from_db()
    review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)
    held.refresh_from_db()
    reword(held, world.chief, scope="in May")
    conflict.refresh_from_db()
    reason = f"claim {held.pk}, on which the decision rested, was corrected: scope"
    assert (conflict.state, conflict.state_reason) == ("reopened", reason)


def test_whoever_corrects_an_accepted_claim_vouches_for_it(world):
    claim = review.accept_claim(a_claim(world.dossier, SAID), by=world.reviewer, at=NOW, seen=1)
    assert reword(claim, world.chief, scope="in May").decided_by == world.chief


def test_whoever_approves_looks_at_the_new_words_first(world):
    conflict = a_conflict(world.dossier)
    held = conflict.positions.get(number=1).claims.get()
    decision = Decision("one position holds", "contradiction", "The list is signed.", accepted=(held.pk,))
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=1)
    conflict.refresh_from_db()
    held.refresh_from_db()
    reword(held, world.reviewer, scope="in May")
    with pytest.raises(Stale):
        review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)


def test_an_editor_rewords_no_accepted_claim(world):
    claim = review.accept_claim(a_claim(world.dossier, SAID), by=world.reviewer, at=NOW, seen=1)
    with pytest.raises(NotAllowed):
        reword(claim, world.editor, scope="in May")
    assert not Claim.objects.filter(scope="in May").exists()


def test_a_viewer_rewords_nothing(world):
    with pytest.raises(NotAllowed):
        reword(a_claim(world.dossier, SAID), world.viewer, scope="in May")


def test_a_rejected_claim_stays_as_it_is(world):
    claim = review.refuse_claim(a_claim(world.dossier, SAID), by=world.reviewer, at=NOW, seen=1, reason="A misreading.")
    with pytest.raises(WrongState):
        reword(claim, world.reviewer, scope="in May")


def test_words_typed_over_what_changed_meanwhile_are_refused(world):
    claim = a_claim(world.dossier, SAID)
    words = replace(ClaimWords.of(claim), scope="in May")
    with pytest.raises(Stale):
        review.reword_claim(claim, words, by=world.editor, at=NOW, seen=2)


def test_a_claim_says_something(world):
    with pytest.raises(Refused, match="one sentence"):
        reword(a_claim(world.dossier, SAID), world.editor, statement=" ")


def test_a_period_ends_after_it_begins(world):
    with pytest.raises(Refused, match="comes before"):
        reword(a_claim(world.dossier, SAID), world.editor, as_of=(dt.date(2020, 5, 2), dt.date(2020, 5, 1)))
