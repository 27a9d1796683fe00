"""Who settles a conflict: one person at a time, who may propose in its dossier."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from claims import ledger
from claims.errors import Refused
from claims.models import Conflict
from claims.models.conflict import UNDECIDED
from claims.permissions import Right, require, roles_with
from claims.review.acts import expect, locked
from claims.telling import tell_assigned
from sources.models import Dossier, Person


@transaction.atomic
def assign(conflict: Conflict, to: Person | None, *, by: Person, at: dt.datetime, seen: int) -> Conflict:
    """Say who settles a conflict; `to` is None where nobody does any more."""
    conflict = locked(conflict, seen)
    require(by, Right.ASSIGN, conflict.question.dossier)
    if to and not settlers(conflict.question.dossier).filter(pk=to.pk).exists():
        raise Refused(no_settler(to, conflict.question.dossier))
    expect_assignable(conflict, to)
    return hand_over(conflict, to, by=by, at=at)


def settlers(dossier: Dossier) -> QuerySet[Person]:
    """The people a conflict of the dossier can be assigned to: its members who may propose, by name."""
    people = Person.objects.filter(
        is_active=True, memberships__dossier=dossier, memberships__role__in=roles_with(Right.PROPOSE)
    )
    return people.order_by("first_name", "last_name", "username")


def no_settler(person: Person, dossier: Dossier) -> str:
    """Why a conflict of the dossier cannot be assigned to the person, as a sentence."""
    return f"{person.display_name} may not propose decisions in “{dossier}”. Ask a chief of the dossier."


def expect_assignable(conflict: Conflict, to: Person | None) -> None:
    """Raises Refused where the conflict is settled, or stands so already."""
    expect(conflict.state, UNDECIDED, "Only an undecided conflict can be assigned")
    if conflict.assigned_to_id == (to.pk if to else None):
        raise Refused(f"It is assigned to {to.display_name} already." if to else "It is assigned to nobody already.")


def hand_over(conflict: Conflict, to: Person | None, *, by: Person, at: dt.datetime, **detail: object) -> Conflict:
    """Assign a locked conflict, with its line of the ledger, which names the person by number."""
    conflict.assigned_to, conflict.assigned_at = to, at if to else None
    conflict.version += 1
    conflict.save(update_fields=["assigned_to", "assigned_at", "version"])
    verb = "conflict assigned" if to else "conflict unassigned"
    ledger.record(conflict.question.dossier, verb, conflict, by=by, **({"to": to.pk} if to else {}), **detail)
    tell_assigned(conflict, to, by=by, at=at)
    return conflict
