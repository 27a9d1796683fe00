"""Questions and conflicts as plain records: what `list_conflicts`, `list_questions` and the demo print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

from django.db.models import Prefetch, QuerySet

from claims.conflicts import claims_by_question, examine_each, standing_filings
from claims.models import Claim, Conflict, Position, Question
from claims.models.pair import Hint
from sources.models import Document


class FilingRecord(TypedDict):
    by: str
    score: float | None
    reason: str


class ClaimRecord(TypedDict):
    document: str
    file: str
    language: str
    quote: str
    value: str
    statement: str
    filing: FilingRecord


class PositionRecord(TypedDict):
    value: str
    claims: list[ClaimRecord]


class HintRecord(TypedDict):
    difference: str
    reason: str


class QuestionRecord(TypedDict):
    """One question or conflict, with the groups of its claims that can hold together.

    reason   how its worst pair compares, in words
    hint     what may explain that; suggested by the machine
    """

    id: int
    question: str
    level: str
    state: str | None
    reason: str
    hint: HintRecord | None
    positions: list[PositionRecord]


def conflict_records(conflicts: QuerySet[Conflict]) -> Iterator[QuestionRecord]:
    """One record a conflict, in the order given."""
    documents = Document.objects.without_bodies()
    document = Prefetch("passage__document", queryset=documents)
    claims = Claim.objects.select_related("passage").prefetch_related(document, standing_filings()).order_by("id")
    positions = Position.objects.prefetch_related(Prefetch("claims", queryset=claims))
    pairs = ("question", "lower__passage", "upper__passage")
    read = [
        Prefetch("positions", queryset=positions),
        *(Prefetch(f"{end}__passage__document", queryset=documents) for end in ("lower", "upper")),
    ]
    for conflict in conflicts.select_related(*pairs).prefetch_related(*read):
        yield {
            "id": conflict.pk,
            "question": conflict.question.wording,
            "level": conflict.level,
            "state": conflict.state,
            "reason": conflict.reason,
            "hint": _hint(conflict.pair.hint if conflict.pair else None),
            "positions": [
                {"value": position.value_text, "claims": [claim_record(claim) for claim in position.claims.all()]}
                for position in conflict.positions.all()
            ],
        }


def question_records(questions: QuerySet[Question]) -> Iterator[QuestionRecord]:
    """One record a question, whether its claims clash or not, in the order given."""
    listed = list(questions.select_related("conflict"))
    claims_of = claims_by_question(listed)
    findings = examine_each(listed, claims_of)
    for question in listed:
        claims = claims_of[question.pk]
        finding = findings[question.pk]
        groups: Sequence[Sequence[Claim]] = [group for _, group in finding.positions] or [claims]
        conflict = getattr(question, "conflict", None)
        yield {
            "id": question.pk,
            "question": question.wording,
            "level": finding.level,
            "state": conflict.state if conflict else None,
            "reason": finding.reason,
            "hint": _hint(finding.hint),
            "positions": [
                {
                    "value": "; ".join(dict.fromkeys(claim.value_phrase for claim in group)),
                    "claims": [claim_record(claim) for claim in group],
                }
                for group in groups
            ],
        }


def _hint(hint: Hint | None) -> HintRecord | None:
    return {"difference": hint.difference, "reason": hint.reason} if hint else None


def claim_record(claim: Claim) -> ClaimRecord:
    """A claim with its document, its passage, and who filed it here and why."""
    document = claim.passage.document
    filing = next(iter(claim.filings.all()), None)
    return {
        "document": str(document),
        "file": document.file_name,
        "language": claim.language,
        "quote": claim.passage.exact,
        "value": claim.value_text,
        "statement": claim.statement,
        "filing": {
            "by": filing.by if filing else "",
            "score": filing.score if filing else None,
            "reason": filing.reason_words if filing else "",
        },
    }
