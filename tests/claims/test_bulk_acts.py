"""Many conflicts dismissed or assigned at once, and put back."""

import pytest

from claims import ledger, review
from claims.errors import NotAllowed, Refused, WrongState
from claims.models import BulkAct, Conflict
from claims.models.bulk_act import BulkVerb
from claims.review import Wish
from sources.models import Membership, Role
from tests.factories import NOW, a_conflict, a_dossier

DISMISSAL = Wish(BulkVerb.DISMISS, reason="Two valleys.")


@pytest.fixture
def conflicts(world) -> list[Conflict]:
    return [
        a_conflict(world.dossier, f"About 43,000 people left village {n}.", f"About 58,000 people left village {n}.")
        for n in range(3)
    ]


def seen(conflicts) -> dict[int, int]:
    return {conflict.pk: conflict.version for conflict in conflicts}


def do(conflicts, wish, by):
    return review.carry_out(seen(conflicts), wish, by=by, at=NOW)


def states() -> list[str]:
    return list(Conflict.objects.order_by("pk").values_list("state", flat=True))


def test_many_are_dismissed_each_with_its_line(world, conflicts):
    done = do(conflicts[:2], DISMISSAL, world.reviewer)
    assert states() == ["dismissed", "dismissed", "suspected"]
    (act,) = done.acts
    events = world.dossier.events.filter(verb="conflict dismissed")
    assert [(event.subject_id, event.detail) for event in events] == [(c.pk, {"bulk": act.pk}) for c in conflicts[:2]]
    assert ledger.verify(world.dossier).fault is None


def test_a_preview_changes_nothing_and_says_what_is_left_out_and_why(world, conflicts):
    review.dismiss(conflicts[0], by=world.reviewer, at=NOW, seen=1, reason="Two valleys.")
    review.assign(conflicts[1], world.chief, by=world.reviewer, at=NOW, seen=1)
    conflicts[0].refresh_from_db()
    before = world.dossier.events.count()
    sifted = review.sift(seen(conflicts), DISMISSAL, by=world.reviewer)
    assert [each.pk for each in sifted.taken] == [conflicts[2].pk]
    assert [(each.conflict.pk, each.why) for each in sifted.left_out] == [
        (conflicts[0].pk, "Only an open conflict can be dismissed; this one is dismissed."),
        (conflicts[1].pk, "It has changed since you looked."),
    ]
    assert world.dossier.events.count() == before
    assert not BulkAct.objects.exists()


def test_what_is_left_out_of_the_preview_is_left_out_of_the_act(world, conflicts):
    review.assign(conflicts[1], world.chief, by=world.reviewer, at=NOW, seen=1)
    done = do(conflicts, DISMISSAL, world.reviewer)
    assert states() == ["dismissed", "suspected", "dismissed"]
    assert [each.conflict.pk for each in done.sifted.left_out] == [conflicts[1].pk]


def test_two_dossiers_make_two_acts_and_one_without_the_right_is_left_out(world, conflicts):
    other, third = a_dossier("fires"), a_dossier("storms")
    Membership.objects.create(dossier=other, person=world.reviewer, role=Role.REVIEWER)
    Membership.objects.create(dossier=third, person=world.reviewer, role=Role.EDITOR)
    there, forbidden = a_conflict(other), a_conflict(third)
    done = do([forbidden, conflicts[0], there], DISMISSAL, world.reviewer)
    assert [act.dossier for act in done.acts] == [world.dossier, other]
    assert [(each.conflict, each.why) for each in done.sifted.left_out] == [
        (forbidden, "Your role in “Storms” does not let you dismiss or reopen a conflict.")
    ]


def test_a_conflict_nobody_may_see_is_passed_over_in_silence(world, conflicts):
    sifted = review.sift(seen(conflicts), DISMISSAL, by=world.stranger)
    assert (sifted.taken, sifted.left_out) == ((), ())
    with pytest.raises(Refused, match="nothing was done"):
        do(conflicts, DISMISSAL, world.stranger)


def test_a_dismissal_needs_a_reason(world, conflicts):
    with pytest.raises(Refused, match="Say why"):
        do(conflicts, Wish(BulkVerb.DISMISS, reason=" "), world.reviewer)


def test_many_are_assigned_and_a_conflict_of_a_dossier_the_person_is_no_member_of_is_left_out(world, conflicts):
    other = a_dossier("fires")
    Membership.objects.create(dossier=other, person=world.reviewer, role=Role.REVIEWER)
    there = a_conflict(other)
    done = do([*conflicts, there], Wish(BulkVerb.ASSIGN, to=world.chief), world.reviewer)
    assert Conflict.objects.filter(assigned_to=world.chief).count() == 3
    assert [each.why for each in done.sifted.left_out] == [
        "Chief may not propose decisions in “Fires”. Ask a chief of the dossier."
    ]
    assert done.acts[0].assigned_to == world.chief


def test_a_dismissal_is_undone_with_its_own_lines(world, conflicts):
    (act,) = do(conflicts, DISMISSAL, world.reviewer).acts
    review.undo(act, by=world.chief, at=NOW)
    assert states() == ["suspected"] * 3
    assert world.dossier.events.filter(verb="dismissal undone").count() == 3
    act.refresh_from_db()
    assert (act.undone_by, act.undone_at) == (world.chief, NOW)
    with pytest.raises(WrongState, match="undone already"):
        review.undo(act, by=world.chief, at=NOW)


def test_an_assignment_is_undone_to_whoever_had_it(world, conflicts):
    conflicts[0] = review.assign(conflicts[0], world.reviewer, by=world.chief, at=NOW, seen=1)
    (act,) = do(conflicts, Wish(BulkVerb.ASSIGN, to=world.chief), world.chief).acts
    review.undo(act, by=world.reviewer, at=NOW)
    assert list(Conflict.objects.order_by("pk").values_list("assigned_to", flat=True)) == [
        world.reviewer.pk,
        None,
        None,
    ]


def test_undoing_leaves_what_somebody_went_on_with_and_says_so(world, conflicts):
    (act,) = do(conflicts, DISMISSAL, world.reviewer).acts
    review.reopen(conflicts[0], by=world.chief, at=NOW, seen=2, reason="One valley after all.")
    sifted = review.undo(act, by=world.reviewer, at=NOW)
    assert states() == ["reopened", "suspected", "suspected"]
    assert [each.conflict for each in sifted.left_out] == [conflicts[0]]


def test_where_everything_went_on_there_is_nothing_to_undo(world, conflicts):
    (act,) = do(conflicts[:1], DISMISSAL, world.reviewer).acts
    review.reopen(conflicts[0], by=world.chief, at=NOW, seen=2, reason="One valley after all.")
    with pytest.raises(WrongState, match="nothing left to undo"):
        review.undo(act, by=world.reviewer, at=NOW)
    act.refresh_from_db()
    assert act.undone_at is None


def test_undoing_takes_the_right_the_act_took(world, conflicts):
    (act,) = do(conflicts, DISMISSAL, world.reviewer).acts
    with pytest.raises(NotAllowed):
        review.undo(act, by=world.editor, at=NOW)
