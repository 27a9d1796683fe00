"""The canonical record of one reconciled question. Every format is made from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypedDict

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from claims.models import Basis, Claim, Event, Reconciliation
from claims.models.valued import Valued, extent_of
from sources.models import Document, Dossier, Passage, Person
from sources.values import DATE, day_numbered, in_words

RECORD_VERSION = 1


class ExtentRecord(TypedDict):
    """An interval; null is unbounded, bounds as PostgreSQL writes them. Dates are ISO, the end exclusive."""

    low: str | None
    high: str | None
    bounds: str


class ValueRecord(TypedDict):
    text: str
    kind: str
    low: str | None
    high: str | None
    modifier: str
    unit: str | None
    base_unit: str
    strict: ExtentRecord
    likely: ExtentRecord
    strict_in_words: str


class PassageRecord(TypedDict):
    """Where it stands: offsets in code points of the document's normalised text, end exclusive."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class DocumentRecord(TypedDict):
    title: str
    file: str
    publisher: str | None
    grade: str | None
    language: str
    date: str | None
    url: str | None
    sha256: str
    derived_from: str | None


class ClaimRecord(TypedDict):
    id: int
    statement: str
    value_as_written: str
    value: ValueRecord
    attribution: str
    state: str
    passage: PassageRecord
    document: DocumentRecord


class ReconciledRecord(TypedDict):
    record_version: int
    dossier: str
    question_id: int
    question: str
    language: str
    level: str | None
    conflict_state: str | None
    reconciliation_id: int
    outcome: str
    difference: str
    accepted_value: ValueRecord | None
    rationale: str
    dissent: str
    proposed_by: str
    proposed_at: str
    approved_by: str
    approved_at: str
    accepted_claims: list[ClaimRecord]
    rejected_claims: list[ClaimRecord]
    ledger: dict[str, int | str | None]


def reconciled_records(dossiers: Iterable[Dossier]) -> Iterator[ReconciledRecord]:
    """One record a reconciled question, by dossier and question. Constant memory, five queries a batch."""
    approvals = Event.objects.filter(
        subject="reconciliation", subject_id=OuterRef("pk"), verb="decision approved"
    ).order_by("-sequence")
    decided = (
        Reconciliation.objects.in_force()
        .filter(question__dossier__in=dossiers)
        .select_related("question__dossier", "question__conflict", "proposed_by", "decided_by")
        .prefetch_related(Prefetch("basis", queryset=_basis()))
        .annotate(
            ledger_sequence=Subquery(approvals.values("sequence")[:1]),
            ledger_hash=Subquery(approvals.values("hash")[:1]),
        )
        .order_by("question__dossier__slug", "question_id")
    )
    for reconciliation in decided.iterator(chunk_size=500):
        yield record_of(reconciliation)


def _basis() -> QuerySet[Basis]:
    source = Prefetch("derived_from", queryset=Document.objects.without_bodies())
    document = Document.objects.without_bodies().select_related("publisher").prefetch_related(source)
    passages = Passage.objects.prefetch_related(Prefetch("document", queryset=document))
    claims = Claim.objects.prefetch_related(Prefetch("passage", queryset=passages))
    return Basis.objects.prefetch_related(Prefetch("claim", queryset=claims)).order_by("claim_id")


def record_of(reconciliation: Reconciliation) -> ReconciledRecord:
    """The record of a reconciliation that is in force."""
    question = reconciliation.question
    conflict = getattr(question, "conflict", None)
    by_role: dict[str, list[ClaimRecord]] = {"accepted": [], "rejected": []}
    for basis in reconciliation.basis.all():
        by_role[basis.role].append(claim_record(basis.claim))
    return {
        "record_version": RECORD_VERSION,
        "dossier": question.dossier.slug,
        "question_id": question.pk,
        "question": question.wording,
        "language": question.language,
        "level": conflict.level if conflict else None,
        "conflict_state": conflict.state if conflict else None,
        "reconciliation_id": reconciliation.pk,
        "outcome": reconciliation.outcome,
        "difference": reconciliation.difference,
        "accepted_value": _value(reconciliation, reconciliation.value_text) if reconciliation.kind else None,
        "rationale": reconciliation.rationale,
        "dissent": reconciliation.dissent,
        "proposed_by": _name(reconciliation.proposed_by),
        "proposed_at": _time(reconciliation.proposed_at),
        "approved_by": _name(reconciliation.decided_by),
        "approved_at": _time(reconciliation.decided_at),
        "accepted_claims": by_role["accepted"],
        "rejected_claims": by_role["rejected"],
        "ledger": {
            "sequence": getattr(reconciliation, "ledger_sequence", None),
            "hash": getattr(reconciliation, "ledger_hash", None),
        },
    }


def claim_record(claim: Claim) -> ClaimRecord:
    passage = claim.passage
    return {
        "id": claim.pk,
        "statement": claim.statement,
        "value_as_written": claim.value_text,
        "value": _value(claim, claim.value_phrase),
        "attribution": claim.attribution,
        "state": claim.state,
        "passage": {
            "exact": passage.exact,
            "prefix": passage.prefix,
            "suffix": passage.suffix,
            "start": passage.start,
            "end": passage.end,
        },
        "document": _document(passage.document),
    }


def _document(document: Document) -> DocumentRecord:
    publisher = document.publisher
    return {
        "title": str(document),
        "file": document.file_name,
        "publisher": publisher.name if publisher else None,
        "grade": publisher.grade if publisher else None,
        "language": document.language,
        "date": document.published_on.isoformat() if document.published_on else None,
        "url": document.url or None,
        "sha256": document.sha256,
        "derived_from": document.derived_from.sha256 if document.derived_from else None,
    }


def _value(row: Valued, text: str) -> ValueRecord:
    return {
        "text": text,
        "kind": row.kind,
        "low": row.low,
        "high": row.high,
        "modifier": row.modifier,
        "unit": row.unit,
        "base_unit": row.base_unit,
        "strict": _extent(row.strict, row.kind),
        "likely": _extent(row.likely, row.kind),
        "strict_in_words": in_words(extent_of(row.strict), row.base_unit),
    }


def _extent(column: object, kind: str) -> ExtentRecord:
    extent = extent_of(column)
    ends = [
        None if end is None else day_numbered(int(end)).isoformat() if kind == DATE else f"{end.normalize():f}"
        for end in (extent.low, extent.high)
    ]
    return {"low": ends[0], "high": ends[1], "bounds": extent.bounds}


def _name(person: Person | None) -> str:
    return person.display_name if person else ""


def _time(moment: dt.datetime | None) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else ""
