"""Reads a passage of English: from each word or digit that may begin a number or a date to a mention."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sources.reading.english import counting, dates, designations, lexicon, signs
from sources.reading.english.amounts import amount_mention, identifier_end
from sources.reading.english.dated import date_mention
from sources.reading.english.number_words import FIRST_WORDS
from sources.reading.english.ordinals import (
    MULTIPLES,
    ORDINAL,
    ORDINALS,
    VAGUE_WORDS,
    multiple_mention,
    ordinal_mention,
    vague_mention,
)
from sources.reading.mention import Mention
from sources.reading.numerals import VULGAR_FRACTIONS
from sources.reading.passage import Outcome, Passage
from sources.reading.periods import Timeline

_TOKEN = re.compile(rf"[A-Za-z]+|\d|[{''.join(VULGAR_FRACTIONS)}]")
_IDENTIFIER_BEFORE = re.compile(r"(?:[A-Za-z_\u00c0-\u024f]|[A-Za-z][-.‑_/]|[A-Za-z][”\"’)][.,]?)\Z")
_PREFIX = re.compile(r"(?<![\w-])(?:minus|negative|sub|now|then|to|and|nearly|some|or|plus)-\Z", re.IGNORECASE)
_SCORE = re.compile(
    r"(\d{1,3})[-–](\d{1,3})(?![\w-]|[.,]\d|\s?(?:%|percent|per\b|[a-z]+s\b|-?year|million|billion|thousand))"
)
_WORD_BEFORE = re.compile(r"[\w’'@]\Z")
_STARTS = FIRST_WORDS | dates.FIRST_WORDS | VAGUE_WORDS | frozenset(MULTIPLES) | frozenset(ORDINALS)


def read_english(text: str, start: int, end: int, timeline: Timeline) -> Iterator[Mention]:
    """The mentions of text[start:end] in order."""
    passage = Passage(text, start, end, timeline, start)
    place = start
    for token in _TOKEN.finditer(text, start, end):
        if token.start() < place:
            continue
        word = token[0]
        if word.isalpha() and (
            word.lower() not in _STARTS or _WORD_BEFORE.search(text, max(start, token.start() - 1), token.start())
        ):
            continue
        mention, place = _read_at(passage, token.start(), word.lower())
        if mention is not None:
            passage.floor = place = max(place, mention.end)
            yield mention


def _read_at(passage: Passage, place: int, word: str) -> Outcome:
    """The mention that begins with this word or digit, and where reading goes on."""
    text, start, end = passage.text, passage.start, passage.end
    if word[0].isdigit():
        if (
            _IDENTIFIER_BEFORE.search(text, max(start, place - 3), place)
            and not _PREFIX.search(text, max(start, place - 10), place)
            and signs.sign_before(text, passage.floor, place) is None
        ):
            return None, identifier_end(text, place, end)
        score = _SCORE.match(text, place, end)
        if score and int(score[1]) >= int(score[2]) and signs.sign_before(text, passage.floor, place) is None:
            return None, score.end()
        lost = designations.score_end(text, place, start, end)
        if lost is not None:
            return None, lost
        mark = lexicon.mark_end(text, place, start, end)
        if mark is not None and not _is_measured(text, place, mark, end):
            return None, mark
    found = date_mention(passage, place)
    if found is not None:
        return found
    if word in VAGUE_WORDS:
        return vague_mention(passage, place)
    ordinal = ORDINAL.match(text, place, end)
    if ordinal is not None:
        return ordinal_mention(passage, place, ordinal)
    if word in MULTIPLES:
        return multiple_mention(passage, place, word)
    return amount_mention(passage, place, word)


def _is_measured(text: str, place: int, stop: int, end: int) -> bool:
    """Whether what looks like the number of a section counts something: 0.5 British thermal units."""
    unit = counting.unit_at(text, stop, end) if text[place:stop].count(".") == 1 and text[stop - 1] != "." else None
    return unit is not None and unit.measures
