"""Reads a passage of Chinese: from each character that may begin a number or a date to a mention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from sources.reading.chinese import dates, designations, lexicon, same_days
from sources.reading.chinese.dated import date_mention
from sources.reading.chinese.measured import amount_mention
from sources.reading.chinese.multiples import multiple_mention
from sources.reading.chinese.numerals import DIGIT, FEW, SCALE
from sources.reading.chinese.ordinals import FIRST, ordinal, ordinal_mention
from sources.reading.chinese.simplified import simplified
from sources.reading.mention import Mention
from sources.reading.numerals import VULGAR_FRACTIONS
from sources.reading.passage import Outcome, Passage
from sources.reading.periods import Timeline
from sources.reading.quantities import Place

_CANDIDATE = re.compile(
    rf"[\d.{DIGIT}{SCALE}{FEW}半首第负对过若好翻{dates.RELATIVE_STARTS}{''.join(VULGAR_FRACTIONS)}]"
)
_LATIN_BEFORE = re.compile(r"(?:[A-Za-z_]|[A-Za-z][-.‑–_/])\Z")
_LATIN_WORD = re.compile(r"[A-Za-z0-9_.\-]+")


def read_chinese(text: str, start: int, end: int, timeline: Timeline) -> Iterator[Mention]:
    """The mentions of text[start:end] in order."""
    plain = simplified(text[start:end])
    timeline.origin = start
    for mention in _mentions(plain, timeline):
        yield _placed(mention, text, plain, start)
    timeline.origin = 0


def _placed(mention: Mention, text: str, plain: str, origin: int) -> Mention:
    """The mention of the plain passage as one of the text, its words as they are written there."""
    noun = mention.noun
    if noun is not None:
        at = plain.find(noun, mention.core_end, mention.core_end + 40)
        noun = "".join((text[origin + at : origin + at + len(noun)] if at >= 0 else noun).split())
    start, end = mention.start + origin, mention.end + origin
    return replace(
        mention, start=start, end=end, quote=text[start:end], noun=noun,
        core_start=mention.core_start + origin, core_end=mention.core_end + origin,
    )  # fmt: skip


def _mentions(text: str, timeline: Timeline) -> Iterator[Mention]:
    start, end = 0, len(text)
    passage = Passage(text, start, end, timeline, start)
    place = start
    while True:
        candidate = _CANDIDATE.search(text, place, end)
        if candidate is None:
            return
        place = candidate.start()
        mention, place = _read_at(passage, place)
        if mention is not None:
            passage.floor = place = max(place, mention.end)
            yield mention


def _read_at(passage: Passage, place: int) -> Outcome:
    """The mention that begins with the candidate, and where reading goes on."""
    text, end = passage.text, passage.end
    if text[place].isdigit() and _LATIN_BEFORE.search(text, max(passage.start, place - 2), place):
        word = _LATIN_WORD.match(text, place, end)
        return None, word.end() if word else place + 1
    mark = lexicon.mark_end(text, place, passage.start, end) if text[place].isdigit() else None
    if mark is not None:
        return None, mark
    found = date_mention(passage, place)
    if found is not None:
        return found
    day = lexicon.day_end(text, place, passage.floor, end) if text[place].isdigit() else None
    if day is not None:
        return None, day
    result = designations.result_end(text, place, end)
    if result is not None:
        return None, result
    char = text[place]
    if char == "首":
        first = FIRST.match(text, place, end)
        if first and lexicon.word_at(text, place, end) is None:
            return ordinal(text, Place(place, first.end(), place, place + 1), Decimal(1), "ordinal"), first.end()
        return None, place + 1
    if char == "翻":
        return multiple_mention(passage, place)
    if char == "第":
        return ordinal_mention(passage, place)
    unread = same_days.is_unread(text, place, end) if char == "前" else None
    if unread is not None:
        return None, unread
    if char in dates.RELATIVE_STARTS or (char == "." and text[max(0, place - 1) : place].isalnum()):
        return None, place + 1
    return amount_mention(passage, place)
