"""One document that says one thing twice with two figures, one of them miswritten: both claims under one question.

What `similarity.repeats` finds is filed like any suggestion, its reason told; detection then shows an internal clash.
Figures of tables stand side by side for other reasons and are left alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection

from claims import recall
from claims.drafting import mentions_of, sentences_of
from claims.models import Alias, Claim, Filing, Question
from claims.models.filing import FilingState
from claims.similarity import SIMILARITY_VERSION
from claims.similarity.repeats import Repeat, Told, alike_in_digits, repeats
from claims.wording import word_question
from sources.extracting import BlockKind
from sources.models import Document, Dossier
from sources.reading import Mention
from sources.values import DATE, NAME


def file_repeats(dossier: Dossier, documents: Collection[int]) -> list[Question]:
    """Suggest one question for the likely repeats within each of these documents; returns the questions touched.

    Only where one of the two was not matched before, and never against what a person refused or filed elsewhere.
    """
    found: dict[int, Question] = {}
    claims = Claim.objects.all().standing().filter(passage__document__in=documents).exclude(kind__in=(DATE, NAME))
    by_document: dict[int, dict[int, Claim]] = defaultdict(dict)
    for claim in claims.select_related("passage").order_by("id"):
        by_document[claim.passage.document_id][claim.pk] = claim
    for pk, own in by_document.items():
        pairs = alike_in_digits({key: claim.value for key, claim in own.items()})
        alike = {key: own[key] for pair in pairs for key in pair if isinstance(key, int)}
        if any(claim.matched_at is None for claim in alike.values()):
            for each in _repeats_in(Document.objects.get(pk=pk), alike):
                question = _file(dossier, each, alike)
                if question:
                    found[question.pk] = question
    return list(found.values())


def _repeats_in(document: Document, claims: dict[int, Claim]) -> list[Repeat]:
    """The likely repeats among claims of one document."""
    spans, mentions = sentences_of(document), mentions_of(document)
    sentence_of = {each.start: bisect_right(spans, (each.core_start, len(document.text))) - 1 for each in mentions}
    inside: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        inside[sentence_of[mention.start]].append(mention)
    told = []
    for statement in recall.kept([document.pk]):
        claim = claims.get(recall.pk_of(statement.key))
        number = sentence_of.get(claim.value_start) if claim else None
        kind = _block_at(document, claim.value_start) if claim else None
        if claim and number is not None and kind != BlockKind.TABLE:
            others = (each for each in inside[number] if each.start != claim.value_start)
            beside = frozenset((each.kind, each.low, each.high) for each in others)
            told.append(Told(statement, claim.value, number, beside, opens=number == 0 or kind == BlockKind.HEADING))
    aliases = Alias.objects.filter(dossier=document.dossier).groups()
    return repeats(told, recall.frequencies(document.dossier, [each.statement for each in told]), aliases)


def _block_at(document: Document, place: int) -> BlockKind | None:
    return next((block.kind for block in document.spans if block.start <= place < block.end), None)


def _file(dossier: Dossier, found: Repeat, claims: dict[int, Claim]) -> Question | None:
    pair = [claims[recall.pk_of(key)] for key in (found.a, found.b)]
    filings = list(Filing.objects.filter(claim__in=pair).select_related("question"))
    standing = {each.claim_id: each.question for each in filings if each.state != FilingState.REFUSED}
    if len(standing) == len(pair) or any(each.state == FilingState.REFUSED for each in filings):
        return None
    question = next(iter(standing.values()), None) or word_question(dossier, pair)
    words = f"the same words twice in one document; {found.slip.reason}"
    for claim in pair:
        if claim.pk not in standing:
            Filing.objects.create(
                claim=claim,
                question=question,
                score=found.score,
                reason={**found.reason, "words": words, "version": SIMILARITY_VERSION},
            )
    return question
