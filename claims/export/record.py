"""The canonical record of one reconciled question. Every format is made from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, TypedDict

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse

from claims.export import protection
from claims.models import Basis, Claim, Correction, Event, Reconciliation
from claims.models.valued import Valued, extent_of
from sources.models import Document, Dossier, Passage, Person
from sources.values import DATE, day_numbered, in_words

RECORD_VERSION = 3
"""3: records tell when they were published and the corrections of their question.
2: claims say whether they are withheld, and then nothing but their value; documents say what evidence they are."""


class ExtentRecord(TypedDict):
    """An interval; null is unbounded, bounds as PostgreSQL writes them. Dates are ISO, the end exclusive."""

    low: str | None
    high: str | None
    bounds: str


class ValueRecord(TypedDict):
    """A value with what its words allow; a name has its text alone, and no extents."""

    text: str
    kind: str
    low: str | None
    high: str | None
    modifier: str
    unit: str | None
    base_unit: str
    strict: ExtentRecord | None
    likely: ExtentRecord | None
    strict_in_words: str


class PassageRecord(TypedDict):
    """Where it stands: offsets in code points of the document's normalised text, end exclusive.

    `link` is its place at the desk, behind the address of the server, for members of the dossier.
    """

    id: int
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    link: str


class DocumentRecord(TypedDict):
    """Where it comes from. Of a note (`evidence` is not "document") all that could name somebody is null."""

    id: int
    evidence: str
    title: str | None
    file: str | None
    publisher: str | None
    grade: str | None
    language: str
    date: str | None
    url: str | None
    sha256: str | None
    derived_from: str | None


class PeriodRecord(TypedDict):
    """First and last day, both of it; null is open."""

    first: str | None
    last: str | None


class ClaimRecord(TypedDict):
    """One claim. Of a withheld one (source protection) only its value is told; all else is null."""

    id: int
    withheld: bool
    statement: str | None
    value_as_written: str | None
    value: ValueRecord
    as_of: PeriodRecord | None
    attribution: str | None
    language: str | None
    state: str
    passage: PassageRecord | None
    document: DocumentRecord | None


class CorrectionRecord(TypedDict):
    """What readers were told before and now is otherwise: never a silent edit. `reconciliation_id`: what replaced it;
    null where it was withdrawn."""

    made_at: str
    reason: str
    replaced_reconciliation_id: int
    reconciliation_id: int | None


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
    accepted_as_of: PeriodRecord | None
    rationale: str
    dissent: str
    proposed_by: str
    proposed_at: str
    approved_by: str
    approved_at: str
    published_at: str
    corrections: list[CorrectionRecord]
    accepted_claims: list[ClaimRecord]
    rejected_claims: list[ClaimRecord]
    ledger: dict[str, int | str | None]


def reconciled(
    dossiers: Iterable[Dossier], *, at: dt.datetime, among: QuerySet[Reconciliation] | None = None
) -> QuerySet[Reconciliation]:
    """The published decisions, or `among` those given, with all that a record of one tells."""
    approvals = Event.objects.filter(
        subject="reconciliation", subject_id=OuterRef("pk"), verb="decision approved"
    ).order_by("-sequence")
    decided = Reconciliation.objects.published(at) if among is None else among
    return (
        decided.filter(question__dossier__in=dossiers)
        .select_related("question__dossier", "question__conflict", "proposed_by", "decided_by")
        .prefetch_related(Prefetch("basis", queryset=_basis()), _corrections(at))
        .annotate(
            ledger_sequence=Subquery(approvals.values("sequence")[:1]),
            ledger_hash=Subquery(approvals.values("hash")[:1]),
            is_worded_near_a_withheld_passage=protection.worded_near_a_withheld_passage(),
        )
        .order_by("question__dossier__slug", "question_id")
    )


def records_of(decided: QuerySet[Reconciliation]) -> Iterator[ReconciledRecord]:
    """One record a reconciled question, by dossier and question. Constant memory, the same few queries a batch."""
    for reconciliation in decided.iterator(chunk_size=500):
        yield record_of(reconciliation)


def _corrections(at: dt.datetime) -> Prefetch[str]:
    told = Correction.objects.told(at).order_by("made_at", "id")
    return Prefetch("question__corrections", queryset=told, to_attr="corrections_told")


def told_claims() -> QuerySet[Claim]:
    """Claims with all that a record of one tells."""
    documents = Document.objects.without_bodies().prefetch_related(protection.withheld_passages())
    source = Prefetch("derived_from", queryset=documents)
    document = documents.select_related("publisher").prefetch_related(source)
    passages = Passage.objects.prefetch_related(Prefetch("document", queryset=document))
    return Claim.objects.prefetch_related(Prefetch("passage", queryset=passages))


def _basis() -> QuerySet[Basis]:
    return Basis.objects.prefetch_related(Prefetch("claim", queryset=told_claims())).order_by("claim_id")


def record_of(reconciliation: Reconciliation) -> ReconciledRecord:
    """The record of a reconciliation that is in force."""
    question = reconciliation.question
    conflict = getattr(question, "conflict", None)
    by_role: dict[str, list[ClaimRecord]] = {"accepted": [], "rejected": []}
    for basis in reconciliation.basis.all():
        by_role[basis.role].append(claim_record(basis.claim))
    wording = question.wording
    if getattr(reconciliation, "is_worded_near_a_withheld_passage", True):
        wording = protection.wording_told(question, [basis.claim for basis in reconciliation.basis.all()])
    return {
        "record_version": RECORD_VERSION,
        "dossier": question.dossier.slug,
        "question_id": question.pk,
        "question": wording,
        "language": question.language,
        "level": conflict.level if conflict else None,
        "conflict_state": conflict.state if conflict else None,
        "reconciliation_id": reconciliation.pk,
        "outcome": reconciliation.outcome,
        "difference": reconciliation.difference,
        "accepted_value": _value(reconciliation, reconciliation.value_text) if reconciliation.kind else None,
        "accepted_as_of": _common_as_of(by_role["accepted"]),
        "rationale": reconciliation.rationale,
        "dissent": reconciliation.dissent,
        "proposed_by": _name(reconciliation.proposed_by),
        "proposed_at": _time(reconciliation.proposed_at),
        "approved_by": _name(reconciliation.decided_by),
        "approved_at": _time(reconciliation.decided_at),
        "published_at": _time(reconciliation.published_at),
        "corrections": [_correction(made) for made in getattr(question, "corrections_told", [])],
        "accepted_claims": by_role["accepted"],
        "rejected_claims": by_role["rejected"],
        "ledger": {
            "sequence": getattr(reconciliation, "ledger_sequence", None),
            "hash": getattr(reconciliation, "ledger_hash", None),
        },
    }


def claim_record(claim: Claim) -> ClaimRecord:
    passage, withheld = claim.passage, protection.is_withheld(claim)
    record: ClaimRecord = {
        "id": claim.pk,
        "withheld": withheld,
        "statement": None,
        "value_as_written": None,
        "value": _value(claim, claim.value_phrase),
        "as_of": None,
        "attribution": None,
        "language": None,
        "state": claim.state,
        "passage": None,
        "document": None,
    }
    if withheld:
        return record
    told = protection.telling(claim)
    return {
        **record,
        "statement": told.statement,
        "value_as_written": claim.value_text,
        "as_of": _period(claim.as_of),
        "attribution": told.attribution,
        "language": claim.language,
        "passage": {
            "id": passage.pk,
            "exact": passage.exact,
            "prefix": told.prefix,
            "suffix": told.suffix,
            "start": passage.start,
            "end": passage.end,
            "link": f"{reverse('admin:sources_document_change', args=[passage.document_id])}#p{passage.pk}",
        },
        "document": _document(passage.document),
    }


def _document(document: Document) -> DocumentRecord:
    publisher, source = document.publisher, document.derived_from
    named = protection.is_named(document)
    return {
        "id": document.pk,
        "evidence": document.evidence,
        "title": str(document) if named else None,
        "file": document.file_name if named else None,
        "publisher": publisher.name if publisher and named else None,
        "grade": publisher.grade if publisher else None,
        "language": document.language,
        "date": document.published_on.isoformat() if document.published_on else None,
        "url": (document.url or None) if named else None,
        "sha256": document.sha256 if named else None,
        "derived_from": source.sha256 if source and named and protection.is_named_as_source(source) else None,
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
        "strict_in_words": text if row.strict is None else in_words(extent_of(row.strict), row.base_unit),
    }


def _extent(column: object, kind: str) -> ExtentRecord | None:
    if column is None:
        return None
    extent = extent_of(column)
    ends = [
        None if end is None else day_numbered(int(end)).isoformat() if kind == DATE else f"{end.normalize():f}"
        for end in (extent.low, extent.high)
    ]
    return {"low": ends[0], "high": ends[1], "bounds": extent.bounds}


def _period(column: Any) -> PeriodRecord | None:
    if column is None:
        return None
    first, after = column.lower, column.upper
    last = after - dt.timedelta(days=1) if after else None
    return {"first": first.isoformat() if first else None, "last": last.isoformat() if last else None}


def _common_as_of(claims: list[ClaimRecord]) -> PeriodRecord | None:
    """The period that the accepted claims hold for, where they say one and the same."""
    periods = [claim["as_of"] for claim in claims]
    return periods[0] if periods and all(each == periods[0] for each in periods) else None


def _correction(made: Correction) -> CorrectionRecord:
    return {
        "made_at": _time(made.made_at),
        "reason": made.reason,
        "replaced_reconciliation_id": made.replaced_id,
        "reconciliation_id": made.replacement_id,
    }


def _name(person: Person | None) -> str:
    return person.display_name if person else ""


def _time(moment: dt.datetime | None) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else ""
