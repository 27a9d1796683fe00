"""Four English digits that are a year where no date says so: in 2017, (1998), 2004-2016."""

from __future__ import annotations

import re

from sources.reading.english import counting, dates, lexicon, modifiers, signs
from sources.reading.english.counting import CountedUnit
from sources.reading.passage import Passage

_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|to|of|through|after|before|during|between|and|early|late|mid|year|fiscal|around|circa|ca\.|c\.|as|the|or|spring|summer|autumn|fall|winter|than|throughout|into|for|election|(?:%s))[\s,-]{1,4}|[(\[–—/-]\s?|,\s)\Z"  # noqa: UP031
    % "|".join(dates.MONTHS),
    re.IGNORECASE,
)
_STRONG_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|during|before|after|the|year|early|late|mid|throughout|into)[\s-]{1,3}\Z",
    re.IGNORECASE,
)


_OLDEST_ALONE = 1500
_TO_ANOTHER = re.compile(r"(?:\s(?:to|and|or)\s|\s?[-–—]\s?)\d{4}(?!\d)")


def bare_year_at(passage: Passage, place: int) -> dates.Found | None:
    """A bare year where it cannot be a count."""
    text, end = passage.text, passage.end
    found = dates.year_at(text, place, end) if text[place] in "12" else None
    if found is None or found[0] is None:
        return None
    before = text[max(passage.start, place - 16) : place]
    if signs.sign_before(text, passage.start, place) or lexicon.is_label(text, place, passage.start):
        return None
    number = int(text[place : place + 4])
    span = found[2] - place > 4
    modern = 1900 <= number <= 2099
    if number < _OLDEST_ALONE and not span and _begins_a_count(text, found[2], end):
        return None
    unit = _counted(text, found[2], end, modern)
    if unit is not None and unit.ends_quote and not text[found[2] : found[2] + 2].strip().startswith("-"):
        strong = _STRONG_YEAR_BEFORE.search(before) is not None
        if unit.measures or not strong or (not span and modifiers.before(text, passage.floor, place)[0]):
            return None if not (span and strong) else found
    after = text[found[2] : found[2] + 1]
    if after.isalnum() or after in ("%", "°"):
        return None
    if span or _YEAR_BEFORE.search(before):
        return found if number >= _OLDEST_ALONE or _STRONG_YEAR_BEFORE.search(before) else None
    return found if modern and not modifiers.before(text, passage.floor, place)[0] else None


def _counted(text: str, place: int, end: int, modern: bool) -> CountedUnit | None:
    """What the four digits may count. After a year of our time that takes a known noun, or a unit that is no word."""
    unit = counting.unit_at(text, place, end)
    if unit is None or not modern:
        return unit
    is_word = text[unit.end - 1].isalpha() and text[unit.end - 1] != "s" and unit.end - place > 4
    return None if unit.name is None or (unit.measures and is_word) else unit


def _begins_a_count(text: str, place: int, end: int) -> bool:
    """Whether a range of counts begins here: from 1000 to 2000 hires."""
    mark = _TO_ANOTHER.match(text, place, end)
    unit = counting.unit_at(text, mark.end(), end) if mark else None
    return unit is not None and unit.ends_quote and (unit.measures or unit.plural)
