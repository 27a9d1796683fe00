"""Mentions become draft claims: each value worth checking, with the clause that says it.

Left as mentions: ordinals, vague words, what stands in headings, footnotes and page furniture, bare small
counts without a unit, and dates that only tell when another value held. Names are drafted where a text says beyond
doubt who was the first, the only or the largest (`sources.reading.naming`), at a low worth.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction

from claims.as_of import CARRIED_FOR, AsOf, AsOfReader
from claims.models import Claim
from claims.models.valued import columns_of
from claims.similarity.statements import FILED_KINDS, Page, Span
from claims.worth import worth, worth_of_name
from sources.extracting import BlockKind
from sources.importing import passage_at
from sources.models import Document
from sources.reading import READER_VERSION, Mention, language_of, read
from sources.reading.denial import is_denied
from sources.reading.naming import Naming, namings, rank_in
from sources.reading.sentences import sentences
from sources.values import DATE, NAME, NoExtent, Value, slip_between

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
_SAID_ON = re.compile(
    r"\b(?:said|says|told(?:\s\w+){1,4}|tweeted|wrote)\s+(?:(?:late|early)\s+)?(?:on\s+)?(?:[A-Z][a-z]{2,5}day,?\s+)?\Z"
)
_SAID_ON_CHINESE = re.compile(
    r"(?:[上下]午|晚间?|凌晨|早间?)?(?:[向对就在][^，。,;；]{1,12})?(?:表示|说|称|指出|透露|介绍|回应|获悉)"
)
_OF_WHOM = re.compile(r"(?:Of|Out of|Among|Amongst)\b")
_OF_WHOM_CHINESE = re.compile(r"[的者][\u3400-\u9fff]{0,4}?[之当]?中[,，]?$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A value with the clause that says it, the sentence around it, and as of when it holds, where the text says so."""

    mention: Mention
    clause: Span
    sentence: Span
    as_of: AsOf | None


def names_of(document: Document) -> list[Naming]:
    """The names of a document that are worth a claim, in the order of the text."""
    return [
        naming
        for span in sentences_of(document)
        for naming in namings(document.text, *span, language_of(document.text[slice(*span)]))
        if _stands_in_saying_block(document, naming.start) and naming.end - naming.start <= _LONGEST_VALUE
    ]


def drafts_of(document: Document) -> list[Draft]:
    """The values of a document that are worth a claim, in the order of the text."""
    readings = readings_of(document)
    saying = [draft for draft in readings if _stands_in_saying_block(document, draft.mention.start)]
    inside: dict[Span, list[Mention]] = defaultdict(list)
    for draft in saying:
        inside[draft.sentence].append(draft.mention)
    drafts = [
        draft
        for draft in saying
        if _is_worth_a_claim(draft, inside[draft.sentence])
        and not _says_whose_part_follows(document.text, draft, inside[draft.sentence])
        and not _says_when_it_was_said(document.text, draft.mention)
    ]
    headings = [draft for draft in readings if _block_at(document, draft.mention.start) == BlockKind.HEADING]
    odd = [draft for draft in headings if can_be_claimed(draft.mention) and _is_miswritten(draft, drafts)]
    return sorted([*drafts, *odd], key=lambda draft: draft.mention.start)


def _is_miswritten(heading: Draft, drafts: list[Draft]) -> bool:
    """Whether a heading's figure looks like one of the text's miswritten. Others only say again what the text says."""
    return any(slip_between(heading.mention.value, draft.mention.value) for draft in drafts)


def readings_of(document: Document, within: Span | None = None) -> list[Draft]:
    """Every value of a document with the clause that says it, worth a claim or not, in the order of the text.

    within   only the values of the sentences that this span touches
    """
    spans, mentions = sentences_of(document), mentions_of(document)
    wanted = spans
    if within:
        wanted, _ = _touched(spans, [], within)
        spans, mentions = _touched(spans, mentions, (_before(spans, within[0]), within[1]))
    page = Page.of(document.text, mentions, document.language, spans)
    placed: dict[int, list[tuple[Mention, Span]]] = defaultdict(list)
    for mention in mentions:
        if place := page.place(mention):
            number, (start, end) = place
            end = start + len(_NOTE_MARKS_AT_END.sub("", document.text[start:end]))
            placed[number].append((mention, (start, max(end, mention.end))))
    readings, reader = [], AsOfReader(document.text, document.published_on)
    for number, values in sorted(placed.items()):
        read = reader.read(spans[number], number, _number_of_block(document, spans[number][0]), values)
        readings += [Draft(mention, clause, spans[number], read.get(mention)) for mention, clause in values]
    return [reading for reading in readings if reading.sentence in wanted] if within else readings


def _before(spans: list[Span], place: int) -> int:
    """Where the first of the sentences begins that may say as of when a value holds at this place."""
    number = max(bisect.bisect_right(spans, place, key=lambda span: span[0]) - 1 - CARRIED_FOR, 0)
    return spans[number][0] if spans else place


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
    extractor = document.extractor.replace(" ", "-")  # a key has no blanks
    key = f"mentions:{document.sha256}:{extractor}:{READER_VERSION}:{day}"
    mentions: list[Mention] | None = cache.get(key) if document.pk else None
    if mentions is None:
        mentions = list(read(document.text, date=day, skip=document.furniture))
        if document.pk:
            cache.set(key, mentions, timeout=_KEPT)
    return mentions


def _stands_in_saying_block(document: Document, place: int) -> bool:
    kind = _block_at(document, place)
    return kind is None or kind in _SAYING


def _block_at(document: Document, place: int) -> BlockKind | None:
    """The kind of block that a place of the text lies in; None before the first."""
    number = _number_of_block(document, place)
    return document.spans[number].kind if number >= 0 else None


def _number_of_block(document: Document, place: int) -> int:
    """From 0; -1 before the first."""
    return bisect.bisect_right(document.spans, place, key=lambda block: block.start) - 1


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


def _says_when_it_was_said(text: str, date: Mention) -> bool:
    """Whether a date is the day of an utterance: "police said on Friday", 发言人2日表示."""
    said = _SAID_ON.search(text, max(0, date.start - 48), date.start) or _SAID_ON_CHINESE.match(text, date.end)
    return date.kind == DATE and said is not None


def _says_whose_part_follows(text: str, draft: Draft, sentence: list[Mention]) -> bool:
    """Whether a date stands in words that only say of whom the next figure is a part: "Of those who came in May, 9"."""
    clause = text[slice(*draft.clause)].strip()
    follows = any(other.start >= draft.clause[1] and other.kind in FILED_KINDS - {DATE} for other in sentence)
    return draft.mention.kind == DATE and follows and bool(_OF_WHOM.match(clause) or _OF_WHOM_CHINESE.search(clause))


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
    drafted = [_claim(document, draft) for draft in drafts_of(document)]
    named = [_claim_of_name(document, naming) for naming in names_of(document)]
    return Claim.objects.bulk_create([*drafted, *named])


def _claim(document: Document, draft: Draft) -> Claim:
    return Claim(passage=passage_at(document, *draft.clause), **facts_of(document, draft))


def _claim_of_name(document: Document, naming: Naming) -> Claim:
    facts = facts_of_name(document, (naming.start, naming.end), naming.clause)
    return Claim(passage=passage_at(document, *naming.clause), **facts)


def facts_of(document: Document, draft: Draft) -> dict[str, Any]:
    """The columns of a claim, its passage aside, as the reader has them."""
    mention, sentence = draft.mention, _said(document, draft.sentence)
    attribution = _attribution(sentence)
    return {
        "dossier_id": document.dossier_id,
        "statement": sentence,
        "language": document.language,
        "value_text": mention.quote,
        "value_start": mention.start,
        "value_end": mention.end,
        "population": (mention.noun or "")[:200],
        "as_of": draft.as_of.period if draft.as_of else None,
        "scope": draft.as_of.words[:300] if draft.as_of else "",
        "attribution": attribution,
        "is_denied": is_denied(document.text[slice(*draft.clause)], mention.start - draft.clause[0]),
        "worth": worth(
            mention,
            document.text[slice(*draft.clause)],
            block=_block_at(document, mention.start),
            is_attributed=bool(attribution),
        ),
        "reader_version": READER_VERSION,
        **columns_of(mention.value),
    }


def facts_of_name(document: Document, name: Span, clause: Span) -> dict[str, Any]:
    """The columns of a claim whose value is a name, its passage aside. `clause` is what says it, the name in it."""
    sentence = _said(document, sentence_around(document, clause))
    attribution, said = _attribution(sentence), document.text[slice(*clause)]
    _, ranked, _ = rank_in(said, language_of(said))
    return {
        "dossier_id": document.dossier_id,
        "statement": sentence,
        "language": document.language,
        "value_text": " ".join(document.text[slice(*name)].split()),
        "value_start": name[0],
        "value_end": name[1],
        "population": "",
        "scope": "",
        "attribution": attribution,
        "is_denied": is_denied(said, max(name[0] - clause[0], ranked)),
        "worth": worth_of_name(is_attributed=bool(attribution)),
        "reader_version": READER_VERSION,
        **columns_of(Value(NAME, None, None, "exact", None, "1")),
    }


def _said(document: Document, sentence: Span) -> str:
    """The words of a sentence on one line, without the marks of notes behind it."""
    return _NOTE_MARKS_AT_END.sub("", " ".join(document.text[slice(*sentence)].split()))


def sentence_around(document: Document, clause: Span) -> Span:
    """From the beginning of the sentence that a clause begins in to the end of the one it ends in."""
    touched, _ = _touched(sentences_of(document), [], clause)
    return (min(touched[0][0], clause[0]), max(touched[-1][1], clause[1])) if touched else clause


def _attribution(sentence: str) -> str:
    """According to whom, where the sentence says so."""
    found = _ATTRIBUTION.search(sentence)
    return str(found["en"] or found["zh"]).strip() if found else ""
