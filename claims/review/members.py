"""A dossier's people and rules: who starts one is its chief, and chiefs say who else does what in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from claims import ledger
from claims.errors import Refused, Stale
from claims.models import Conflict
from claims.permissions import Right, require
from claims.review.acts import expect_seen, require_words
from sources.models import Dossier, Membership, Person, Role


@dataclass(frozen=True, slots=True)
class Rules:
    """What a chief may set of a dossier. `language` is the one its questions are worded in; `is_public`: everybody may
    read what was published of it; None leaves it as it is."""

    title: str
    language: str
    own_claims_may_be_approved: bool = False
    is_public: bool | None = None


@transaction.atomic
def start_dossier(rules: Rules, *, by: Person, at: dt.datetime) -> Dossier:
    """Start an investigation. Whoever starts it is its chief, and so far its only member."""
    require_words(rules.title, "Give the dossier a title")
    dossier = Dossier.objects.create(
        slug=_free_slug(rules.title),
        title=rules.title.strip(),
        language=rules.language,
        own_claims_may_be_approved=rules.own_claims_may_be_approved,
        is_public=bool(rules.is_public),
    )
    membership = Membership.objects.create(dossier=dossier, person=by, role=Role.CHIEF)
    ledger.record(dossier, "dossier started", dossier, by=by, is_public=dossier.is_public)
    _tell("member added", membership, by=by)
    return dossier


@transaction.atomic
def set_rules(dossier: Dossier, rules: Rules, *, by: Person, at: dt.datetime, seen: int) -> Dossier:
    """Change a dossier's title, language and rules. Raises Stale where somebody else did meanwhile."""
    require(by, Right.MANAGE, dossier)
    require_words(rules.title, "Give the dossier a title")
    dossier = Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)
    expect_seen(dossier.version, seen)
    dossier.title, dossier.language = rules.title.strip(), rules.language
    dossier.own_claims_may_be_approved = rules.own_claims_may_be_approved
    if rules.is_public is not None:
        dossier.is_public = rules.is_public
    dossier.version += 1
    dossier.save(update_fields=["title", "language", "own_claims_may_be_approved", "is_public", "version"])
    ledger.record(
        dossier,
        "rules changed",
        dossier,
        by=by,
        own_claims_may_be_approved=rules.own_claims_may_be_approved,
        is_public=dossier.is_public,
    )
    return dossier


@transaction.atomic
def add_member(dossier: Dossier, person: Person, role: Role, *, by: Person, at: dt.datetime) -> Membership:
    """Let a person into a dossier."""
    require(by, Right.MANAGE, dossier)
    _lock(dossier)
    if dossier.memberships.filter(person=person).exists():
        raise Refused(f"{person.display_name} is a member already: change the role below.")
    membership = Membership.objects.create(dossier=dossier, person=person, role=role)
    _tell("member added", membership, by=by)
    return membership


@transaction.atomic
def change_role(membership: Membership, role: Role, *, by: Person, at: dt.datetime, seen: str) -> Membership:
    """Give a member another role; `seen` is the role that the page showed. A dossier is never without a chief."""
    require(by, Right.MANAGE, membership.dossier)
    membership = _locked(membership, seen)
    if role != Role.CHIEF:
        _expect_another_chief(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    _tell("role changed", membership, by=by)
    return membership


@transaction.atomic
def remove_member(membership: Membership, *, by: Person, at: dt.datetime, seen: str) -> None:
    """Take a person out of a dossier. What they wrote and decided stays; what was assigned to them is free again."""
    require(by, Right.MANAGE, membership.dossier)
    membership = _locked(membership, seen)
    _expect_another_chief(membership)
    Conflict.objects.filter(question__dossier=membership.dossier, assigned_to=membership.person).update(
        assigned_to=None, assigned_at=None
    )
    _tell("member removed", membership, by=by)
    membership.delete()


def _lock(dossier: Dossier) -> None:
    """One change of a dossier's people at a time."""
    Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)


def _locked(membership: Membership, seen: str) -> Membership:
    _lock(membership.dossier)
    row = Membership.objects.filter(pk=membership.pk).first()
    if row is None or row.role != seen:
        raise Stale
    return row


def _expect_another_chief(membership: Membership) -> None:
    chiefs = membership.dossier.memberships.filter(role=Role.CHIEF)
    if membership.role == Role.CHIEF and not chiefs.exclude(pk=membership.pk).exists():
        raise Refused("A dossier needs a chief: make somebody else one first.")


def _tell(verb: str, membership: Membership, *, by: Person) -> None:
    """A line of the ledger: people are named by number alone."""
    ledger.record(membership.dossier, verb, membership, by=by, person=membership.person_id, role=membership.role)


def _free_slug(title: str) -> str:
    """The title as it stands in addresses; a number after it where another dossier has it already."""
    stem = slugify(title)[:40].strip("-") or "dossier"
    slug, number = stem, 1
    while Dossier.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug
