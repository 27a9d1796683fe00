"""What an export tells, gathered from the database: all of it, or what changed since a line of the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from claims.errors import Refused
from claims.export.contents import Checkpoint, Contents, Tombstone
from claims.export.record import reconciled, record_of, records_of
from claims.export.shapes import RECORD_VERSION
from claims.models import Event, Filing, Reconciliation
from claims.models.event import LedgerHead
from claims.models.reconciliation import ReconciliationState
from sources.models import Document, Dossier, Passage


class SinceWhat(Refused):
    """`since` cannot be answered."""


def gathered(dossiers: Sequence[Dossier], *, at: dt.datetime, base: str, since: int | None = None) -> Contents:
    """The contents of an export of these dossiers; call it, and read its records, inside one snapshot.

    With `since`, a line of the ledger of one dossier, only what may have changed after it, and tombstones for what was
    withdrawn. The line's number is assigned under the lock of the ledger, so that what commits later is never
    skipped. Raises SinceWhat for several dossiers, or for a line the ledger does not have.
    """
    decided = reconciled(dossiers, at=at)
    withdrawn: tuple[Tombstone, ...] = ()
    ended = checkpoints(dossiers)
    if since is not None:
        dossier = check_since(dossiers, since)
        later = dossier.events.filter(sequence__gt=since)
        decided = decided.filter(pk__in=_touched(later, dossier, since, at))
        withdrawn = tuple(_tombstones(later, dossier, at))
    public = frozenset(dossier.slug for dossier in dossiers if dossier.is_public)
    return Contents(records_of(decided), withdrawn, ended, base, public)


def check_since(dossiers: Sequence[Dossier], since: int) -> Dossier:
    """The one dossier whose ledger has this line; 0 is before its first. Raises SinceWhat."""
    if len(dossiers) != 1:
        raise SinceWhat("Name one dossier: every dossier's ledger counts for itself, and so does “since”.")
    dossier = dossiers[0]
    end = checkpoints(dossiers)[dossier.slug]["sequence"]
    if not 0 <= since <= end:
        raise SinceWhat(
            f"The ledger of “{dossier}” ends at line {end}: there is no line {since}. Export all of it anew."
        )
    return dossier


def checkpoints(dossiers: Sequence[Dossier]) -> dict[str, Checkpoint]:
    """Where the ledgers stand, by the dossiers' slugs."""
    heads = {head.dossier_id: head for head in LedgerHead.objects.filter(dossier__in=dossiers)}
    return {
        dossier.slug: {"sequence": head.sequence, "hash": head.hash}
        if (head := heads.get(dossier.pk))
        else {"sequence": 0, "hash": ""}
        for dossier in dossiers
    }


def _touched(later: QuerySet[Event], dossier: Dossier, since: int, at: dt.datetime) -> QuerySet[Any, Any]:
    """The decisions whose record may read otherwise since then."""

    def named(subject: str) -> QuerySet[Any, Any]:
        return later.filter(subject=subject).values("subject_id")

    documents = Document.objects.filter(
        Q(pk__in=named("document"))
        | Q(pk__in=Passage.objects.filter(pk__in=named("passage")).values("document_id"))
        | Q(publisher__in=named("publisher"))
    )
    claims = Filing.objects.filter(pk__in=named("filing")).values("claim_id")
    line = dossier.events.filter(sequence=since).first()
    touched = (
        Q(pk__in=named("reconciliation"))
        | Q(question__in=named("question"))
        | Q(question__conflict__in=named("conflict"))
        | Q(basis__claim__in=named("claim"))
        | Q(basis__claim__in=claims)
        | Q(basis__claim__passage__document__in=documents)
    )
    if line:  # an embargo ends without a line of the ledger
        touched |= Q(embargo_until__gt=line.at, embargo_until__lte=at)
    return Reconciliation.objects.filter(question__dossier=dossier).filter(touched).values("pk")


def _tombstones(later: QuerySet[Event], dossier: Dossier, at: dt.datetime) -> Iterator[Tombstone]:
    """Of the questions that were decided, and have no decision any more."""
    still = reconciled([dossier], at=at).values("question_id")
    lines = {
        line.subject_id: line
        for line in later.filter(verb=f"decision {ReconciliationState.WITHDRAWN}").order_by("sequence")
    }
    gone = (
        reconciled([dossier], at=at, among=Reconciliation.objects.filter(pk__in=list(lines), decided_at__isnull=False))
        .exclude(question__in=still)
        .order_by("question_id", "id")
    )
    newest = {each.question_id: each for each in gone}
    for reconciliation in newest.values():
        record, line = record_of(reconciliation), lines[reconciliation.pk]
        yield {
            "record_version": RECORD_VERSION,
            "withdrawn": True,
            "dossier": record["dossier"],
            "question_id": record["question_id"],
            "question": record["question"],
            "reason": reconciliation.decision_note,
            "at": line.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "sequence": line.sequence,
        }
