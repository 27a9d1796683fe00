"""Four English digits that are a year where no date says so: in 2017, (1998), 2004-2016."""

from __future__ import annotations

import re

from sources.reading.english import counting, dates, lexicon, modifiers
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


def bare_year_at(passage: Passage, place: int) -> dates.Found | None:
    """A bare year where it cannot be a count."""
    text, end = passage.text, passage.end
    found = dates.year_at(text, place, end) if text[place] in "12" else None
    if found is None or found[0] is None:
        return None
    before = text[max(passage.start, place - 16) : place]
    if counting.sign_before(text, passage.start, place) or lexicon.is_label(text, place, passage.start):
        return None
    number = int(text[place : place + 4])
    span = found[2] - place > 4
    unit = counting.unit_at(text, found[2], end)
    if unit is not None and unit.name is None and 1900 <= number <= 2099:
        unit = None
    if (
        unit is not None
        and unit.measures
        and 1900 <= number <= 2099
        and text[unit.end - 1].isalpha()
        and text[unit.end - 1] != "s"
        and unit.end - found[2] > 4
    ):
        unit = None
    if unit is not None and unit.ends_quote and not text[found[2] : found[2] + 2].strip().startswith("-"):
        strong = _STRONG_YEAR_BEFORE.search(before) is not None
        if unit.measures or not strong or (not span and modifiers.before(text, passage.floor, place)[0]):
            return None if not (span and strong) else found
    after = text[found[2] : found[2] + 1]
    if after.isalnum() or after in ("%", "°"):
        return None
    if span or _YEAR_BEFORE.search(before):
        return found if number >= 1500 or _STRONG_YEAR_BEFORE.search(before) else None
    return found if 1900 <= number <= 2099 and not modifiers.before(text, passage.floor, place)[0] else None
