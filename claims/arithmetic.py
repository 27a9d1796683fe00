"""Figures that are said to belong together, and do not add up: in one sentence, or between documents.

Only what a sentence states counts ("of which", "in all", 其中, 合计). Across documents the relation is carried by the
questions: where one document says that the answer to one is part of the answer to another, no document's part may be
above another's whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from claims import ledger
from claims.conflicts import claims_by_question
from claims.drafting import mentions_of, sentences_of
from claims.errors import WrongState
from claims.models import Claim, Discrepancy, Filing
from claims.models.discrepancy import DiscrepancyState
from claims.permissions import Right, require
from claims.review.acts import require_words
from sources.importing import passage_at
from sources.models import Document, Person
from sources.reading.relations import Relation, RelationKind, relations
from sources.values import Value, Verdict, compare, part_above_whole, share_differs, sum_differs


def relations_of(document: Document) -> list[Relation]:
    """Which values of a document are said to belong together, in the order of its text."""
    return relations(document.text, mentions_of(document), sentences_of(document))


@transaction.atomic
def add_up(document: Document, *, at: dt.datetime) -> list[Discrepancy]:
    """Look for figures of a document that do not add up, alone or with what other documents say; write them down."""
    sentences = sentences_of(document)
    related = relations_of(document)
    alone = [(relation, None, reason) for relation in related if (reason := complaint(relation))]
    found = [_written(document, sentences, *each, at) for each in [*alone, *_across(document, related)]]
    new = [discrepancy for discrepancy, is_new in found if is_new]
    ledger.record_all(ledger.line(document.dossier, "discrepancy found", each, by=None, kind=each.kind) for each in new)
    return [discrepancy for discrepancy, _ in found]


def complaint(relation: Relation) -> str | None:
    """What does not add up in a relation, in words; None where it may."""
    whole, parts = relation.whole.value, [part.value for part in relation.parts]
    if relation.kind == RelationKind.SHARE:
        return share_differs(parts[0], whole, relation.share.value) if relation.share else None
    if relation.kind == RelationKind.SUM:
        return sum_differs(parts, whole)
    return part_above_whole(parts[0], whole)


def _across(document: Document, related: Iterable[Relation]) -> Iterator[tuple[Relation, Claim, str]]:
    """A part of this document above a whole of another, or another's part above this document's whole."""
    parts = [relation for relation in related if relation.kind == RelationKind.PART]
    if not parts:
        return
    filings = Filing.objects.standing().filter(claim__passage__document=document).select_related("claim", "question")
    filed = {filing.claim.value_start: filing.question for filing in filings}
    answers = claims_by_question(filed.values())
    for relation in parts:
        (part,), whole = relation.parts, relation.whole
        for claim in answers[filed[whole.start].pk] if whole.start in filed else []:
            reason = part_above_whole(part.value, claim.value)
            if reason and claim.passage.document_id != document.pk and not _clash(claim, whole.value):
                yield relation, claim, reason
        for claim in answers[filed[part.start].pk] if part.start in filed else []:
            reason = part_above_whole(claim.value, whole.value)
            if reason and claim.passage.document_id != document.pk and not _clash(claim, part.value):
                yield relation, claim, reason


def _clash(claim: Claim, value: Value) -> bool:
    """Whether the two are in conflict as it is: then that they do not add up says nothing new."""
    return compare(claim.value, value).verdict in (Verdict.CONTRADICTION, Verdict.NOT_COMPARABLE)


def _written(
    document: Document,
    sentences: Sequence[tuple[int, int]],
    relation: Relation,
    against: Claim | None,
    reason: str,
    at: dt.datetime,
) -> tuple[Discrepancy, bool]:
    span = next(span for span in sentences if span[0] <= relation.whole.start < span[1])
    return Discrepancy.objects.get_or_create(
        passage=passage_at(document, *span),
        kind=relation.kind,
        whole_start=relation.whole.start,
        against=against,
        defaults={"whole_end": relation.whole.end, "reason": reason, "found_at": at},
    )


@transaction.atomic
def judge_discrepancy(
    discrepancy: Discrepancy, *, confirm: bool, reason: str, by: Person, at: dt.datetime
) -> Discrepancy:
    """Say with a reason whether the figures are wrong indeed. Raises WrongState where somebody has said so already."""
    dossier = discrepancy.passage.document.dossier
    require(by, Right.DISMISS, dossier)
    require_words(reason, "Say what is wrong with the figures, or why nothing is")
    row = Discrepancy.objects.select_for_update(no_key=True, of=("self",)).get(pk=discrepancy.pk)
    if row.state != DiscrepancyState.SUSPECTED:
        raise WrongState(f"Somebody judged these figures already: {row.state}.")
    row.state = DiscrepancyState.CONFIRMED if confirm else DiscrepancyState.DISMISSED
    row.state_reason, row.decided_by, row.decided_at = reason.strip(), by, at
    row.save(update_fields=["state", "state_reason", "decided_by", "decided_at"])
    ledger.record(dossier, f"discrepancy {row.state}", row, by=by)
    return row
