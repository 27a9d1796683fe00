"""Mentions become draft claims: each value worth checking, with the clause that says it.

Left as mentions: ordinals, vague words, what stands in headings, footnotes and page furniture, bare small
counts without a unit, and dates that only tell when another value held.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import Claim
from claims.models.valued import columns_of
from claims.similarity.statements import FILED_KINDS, Page, Span
from claims.worth import worth
from sources.extracting import BlockKind
from sources.importing import passage_at
from sources.models import Document
from sources.reading import READER_VERSION, Mention, read
from sources.reading.denial import is_denied
from sources.reading.sentences import sentences
from sources.values import DATE, NoExtent, day_numbered

_SAYING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.TABLE, BlockKind.CAPTION})
_KEPT = 30 * 24 * 60 * 60  # seconds that what was read in a document is kept
_LONGEST = 1500  # code points of a sentence: beyond that it is no sentence, whatever it is
_LONGEST_NUMBER = 40  # digits
_LONGEST_VALUE = 200  # of a value as written, its noun included
_SMALLEST_COUNT_WITHOUT_UNIT = 10
_ATTRIBUTION = re.compile(
    r"\b[Aa]ccording to (?P<en>[^,.;:()]{2,80})"
    r"|(?:根据|据)(?P<zh>[^,，。;；:：]{2,40}?)(?:的)?(?:报道|报导|统计|数据|消息|说法|称|表示|介绍|透露|[,，])"
)
_NOTE_MARKS_AT_END = re.compile(r"(?<=[。！？.!?”’」』）)])(?:\s?[①-⑳❶-❿⁰¹²³⁴-⁹†‡])+$")
_COUNTED_TO = re.compile(r"(?:\b[Aa]s (?:of|at)|\b[Bb]y(?: the)?|\b[Uu]p to|截至|截止到?)\s*$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A value with the clause that says it, the sentence around it, and the date it holds for, where that says so."""

    mention: Mention
    clause: Span
    sentence: Span
    as_of: Mention | None


def drafts_of(document: Document) -> list[Draft]:
    """The values of a document that are worth a claim, in the order of the text."""
    saying = [draft for draft in readings_of(document) if _in_saying_block(document, draft.mention)]
    inside: dict[Span, list[Mention]] = defaultdict(list)
    for draft in saying:
        inside[draft.sentence].append(draft.mention)
    return [draft for draft in saying if _is_worth_a_claim(draft, inside[draft.sentence])]


def readings_of(document: Document, within: Span | None = None) -> list[Draft]:
    """Every value of a document with the clause that says it, worth a claim or not, in the order of the text.

    within   only the values of the sentences that this span touches
    """
    spans, mentions = sentences_of(document), mentions_of(document)
    if within:
        spans, mentions = _touched(spans, mentions, within)
    page = Page.of(document.text, mentions, document.language, spans)
    placed = [(mention, place) for mention in mentions if (place := page.place(mention))]
    inside: dict[int, list[Mention]] = defaultdict(list)
    for mention, (number, _) in placed:
        inside[number].append(mention)
    readings = []
    for mention, (number, (start, end)) in placed:
        end = start + len(_NOTE_MARKS_AT_END.sub("", document.text[start:end]))
        clause = (start, max(end, mention.end))
        before = [other for other in inside[number] if other.end <= mention.start]
        readings.append(Draft(mention, clause, spans[number], _as_of(document.text, mention, clause, before)))
    return readings


def _touched(spans: list[Span], mentions: list[Mention], within: Span) -> tuple[list[Span], list[Mention]]:
    """The sentences that a span touches, and the values that stand in them."""
    first = max(bisect.bisect_right(spans, within[0], key=lambda span: span[0]) - 1, 0)
    last = bisect.bisect_left(spans, within[1], key=lambda span: span[0])
    begins = spans[first][0] if spans else 0
    standing = [mention for mention in mentions if mention.core_start >= begins]
    if last < len(spans):
        standing = [mention for mention in standing if mention.core_start < spans[last][0]]
    return spans[first:last], standing


def mentions_of(document: Document) -> list[Mention]:
    """Every value the reader finds in what the document says; page headers and numbers say nothing.

    Kept in the cache: the text never changes, and a book of it takes seconds to read.
    """
    day = document.reading_date
    key = f"mentions:{document.sha256}:{document.extractor}:{READER_VERSION}:{day}"
    mentions: list[Mention] | None = cache.get(key) if document.pk else None
    if mentions is None:
        mentions = list(read(document.text, date=day, skip=document.furniture))
        if document.pk:
            cache.set(key, mentions, timeout=_KEPT)
    return mentions


def _in_saying_block(document: Document, mention: Mention) -> bool:
    kind = _block_of(document, mention)
    return kind is None or kind in _SAYING


def _block_of(document: Document, mention: Mention) -> BlockKind | None:
    """The kind of block a value stands in; None before the first."""
    blocks = document.spans
    index = bisect.bisect_right(blocks, mention.start, key=lambda block: block.start) - 1
    return blocks[index].kind if index >= 0 else None


def sentences_of(document: Document) -> list[Span]:
    """The sentences of a document's text; in a table each row is one, and what goes on without end is cut."""
    tables = [block for block in document.spans if block.kind == BlockKind.TABLE]
    spans = [span for span in sentences(document.text) if not any(t.start <= span[0] < t.end for t in tables)]
    for table in tables:
        start = table.start
        for row in document.text[table.start : table.end].split("\n"):
            if row.strip():
                spans.append((start, start + len(row)))
            start += len(row) + 1
    pieces = [(low, min(low + _LONGEST, end)) for start, end in spans for low in range(start, end, _LONGEST)]
    return sorted(pieces)


def _as_of(text: str, mention: Mention, clause: Span, before: list[Mention]) -> Mention | None:
    """The date a value holds for, where the sentence says so.

    Either the day up to which was counted ("as of", 截至), or the month or year that stands in the value's own
    clause ("In 2014, ..."). A bare day tells when something happened, not as of when.
    """
    if mention.kind == DATE:
        return None
    for date in reversed(before):
        if date.kind != DATE or date.is_vague:
            continue
        counted_to = "until" in date.modifier or _COUNTED_TO.search(text, max(0, date.start - 12), date.start)
        if counted_to or (date.start >= clause[0] and not date.precision.endswith("day")):
            return date
    return None


def _is_worth_a_claim(draft: Draft, sentence: list[Mention]) -> bool:
    """`sentence` are all the values of its sentence: next to another value a date only says when that one held."""
    mention, clause = draft.mention, draft.clause
    if not can_be_claimed(mention):
        return False
    if mention.kind == "count" and mention.unit is None:
        strict = mention.value.strict
        return strict.high is None or strict.high >= _SMALLEST_COUNT_WITHOUT_UNIT
    beside = [other for other in sentence if clause[0] <= other.start < clause[1]]
    return mention.kind != DATE or not any(
        other.kind in FILED_KINDS - {DATE} and not other.is_vague for other in beside
    )


def can_be_claimed(mention: Mention) -> bool:
    """Whether a value can answer a question: of a kind that does, with bounds, and of a length people write."""
    if mention.kind not in FILED_KINDS or mention.is_vague or mention.end - mention.start > _LONGEST_VALUE:
        return False
    if any(len(part or "") > _LONGEST_NUMBER for part in (mention.low, mention.high, mention.precision)):
        return False
    try:
        return not mention.value.strict.is_empty
    except NoExtent:
        return False


@transaction.atomic
def draft_claims(document: Document) -> list[Claim]:
    """Write the drafts of a newly imported document as the machine's claims. Once a document."""
    return Claim.objects.bulk_create([_claim(document, draft) for draft in drafts_of(document)])


def _claim(document: Document, draft: Draft) -> Claim:
    return Claim(passage=passage_at(document, *draft.clause), **facts_of(document, draft))


def facts_of(document: Document, draft: Draft) -> dict[str, Any]:
    """The columns of a claim, its passage aside, as the reader has them."""
    mention, sentence = draft.mention, " ".join(document.text[slice(*draft.sentence)].split())
    attribution = _ATTRIBUTION.search(sentence)
    return {
        "dossier_id": document.dossier_id,
        "statement": sentence,
        "language": document.language,
        "value_text": mention.quote,
        "value_start": mention.start,
        "value_end": mention.end,
        "population": (mention.noun or "")[:200],
        "as_of": _period(draft.as_of) if draft.as_of else None,
        "scope": draft.as_of.quote[:300] if draft.as_of else "",
        "attribution": (attribution["en"] or attribution["zh"]).strip() if attribution else "",
        "is_denied": is_denied(document.text[slice(*draft.clause)], mention.start - draft.clause[0]),
        "worth": worth(
            mention,
            document.text[slice(*draft.clause)],
            block=_block_of(document, mention),
            is_attributed=attribution is not None,
        ),
        "reader_version": READER_VERSION,
        **columns_of(mention.value),
    }


def _period(date: Mention) -> DateRange:
    """The days a date names; of "until X" the last one."""
    if date.low is None and date.high is not None and not date.value.is_yearless:
        last = dt.date.fromisoformat(date.high)
        return DateRange(last, last + dt.timedelta(days=1))
    extent = date.value.likely
    first, end = (None if day is None else day_numbered(int(day)) for day in (extent.low, extent.high))
    return DateRange(first, end)
