"""The canonical record of one reconciled question. Every format is made from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse

from claims.export import protection
from claims.export.shapes import (
    RECORD_VERSION,
    ClaimRecord,
    CorrectionRecord,
    DocumentRecord,
    ErasureRecord,
    ExtentRecord,
    PeriodRecord,
    ReconciledRecord,
    ValueRecord,
)
from claims.models import Basis, Claim, Correction, Event, Reconciliation
from claims.models.valued import Valued, extent_of
from sources.models import Document, Dossier, Passage, Person
from sources.values import DATE, day_numbered, in_words

_AT_ONCE = 500  # records with all they rest on


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
    for reconciliation in decided.iterator(chunk_size=_AT_ONCE):
        yield record_of(reconciliation)


def _corrections(at: dt.datetime) -> Prefetch[str]:
    told = Correction.objects.told(at).order_by("made_at", "id")
    return Prefetch("question__corrections", queryset=told, to_attr="corrections_told")


def told_claims() -> QuerySet[Claim]:
    """Claims with all that a record of one tells."""
    documents = Document.objects.without_bodies().prefetch_related(protection.withheld_passages())
    source = Prefetch("derived_from", queryset=documents)
    document = documents.select_related("publisher", "erasure").prefetch_related(source)
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


def _erased(document: Document) -> ErasureRecord | None:
    tombstone = getattr(document, "erasure", None)
    return {"at": _time(tombstone.erased_at), "reason": tombstone.reason} if tombstone else None


def claim_record(claim: Claim) -> ClaimRecord:
    passage, withheld = claim.passage, protection.is_withheld(claim)
    record: ClaimRecord = {
        "id": claim.pk,
        "withheld": withheld,
        "erased": _erased(passage.document),
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
