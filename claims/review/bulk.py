"""Acts on many conflicts at once: first what they would change, then all in one transaction, then perhaps undone.

Every conflict gets its own line of the ledger, and is left out where the act on it alone would be refused. What was
done is kept by dossier as a `BulkAct`; undoing puts back the conflicts that nobody has touched since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction

from claims import ledger
from claims.conflicts import lock_questions
from claims.errors import NotAllowed, Refused, Stale, WrongState
from claims.models import BulkAct, BulkActLine, Conflict
from claims.models.bulk_act import BulkVerb
from claims.models.conflict import ConflictState
from claims.permissions import Right, require, rights_of
from claims.review.acts import expect_seen, move, require_words
from claims.review.assigning import expect_assignable, hand_over, no_settler
from claims.review.decisions import expect_dismissible
from sources.models import Membership, Person, Role

RIGHT_TO = {BulkVerb.ASSIGN: Right.ASSIGN, BulkVerb.DISMISS: Right.DISMISS}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants done to many conflicts.

    reason   why they are no conflicts, for a dismissal
    to       who settles them, for an assignment; None: nobody
    """

    verb: BulkVerb
    reason: str = ""
    to: Person | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A conflict that stays as it is, and why, as a sentence."""

    conflict: Conflict
    why: str
    is_forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Sifted:
    """Of the conflicts chosen, in the order of dossier and key: those the act is for, and those it leaves out."""

    taken: tuple[Conflict, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What a bulk act came to: a row for each dossier, and the conflicts that were left out."""

    acts: tuple[BulkAct, ...]
    sifted: Sifted


def sift(chosen: Mapping[int, int], wish: Wish, *, by: Person) -> Sifted:
    """What the act would change; `chosen` is the version seen of each conflict, by its key.

    A conflict the person may not see is passed over in silence.
    """
    conflicts = list(
        Conflict.objects.visible_to(by)
        .filter(pk__in=chosen)
        .select_related("question__dossier", "assigned_to")
        .order_by("question__dossier_id", "pk")
    )
    dossiers = {conflict.question.dossier_id for conflict in conflicts}
    own, theirs = _roles(by, dossiers), _roles(wish.to, dossiers)
    taken, left_out = [], []
    for conflict in conflicts:
        dossier = conflict.question.dossier
        try:
            if RIGHT_TO[wish.verb] not in rights_of(own.get(dossier.pk)):
                raise NotAllowed(f"Your role in “{dossier}” does not let you {RIGHT_TO[wish.verb]}.")
            if wish.to and Right.PROPOSE not in rights_of(theirs.get(dossier.pk)):
                raise Refused(no_settler(wish.to, dossier))
            _expect_fit(conflict, wish, chosen[conflict.pk])
        except Stale:
            left_out.append(LeftOut(conflict, "It has changed since you looked."))
        except NotAllowed as refusal:
            left_out.append(LeftOut(conflict, str(refusal), is_forbidden=True))
        except Refused as refusal:
            left_out.append(LeftOut(conflict, str(refusal)))
        else:
            taken.append(conflict)
    return Sifted(tuple(taken), tuple(left_out))


@transaction.atomic
def carry_out(chosen: Mapping[int, int], wish: Wish, *, by: Person, at: dt.datetime) -> Done:
    """Dismiss or assign the conflicts of `chosen` (see `sift`). Raises Refused where none is left to do it to."""
    if wish.verb == BulkVerb.DISMISS:
        require_words(wish.reason, "Say why they are no conflicts")
    visible = Conflict.objects.visible_to(by).filter(pk__in=chosen)
    lock_questions(visible.values_list("question_id", flat=True))
    sifted = sift(chosen, wish, by=by)
    if not sifted.taken:
        if sifted.left_out and all(each.is_forbidden for each in sifted.left_out):
            raise NotAllowed(sifted.left_out[0].why)
        raise WrongState("None of the conflicts chosen can be changed so: nothing was done.")
    acts = [
        _carry_out(list(conflicts), wish, by=by, at=at)
        for _, conflicts in groupby(sifted.taken, key=lambda conflict: conflict.question.dossier_id)
    ]
    return Done(tuple(acts), sifted)


@transaction.atomic
def undo(act: BulkAct, *, by: Person, at: dt.datetime) -> Sifted:
    """Put back the conflicts of an act that are still as it left them; the others are said, and stay.

    Raises WrongState where it was undone already, or nothing is left to undo.
    """
    require(by, RIGHT_TO[BulkVerb(act.verb)], act.dossier)
    lock_questions(act.lines.values_list("conflict__question_id", flat=True))
    act = BulkAct.objects.select_for_update(no_key=True, of=("self",)).select_related("dossier").get(pk=act.pk)
    if act.undone_at:
        raise WrongState("This was undone already.")
    lines = list(act.lines.select_related("conflict__question__dossier", "assigned_before"))
    untouched = [line for line in lines if line.conflict.version == line.version_after]
    if not untouched:
        raise WrongState("Somebody went on with every one of these conflicts: there is nothing left to undo.")
    for line in untouched:
        _put_back(line, act, by=by, at=at)
    act.undone_by, act.undone_at = by, at
    act.save(update_fields=["undone_by", "undone_at"])
    gone_on = (LeftOut(line.conflict, "Somebody went on with it.") for line in lines if line not in untouched)
    return Sifted(tuple(line.conflict for line in untouched), tuple(gone_on))


def _roles(person: Person | None, dossiers: Iterable[int]) -> dict[int, Role]:
    """The person's role in each of the dossiers they are a member of."""
    memberships = Membership.objects.filter(person=person, dossier__in=dossiers) if person else []
    return {membership.dossier_id: Role(membership.role) for membership in memberships}


def _expect_fit(conflict: Conflict, wish: Wish, seen: int) -> None:
    expect_seen(conflict.version, seen)
    if wish.verb == BulkVerb.DISMISS:
        expect_dismissible(conflict)
    else:
        expect_assignable(conflict, wish.to)


def _carry_out(conflicts: list[Conflict], wish: Wish, *, by: Person, at: dt.datetime) -> BulkAct:
    """Act on the locked conflicts of one dossier."""
    act = BulkAct.objects.create(
        dossier=conflicts[0].question.dossier,
        verb=wish.verb,
        reason=wish.reason.strip(),
        assigned_to=wish.to,
        done_by=by,
        done_at=at,
    )
    lines = []
    for conflict in conflicts:
        line = BulkActLine(
            bulk_act=act,
            conflict=conflict,
            state_before=conflict.state,
            reason_before=conflict.state_reason,
            assigned_before=conflict.assigned_to,
        )
        if wish.verb == BulkVerb.DISMISS:
            move(conflict, ConflictState.DISMISSED, by=by, reason=wish.reason, bulk=act.pk)
        else:
            hand_over(conflict, wish.to, by=by, at=at, bulk=act.pk)
        line.version_after = conflict.version
        lines.append(line)
    BulkActLine.objects.bulk_create(lines)
    return act


def _put_back(line: BulkActLine, act: BulkAct, *, by: Person, at: dt.datetime) -> None:
    conflict = line.conflict
    if act.verb == BulkVerb.ASSIGN:
        hand_over(conflict, line.assigned_before, by=by, at=at, undoes=act.pk)
        return
    conflict.state, conflict.state_reason = line.state_before, line.reason_before
    conflict.version += 1
    conflict.save(update_fields=["state", "state_reason", "version"])
    ledger.record(act.dossier, "dismissal undone", conflict, by=by, undoes=act.pk)
