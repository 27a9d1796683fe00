"""English ranges of numbers: between 10 and 20, 3-5 million, $5 to $10, eight or nine."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from sources.reading.english import counting
from sources.reading.english.counting import CountedUnit
from sources.reading.english.numerals import Written, numeral_at
from sources.reading.numerals import Numeral
from sources.reading.passage import Passage

_RANGE_TO = re.compile(
    r"-?\s{1,3}(?P<word>to|and|or|through)\s{1,3}(?=[\w$€£¥½])|\s?[-–—~‐‑]\s?(?=[\d$€£¥])", re.IGNORECASE
)
BETWEEN = re.compile(r"\bbetween\s+(?:about\s+|approximately\s+)?\Z", re.IGNORECASE)
FROM = re.compile(r"\bfrom\s+(?:about\s+)?\Z", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|rise[sn]?|rising|fell|falls?|falling|fallen|grew|grows?|growing|grown|increas\w+|decreas\w+|declin\w+|drop\w*|up|down|jump\w*|climb\w*|cut|rais\w+|reduc\w+|went|mov\w+|chang\w+|lower\w*|slid|soar\w*|surg\w+|plung\w+|expand\w*|shr[aiu]nk\w*|slash\w+|narrow\w+|widen\w+|swell\w*|swollen|doubled)\b[^.;\n]{0,40}\Z",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s\Z")


def range_of(
    passage: Passage, first: Written, low: Numeral, unit: CountedUnit | None, sign: tuple[str, int, bool] | None
) -> tuple[Numeral, Numeral | None, int, CountedUnit | None]:
    """The ends of the range that the number begins (the upper None: it begins none), where its core ends, its unit."""
    text, end = passage.text, passage.end
    after_unit = unit.end if unit is not None and unit.measures else first.end
    for place in dict.fromkeys((first.end, after_unit)):
        mark = _RANGE_TO.match(text, place, end)
        if mark is None or (place == first.end and first.part):
            continue
        found = _second(passage, mark, first, low, unit if place != first.end else None, sign)
        if found is not None:
            return found
    return low, None, first.end, unit


def _second(
    passage: Passage,
    mark: re.Match[str],
    first: Written,
    low: Numeral,
    unit: CountedUnit | None,
    sign: tuple[str, int, bool] | None,
) -> tuple[Numeral, Numeral | None, int, CountedUnit | None] | None:
    text, end = passage.text, passage.end
    word = (mark["word"] or "").lower()
    begin = sign[1] if sign else first.start
    if word == "and" and not BETWEEN.search(text, max(passage.floor, begin - 30), begin):
        return None
    changes = (
        word == "to"
        and FROM.search(text, max(passage.floor, begin - 12), begin)
        and _CHANGE.search(text, max(passage.start, begin - 70), begin)
    )
    place = mark.end()
    symbol = counting.SIGN_AT.match(text, place, end) if sign else None
    if symbol:
        place = symbol.end()
    if place >= end or not text[place].isalnum():
        return None
    second = numeral_at(text, place, end, money=sign is not None)
    if second is None or (second.part and not first.part):
        return None
    if word == "to" and symbol and _BY.search(text, max(passage.floor, begin - 4), begin):
        return None
    own = low
    scale = _scale_of(second, text)
    if scale > 1 and _scale_of(first, text) == 1 and low.number < 1000 and low.number < second.value.number / scale:
        own = low.times(Decimal(scale))
    if changes:
        after = unit_after(text, second.end, end, sign)
        return (
            (own, None, first.end, replace(after, end=first.end, ends_quote=False))
            if unit is None and after and after.measures
            else None
        )
    if own.number >= second.value.number or (word == "or" and second.value.number - own.number != 1):
        return None
    after = unit_after(text, second.end, end, sign)
    if unit is not None and (after is None or after.name != unit.name):
        return None
    return own, second.value, second.end, after


def _scale_of(written: Written, text: str) -> int:
    tail = text[written.start : written.end].lower()
    for word, scale in (
        ("trillion", 10**12),
        ("billion", 10**9),
        ("million", 10**6),
        ("thousand", 10**3),
        ("bn", 10**9),
        ("mn", 10**6),
        ("k", 10**3),
        ("m", 10**6),
    ):
        if tail.endswith(word) and tail[: -len(word)].strip() != "":
            return scale
    return 1


def unit_after(text: str, place: int, end: int, sign: tuple[str, int, bool] | None) -> CountedUnit | None:
    if sign is None:
        return counting.unit_at(text, place, end)
    after = counting.unit_at(text, place, end)
    stop = after.end if after and after.kind == "money" else place
    name, stop = counting.rate_after(text, stop, end, sign[0])
    return CountedUnit(name, "money", None, stop, measures=True)
