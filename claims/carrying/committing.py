"""A held capture becomes the newer document, and the claims of the older one are carried over or wait.

Locks are taken in this order: the capture, the dossier (one filing at a time), then as everywhere (docs/decisions/0007)
questions, conflicts, claims; the ledger's lines are written when no other lock is needed any more.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from claims import ledger
from claims.arithmetic import add_up
from claims.carrying.carried import carry_claim
from claims.carrying.holding import in_the_dossier, locked, older_of, read_held
from claims.carrying.previewing import AT_ONCE, Change, NewerText, place_of, waiting_for
from claims.conflicts import detect, lock_questions
from claims.drafting import draft_claims
from claims.errors import Refused, WrongState
from claims.filing import file_claims
from claims.models import Carryover, Claim, Conflict, Filing, WavedFigure
from claims.models.carryover import CarryoverState
from claims.models.conflict import ConflictState
from claims.permissions import Right, require
from claims.review.acts import move
from sources.importing import Arrival, SupersededAlready, import_document
from sources.lineage import place, suggest_copies
from sources.models import Capture, Document, Dossier, Person
from sources.models.capture import CaptureKind, CaptureState
from sources.models.document import Evidence
from sources.passages import relocate
from sources.withholding import carry_withheld

_OVERTAKEN = "a still newer capture is looked at instead"


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit led to. Not `is_new`: it was done before."""

    document: Document
    carried: int
    waiting: int
    is_new: bool = True


def commit(capture: Capture, *, by: Person, at: dt.datetime) -> Committed:
    """The held bytes become the newer document, whole or not at all; a second commit says that it is done.

    Claims whose words and value are the same are carried over; every other one people have to do with waits for a
    person, and a settled conflict that loses it reopens and says why.
    """
    require(by, Right.IMPORT, capture.dossier)
    if capture.state != CaptureState.HELD:
        with transaction.atomic():
            return _done(locked(capture))
    older = older_of(capture)
    newer_text = NewerText(older, read_held(bytes(capture.original or b"")))
    newer_text.changes()  # found before anything is locked: it takes a while, and nobody shall wait for it
    with transaction.atomic():
        capture = locked(capture)
        if capture.state != CaptureState.HELD:
            return _done(capture)
        Dossier.objects.select_for_update(no_key=True).get(pk=capture.dossier_id)
        committed = _commit(capture, newer_text, by=by, at=at)
    suggest_copies(committed.document)  # when the document can be seen, as every import does
    return committed


def _commit(capture: Capture, newer_text: NewerText, *, by: Person, at: dt.datetime) -> Committed:
    older, dossier = newer_text.older, capture.dossier
    newer = _imported(capture, newer_text, by=by, at=at)
    place(newer)
    drafted = draft_claims(newer)
    carry_withheld(newer)
    touched = lock_questions(_questions_touched(older))
    list(Claim.objects.select_for_update(no_key=True).filter(_bears_on(older)).order_by("pk").values("pk"))
    changes = newer_text.changes()
    _close_overtaken(older, by=by, at=at)
    carryovers = [_carryover(change, newer, by=by, at=at) for change in changes]
    _carry_waved(older, newer)
    filed = file_claims(dossier, at=at)
    touched += lock_questions({question.pk for question in filed} - {question.pk for question in touched})
    _record(newer, older, carryovers, drafted=len(drafted), by=by)
    detect(touched, at=at)
    add_up(newer, at=at)
    _reopen(older, [change for change in changes if change.reopens], by=by)
    capture.state, capture.document, capture.ended_at = CaptureState.DONE, newer, at
    capture.reason, capture.original = "; ".join(newer_text.text.notes), b""  # the document has the bytes
    capture.save(update_fields=["state", "document", "ended_at", "reason", "original"])
    return _counted(newer)


def _imported(capture: Capture, newer_text: NewerText, *, by: Person, at: dt.datetime) -> Document:
    """The newer document. What its bytes do not say of it is what is known of the older one."""
    older, text = newer_text.older, newer_text.text
    arrival = Arrival(
        name=capture.file_name or older.file_name,
        captured_by="url" if capture.kind == CaptureKind.URL else "upload",
        language=older.language,
        publisher=capture.publisher or (older.publisher.name if older.publisher else None),
        title=None if text.title else older.title,
        url=capture.url or (None if text.url else older.url),
        published_on=None if text.published else older.published_on,
        fetched_from=capture.fetched_from,
        supersedes=older,
        evidence=Evidence(older.evidence),
        told_by=older.told_by,
        told_at=older.told_at,
        told_how=older.told_how,
    )
    data = bytes(capture.original or b"")
    try:
        imported = import_document(
            dossier=capture.dossier, data=data, arrival=arrival, at=at, by=by, extract=lambda _: text
        )
    except SupersededAlready as refusal:
        raise Refused(str(refusal)) from refusal
    if not imported.is_new:
        raise in_the_dossier(imported.document)
    imported.document.is_primary = older.is_primary
    imported.document.save(update_fields=["is_primary"])
    return imported.document


def _carryover(change: Change, newer: Document, *, by: Person, at: dt.datetime) -> Carryover:
    start, end = change.place or (None, None)
    carryover = Carryover(claim=change.claim, document=newer, found=change.found, start=start, end=end)
    carryover.score = change.score
    if change.place and change.value_place:
        carryover.carried_to = carry_claim(change.claim, newer, change.place, change.value_place, at=at)
        carryover.state, carryover.decided_by, carryover.decided_at = CarryoverState.CARRIED, by, at
    carryover.save()
    return carryover


def _record(newer: Document, older: Document, carryovers: Sequence[Carryover], *, drafted: int, by: Person) -> None:
    for carryover in carryovers:
        if carryover.carried_to:
            ledger.record(
                newer.dossier,
                "claim carried over",
                carryover.carried_to,
                by=by,
                claim=carryover.claim_id,
                found=carryover.found,
            )
    carried = sum(carryover.state == CarryoverState.CARRIED for carryover in carryovers)
    ledger.record(
        newer.dossier,
        "document imported",
        newer,
        by=by,
        sha256=newer.sha256,
        drafted=drafted,
        supersedes=older.pk,
        carried=carried,
        waiting=len(carryovers) - carried,
    )


def _reopen(older: Document, lost: Sequence[Change], *, by: Person) -> None:
    """Settled conflicts that lost a claim say which, and what the newer capture did to it.

    A resolved one reopens even where nothing clashes any more: the decision rested on that claim. A dismissed one
    reopens only where detection found its claims to clash anew.
    """
    reasons: dict[int, list[str]] = defaultdict(list)
    for change in lost:
        if change.conflict:
            reasons[change.conflict.pk].append(change.became)
    for conflict in Conflict.objects.filter(pk__in=reasons).select_related("question__dossier").order_by("pk"):
        reason = f"a newer capture of “{older}” {' and '.join(reasons[conflict.pk])}"
        if conflict.state == ConflictState.REOPENED:
            Conflict.objects.filter(pk=conflict.pk).update(state_reason=f"{reason}; {conflict.state_reason}")
        elif conflict.state == ConflictState.RESOLVED:
            move(conflict, ConflictState.REOPENED, by=by, reason=reason)


def _carry_waved(older: Document, newer: Document) -> None:
    """A figure that a person waved off is waved off where the same words stand now."""
    for waved in older.waved_figures.order_by("start"):
        found = relocate(older.text, newer.text, waved.start, waved.end)
        where = place_of(found)
        if where and found.state in AT_ONCE:
            by = {"waved_by_id": waved.waved_by_id, "waved_at": waved.waved_at}
            WavedFigure.objects.get_or_create(document=newer, start=where[0], end=where[1], defaults=by)


def _close_overtaken(older: Document, *, by: Person, at: dt.datetime) -> None:
    """What still waited for a place in the older text waits for one in the newer."""
    waiting_for(older).update(state=CarryoverState.DROPPED, reason=_OVERTAKEN, decided_by=by, decided_at=at)


# ---- what they share -----------------------------------------------------------------------------


def _done(capture: Capture) -> Committed:
    """What an earlier commit led to. Raises WrongState where there was none."""
    if capture.state != CaptureState.DONE or capture.document is None:
        raise WrongState(f"Only a held capture can be committed; this one is {capture.state}.")
    return _counted(capture.document, is_new=False)


def _counted(newer: Document, *, is_new: bool = True) -> Committed:
    carried = newer.carryovers.filter(state=CarryoverState.CARRIED).count()
    return Committed(newer, carried, newer.carryovers.filter(state=CarryoverState.WAITING).count(), is_new)


def _bears_on(older: Document) -> Q:
    """The claims of a document, and those that wait for a place in it."""
    return Q(passage__document=older) | Q(pk__in=waiting_for(older).values("claim"))


def _questions_touched(older: Document) -> list[int]:
    claims = Claim.objects.filter(_bears_on(older)).values("pk")
    return list(Filing.objects.standing().filter(claim__in=claims).values_list("question_id", flat=True))
