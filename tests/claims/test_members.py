"""A dossier's people and rules: who starts one, who lets people in, and what is kept of it."""

import pytest

from claims import review
from claims.errors import NotAllowed, Refused, Stale
from claims.models import Event
from claims.review import Rules
from sources.models import Dossier, Membership, Role
from tests.factories import NOW, a_conflict, a_person


def membership(world, name: str) -> Membership:
    return Membership.objects.get(dossier=world.dossier, person=world.person(name))


def test_whoever_starts_a_dossier_is_its_chief(world):
    dossier = review.start_dossier(Rules("The flood of May", "en"), by=world.stranger, at=NOW)
    assert (dossier.slug, dossier.role_of(world.stranger)) == ("the-flood-of-may", Role.CHIEF)
    assert list(dossier.events.values_list("verb", flat=True)) == ["dossier started", "member added"]
    assert not Dossier.objects.visible_to(world.chief).filter(pk=dossier.pk).exists()


def test_two_dossiers_of_one_title_have_addresses_of_their_own(world):
    first, second, chinese = (
        review.start_dossier(Rules(title, "en"), by=world.chief, at=NOW) for title in ("Storm", "Storm", "洪水")
    )
    assert (first.slug, second.slug, chinese.slug) == ("storm", "storm-2", "dossier")


def test_a_chief_lets_somebody_in_and_the_ledger_names_them_by_number(world):
    newcomer = a_person("newcomer")
    review.add_member(world.dossier, newcomer, Role.EDITOR, by=world.chief, at=NOW)
    assert world.dossier.role_of(newcomer) == Role.EDITOR
    assert Event.objects.get(verb="member added").detail == {"person": newcomer.pk, "role": "editor"}


def test_nobody_is_a_member_twice(world):
    with pytest.raises(Refused, match="a member already"):
        review.add_member(world.dossier, world.viewer, Role.CHIEF, by=world.chief, at=NOW)


@pytest.mark.parametrize("name", ["viewer", "editor", "reviewer", "stranger"])
def test_only_a_chief_manages(world, name):
    person = world.person(name)
    newcomer = a_person("newcomer")
    with pytest.raises(NotAllowed):
        review.add_member(world.dossier, newcomer, Role.CHIEF, by=person, at=NOW)
    with pytest.raises(NotAllowed):
        review.change_role(membership(world, "viewer"), Role.CHIEF, by=person, at=NOW, seen="viewer")
    with pytest.raises(NotAllowed):
        review.remove_member(membership(world, "viewer"), by=person, at=NOW, seen="viewer")
    with pytest.raises(NotAllowed):
        review.set_rules(world.dossier, Rules("Mine", "en", True), by=person, at=NOW, seen=1)
    assert not Event.objects.exists()


def test_a_role_is_changed_once_by_two_who_saw_the_same(world):
    review.change_role(membership(world, "viewer"), Role.REVIEWER, by=world.chief, at=NOW, seen="viewer")
    assert world.dossier.role_of(world.viewer) == Role.REVIEWER
    with pytest.raises(Stale):
        review.change_role(membership(world, "viewer"), Role.EDITOR, by=world.chief, at=NOW, seen="viewer")


def test_a_dossier_keeps_a_chief(world):
    chief = membership(world, "chief")
    with pytest.raises(Refused, match="needs a chief"):
        review.change_role(chief, Role.VIEWER, by=world.chief, at=NOW, seen="chief")
    with pytest.raises(Refused, match="needs a chief"):
        review.remove_member(chief, by=world.chief, at=NOW, seen="chief")
    review.change_role(membership(world, "editor"), Role.CHIEF, by=world.chief, at=NOW, seen="editor")
    review.remove_member(chief, by=world.chief, at=NOW, seen="chief")
    assert world.dossier.role_of(world.chief) is None


def test_who_leaves_sees_nothing_more_and_their_work_is_free_again(world):
    conflict = a_conflict(world.dossier)
    conflict.assigned_to, conflict.assigned_at = world.reviewer, NOW
    conflict.save()
    review.remove_member(membership(world, "reviewer"), by=world.chief, at=NOW, seen="reviewer")
    conflict.refresh_from_db()
    assert not conflict.assigned_to_id
    assert not conflict.assigned_at
    assert not Dossier.objects.visible_to(world.reviewer).exists()
    left = Membership(pk=0, dossier=world.dossier, person=world.reviewer)
    with pytest.raises(Stale):
        review.remove_member(left, by=world.chief, at=NOW, seen="reviewer")


def test_rules_are_changed_by_whoever_saw_the_newest(world):
    review.set_rules(world.dossier, Rules("Floods of May", "zh", True), by=world.chief, at=NOW, seen=1)
    world.dossier.refresh_from_db()
    assert (world.dossier.title, world.dossier.language, world.dossier.version) == ("Floods of May", "zh", 2)
    assert world.dossier.own_claims_may_be_approved
    with pytest.raises(Stale):
        review.set_rules(world.dossier, Rules("Other", "en"), by=world.chief, at=NOW, seen=1)
    with pytest.raises(Refused, match="title"):
        review.set_rules(world.dossier, Rules(" ", "en"), by=world.chief, at=NOW, seen=2)
