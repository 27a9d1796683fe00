"""What readers were told and then changed: told with a reason and a date, and never before its embargo is over."""

import datetime as dt

import pytest

from claims import ledger, review
from claims.errors import Refused, WrongState
from claims.models import Conflict, Correction, Event, Reconciliation
from claims.review import Decision
from tests.factories import NOW, a_conflict

DAY = dt.timedelta(days=1)


@pytest.fixture
def conflict(world) -> Conflict:
    return a_conflict(world.dossier)


def decide(world, conflict: Conflict, number: int = 1, at: dt.datetime = NOW, **terms) -> Reconciliation:
    """One position of the conflict is said to hold, by two people; a resolved conflict is taken up again first."""
    conflict.refresh_from_db()
    if conflict.state == "resolved":
        review.reopen(conflict, by=world.reviewer, at=at, seen=conflict.version, reason="A newer list.")
        conflict.refresh_from_db()
    accepted = tuple(claim.pk for claim in conflict.positions.get(number=number).claims.all())
    decision = Decision("one position holds", "contradiction", "The list is signed.", accepted=accepted, **terms)
    proposal = review.propose(conflict, decision, by=world.reviewer, at=at, seen=conflict.version)
    conflict.refresh_from_db()
    return review.approve(proposal, by=world.chief, at=at, seen=conflict.version)


def withdraw(world, decision: Reconciliation, at: dt.datetime = NOW) -> Reconciliation:
    version = Conflict.objects.get(question=decision.question).version
    return review.withdraw(decision, by=world.chief, at=at, seen=version, reason="The list was forged.")


def published(at: dt.datetime) -> list[int]:
    return [each.pk for each in Reconciliation.objects.published(at)]


def told(at: dt.datetime) -> list[tuple[int, int | None]]:
    return [(each.replaced_id, each.replacement_id) for each in Correction.objects.told(at)]


def test_an_approved_decision_is_published_at_once(world, conflict):
    decision = decide(world, conflict)
    assert published(NOW) == [decision.pk]
    assert decision.published_at == NOW
    assert told(NOW) == []


def test_a_decision_that_replaces_a_published_one_is_told_as_a_correction(world, conflict):
    first = decide(world, conflict)
    second = decide(world, conflict, 2, at=NOW + DAY, correction="58,000, not 43,000: the second list is signed.")
    made = Correction.objects.get()
    assert (made.replaced, made.replacement, made.made_at) == (first, second, NOW + DAY)
    assert made.reason.startswith("58,000")
    assert published(NOW + DAY) == [second.pk]
    assert Event.objects.filter(verb="correction made", subject_id=made.pk).count() == 1
    assert ledger.verify(world.dossier).fault is None


def test_what_was_published_is_not_replaced_without_a_word(world, conflict):
    decide(world, conflict)
    with pytest.raises(Refused, match="what changes and why"):
        decide(world, conflict, 2)
    assert Reconciliation.objects.count() == 1


def test_a_published_decision_that_is_withdrawn_is_told_with_its_reason(world, conflict):
    decision = decide(world, conflict)
    withdraw(world, decision)
    made = Correction.objects.get()
    assert (made.replaced, made.replacement, made.reason) == (decision, None, "The list was forged.")
    assert published(NOW) == []


def test_a_proposal_that_is_withdrawn_was_never_told(world, conflict):
    decision = Decision("none holds", "copying error", "A misprint.")
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    review.withdraw(proposal, by=world.reviewer, at=NOW, seen=conflict.version, reason="Too soon.")
    assert not Correction.objects.exists()


# ---- embargo ---------------------------------------------------------------------------------------


def test_nobody_is_told_before_the_embargo_is_over(world, conflict):
    decision = decide(world, conflict, embargo_until=NOW + DAY)
    assert published(NOW) == []
    assert published(NOW + DAY) == [decision.pk]
    assert decision.published_at == NOW + DAY


def test_an_embargo_that_ends_in_the_past_is_refused(world, conflict):
    with pytest.raises(Refused, match="in the past"):
        decide(world, conflict, embargo_until=NOW - DAY)


def test_the_older_decision_stays_published_while_the_newer_waits(world, conflict):
    first = decide(world, conflict)
    second = decide(world, conflict, 2, correction="58,000, not 43,000.", embargo_until=NOW + DAY)
    assert published(NOW) == [first.pk]
    assert told(NOW) == []
    assert published(NOW + DAY) == [second.pk]
    assert told(NOW + DAY) == [(first.pk, second.pk)]


def test_a_decision_withdrawn_under_its_embargo_changes_nothing_for_the_readers(world, conflict):
    first = decide(world, conflict)
    second = decide(world, conflict, 2, correction="58,000, not 43,000.", embargo_until=NOW + DAY)
    withdraw(world, second)
    assert published(NOW) == published(NOW + 2 * DAY) == [first.pk]
    assert told(NOW + 2 * DAY) == []


def test_the_older_decision_can_then_be_withdrawn_too(world, conflict):
    first = decide(world, conflict)
    second = decide(world, conflict, 2, correction="58,000, not 43,000.", embargo_until=NOW + DAY)
    with pytest.raises(WrongState, match="newer decision"):
        withdraw(world, first)
    withdraw(world, second)
    withdraw(world, first)
    assert published(NOW + 2 * DAY) == []
    assert told(NOW + 2 * DAY) == [(first.pk, None)]


def test_a_decision_overtaken_under_its_embargo_is_never_told(world, conflict):
    first = decide(world, conflict)
    decide(world, conflict, 2, correction="58,000, not 43,000.", embargo_until=NOW + 2 * DAY)
    third = decide(world, conflict, 2, at=NOW + DAY, correction="58,000, and no embargo.")
    assert published(NOW + 3 * DAY) == [third.pk]
    assert told(NOW + 3 * DAY) == [(first.pk, third.pk)]


def test_each_of_two_embargoes_corrects_what_stands_when_it_ends(world, conflict):
    first = decide(world, conflict)
    second = decide(world, conflict, 2, correction="58,000.", embargo_until=NOW + DAY)
    third = decide(world, conflict, 1, correction="43,000 after all.", embargo_until=NOW + 2 * DAY)
    assert published(NOW + DAY) == [second.pk]
    assert published(NOW + 2 * DAY) == [third.pk]
    assert told(NOW + 3 * DAY) == [(first.pk, second.pk), (second.pk, third.pk)]


def test_an_embargo_that_ends_while_a_proposal_waits_asks_for_a_word(world, conflict):
    decide(world, conflict, embargo_until=NOW + 2 * DAY)
    review.reopen(refreshed(conflict), by=world.reviewer, at=NOW, seen=conflict.version, reason="A newer list.")
    decision = Decision("none holds", "copying error", "A misprint.")
    proposal = review.propose(refreshed(conflict), decision, by=world.reviewer, at=NOW, seen=conflict.version)
    seen = refreshed(conflict).version
    with pytest.raises(WrongState, match="published since"):
        review.approve(proposal, by=world.chief, at=NOW + 3 * DAY, seen=seen)


def refreshed(conflict: Conflict) -> Conflict:
    conflict.refresh_from_db()
    return conflict


# ---- what would change -----------------------------------------------------------------------------


def test_a_preview_tells_what_would_change_and_writes_nothing(world, conflict):
    accepted = tuple(claim.pk for claim in conflict.positions.get(number=2).claims.all())
    decision = Decision("one position holds", "contradiction", "", accepted=accepted)
    events, version = Event.objects.count(), conflict.version
    shown = review.preview(conflict, decision, at=NOW)
    assert len(shown.accepted_drafts) == 2
    assert shown.confirmed_filings == 2
    assert [claim.pk for claim in shown.holding] == list(accepted)
    assert len(shown.rejected) == 1
    assert shown.value == shown.holding[0].value
    assert (shown.in_force, shown.published, shown.lacking) == (None, None, "")
    assert (Event.objects.count(), refreshed(conflict).version) == (events, version)


def test_a_preview_names_what_would_be_replaced_and_what_is_lacking(world, conflict):
    first = decide(world, conflict)
    shown = review.preview(conflict, Decision("a range holds", "contradiction", ""), at=NOW)
    assert shown.in_force == shown.published == first
    assert shown.accepted_drafts == ()
    assert "Write the range" in shown.lacking
