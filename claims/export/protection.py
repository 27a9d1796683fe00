"""What an export may say of a claim, where passages are withheld to protect a source.

A withheld passage is never told, nor any that shares a character with it. Another claim of the same document says the
words of its own passage and none from around it: the sentence that both stand in could give the withheld one away.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from claims.models import Claim, Filing, Question
from claims.wording import worded
from sources.models import Document, Passage
from sources.models.document import Evidence
from sources.withholding import touching


def withheld_passages() -> Prefetch[str]:
    """For a queryset of documents: their withheld passages, which every function below asks for."""
    return Prefetch("passages", Passage.objects.exclude(withheld_because=""), to_attr="withheld")


def worded_near_a_withheld_passage() -> Exists:
    """For a queryset of reconciliations: whether a claim of a document with withheld passages was ever filed here."""
    filings = Filing.objects.filter(question=OuterRef("question"))
    return Exists(filings.filter(claim__passage__document__passages__withheld_because__gt=""))


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of a claim that may be told."""

    statement: str
    attribution: str
    prefix: str
    suffix: str


def is_withheld(claim: Claim) -> bool:
    passage = claim.passage
    return bool(touching((passage.start, passage.end), _withheld(passage.document)))


def telling(claim: Claim) -> Telling:
    """What may be told of a claim that is not withheld."""
    passage = claim.passage
    withheld = _withheld(passage.document)
    if not withheld:
        return Telling(claim.statement, claim.attribution, passage.prefix, passage.suffix)
    before = max((each.end for each in withheld if each.end <= passage.start), default=0)
    after = min((each.start for each in withheld if each.start >= passage.end), default=None)
    own = " ".join(passage.exact.split())
    return Telling(
        statement=own,
        attribution=claim.attribution if claim.attribution in own else "",
        prefix=passage.prefix[-(passage.start - before) :] if passage.start > before else "",
        suffix=passage.suffix if after is None else passage.suffix[: after - passage.end],
    )


def is_named(document: Document) -> bool:
    """A note never is: its title and its file may say who told it."""
    return document.evidence == Evidence.DOCUMENT


def is_named_as_source(document: Document) -> bool:
    """Whether a copy may say what it was copied from."""
    return is_named(document) and not _withheld(document)


def wording_told(question: Question, claims: list[Claim]) -> str:
    """The question in other words than those of withheld passages, which the machine may have taken it from."""
    if question.worded_by_id:
        return question.wording
    free = next((claim for claim in claims if not _withheld(claim.passage.document)), None)
    return worded(free, question.language) if free else f"Question {question.pk}, worded from a withheld passage"


def _withheld(document: Document) -> list[Passage]:
    return document.withheld  # type: ignore[attr-defined,no-any-return]
