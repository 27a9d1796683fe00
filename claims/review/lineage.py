"""Copies: which document was taken from which other. What is one origin corroborates nothing.

Locks: the row of the dossier first, so that two people cannot derive two documents from each other, then the questions
as everywhere (docs/decisions/0007).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from claims import ledger
from claims.conflicts import detect, lock_questions
from claims.errors import Refused, WrongState
from claims.models import Filing, Question
from claims.permissions import Right, require
from sources.lineage import NotACopy, derive, settle_suggestions
from sources.models import Document, Dossier, Person, Resemblance
from sources.models.resemblance import ResemblanceState


@transaction.atomic
def mark_derived(document: Document, source: Document | None, *, by: Person, at: dt.datetime) -> Document:
    """Say that a document was copied from another one, or (None) from none in the dossier.

    Origins change with it, so every question that its claims and those of its copies answer is examined anew.
    Raises Refused where it would be derived from itself.
    """
    require(by, Right.WRITE, document.dossier)
    Dossier.objects.select_for_update(no_key=True).get(pk=document.dossier_id)
    was = Document.objects.values_list("derived_from_id", flat=True).get(pk=document.pk)
    if was == (source.pk if source else None):
        raise WrongState("It is marked so already." if source else "It is not marked as derived from another document.")
    try:
        touched = derive(document, source)
    except NotACopy as error:
        raise Refused(str(error)) from error
    questions = lock_questions(_questions_of(touched))
    verb = "document marked as derived" if source else "document marked as no copy"
    ledger.record(document.dossier, verb, document, by=by, was=was, source=source.pk if source else None)
    settle_suggestions(document.dossier, by=by, at=at)
    detect(questions, at=at)
    return document


@transaction.atomic
def confirm_copy(resemblance: Resemblance, *, copy: Document, by: Person, at: dt.datetime) -> Resemblance:
    """Of the two documents that resemble each other `copy` was taken from the other one."""
    require(by, Right.WRITE, copy.dossier)
    if copy.pk not in (resemblance.document_id, resemblance.other_id):
        raise Refused("The copy has to be one of the two documents.")
    resemblance = _unjudged(resemblance)
    original = resemblance.other if copy.pk == resemblance.document_id else resemblance.document
    if copy.derived_from_id:
        raise WrongState(f"“{copy}” is marked as derived from another document already: take that back first.")
    mark_derived(copy, original, by=by, at=at)
    return _judge(resemblance, ResemblanceState.CONFIRMED, by=by, at=at)


@transaction.atomic
def refuse_copy(resemblance: Resemblance, *, by: Person, at: dt.datetime) -> Resemblance:
    """Neither was taken from the other. The machine never suggests the pair again."""
    dossier = resemblance.document.dossier
    require(by, Right.WRITE, dossier)
    resemblance = _judge(_unjudged(resemblance), ResemblanceState.REFUSED, by=by, at=at)
    ledger.record(dossier, "copy refused", resemblance.document, by=by, other=resemblance.other_id)
    return resemblance


def _unjudged(resemblance: Resemblance) -> Resemblance:
    """The row as it is now, under the lock of its dossier. Raises WrongState where it was judged meanwhile."""
    Dossier.objects.select_for_update(no_key=True).get(pk=resemblance.document.dossier_id)
    row = Resemblance.objects.with_documents().get(pk=resemblance.pk)
    if row.state != ResemblanceState.SUGGESTED:
        raise WrongState(f"Somebody judged these two documents already: {row.state}.")
    return row


def _judge(resemblance: Resemblance, state: ResemblanceState, *, by: Person, at: dt.datetime) -> Resemblance:
    resemblance.state, resemblance.decided_by, resemblance.decided_at = state, by, at
    resemblance.save(update_fields=["state", "decided_by", "decided_at"])
    return resemblance


def _questions_of(documents: Iterable[int]) -> list[int]:
    """The questions that claims of these documents answer, by key."""
    standing = Filing.objects.standing().filter(claim__passage__document__in=list(documents))
    return list(Question.objects.filter(filings__in=standing).distinct().values_list("pk", flat=True))
