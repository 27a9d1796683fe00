"""Who settles a conflict."""

import pytest

from claims import review
from claims.errors import NotAllowed, Refused, Stale, WrongState
from claims.models import Conflict
from sources.models import Role
from tests.factories import NOW, a_conflict, a_person


def assign(conflict, to, by):
    return review.assign(conflict, to, by=by, at=NOW, seen=conflict.version)


def test_a_conflict_is_assigned_and_the_ledger_names_the_person_by_number(world):
    conflict = assign(a_conflict(world.dossier), world.chief, world.reviewer)
    assert Conflict.objects.get().assigned_to == world.chief
    assert conflict.assigned_at == NOW
    event = world.dossier.events.get(verb="conflict assigned")
    assert (event.actor, event.subject_id, event.detail) == (world.reviewer, conflict.pk, {"to": world.chief.pk})


def test_it_goes_to_somebody_else_or_to_nobody(world):
    conflict = assign(a_conflict(world.dossier), world.reviewer, world.reviewer)
    conflict = assign(conflict, world.chief, world.reviewer)
    conflict = assign(conflict, None, world.chief)
    assert (conflict.assigned_to, conflict.assigned_at, conflict.version) == (None, None, 4)
    assert world.dossier.events.filter(verb="conflict unassigned").count() == 1


def test_an_editor_does_not_assign(world):
    with pytest.raises(NotAllowed):
        assign(a_conflict(world.dossier), world.reviewer, world.editor)


@pytest.mark.parametrize("name", ["editor", "viewer", "stranger"])
def test_nobody_who_may_not_propose_is_assigned_to(world, name):
    with pytest.raises(Refused, match="may not propose decisions in “Floods”"):
        assign(a_conflict(world.dossier), world.person(name), world.chief)


def test_whoever_assigns_what_changed_meanwhile_is_told(world):
    conflict = a_conflict(world.dossier)
    with pytest.raises(Stale):
        review.assign(conflict, world.reviewer, by=world.chief, at=NOW, seen=conflict.version + 1)


def test_a_dismissed_conflict_is_nobodys_work(world):
    conflict = a_conflict(world.dossier)
    conflict = review.dismiss(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="Two valleys.")
    with pytest.raises(WrongState, match="Only an undecided conflict"):
        assign(conflict, world.reviewer, world.chief)


def test_who_has_it_already_is_not_given_it_again(world):
    conflict = assign(a_conflict(world.dossier), world.reviewer, world.chief)
    with pytest.raises(Refused, match="assigned to Reviewer already"):
        assign(conflict, world.reviewer, world.chief)


def test_settlers_are_the_active_members_who_may_propose(world):
    a_person("gone", world.dossier, Role.CHIEF).__class__.objects.filter(username="gone").update(is_active=False)
    assert list(review.settlers(world.dossier)) == [world.chief, world.reviewer]
