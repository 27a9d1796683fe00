"""English ranges of numbers: between 10 and 20, 3-5 million, $5 to $10, eight or nine."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from sources.reading.english import counting, signs
from sources.reading.english.counting import CountedUnit
from sources.reading.english.numerals import numeral_at
from sources.reading.english.scales import LETTERS_OF_MONEY, SCALES, Written
from sources.reading.english.signs import Sign
from sources.reading.numerals import Numeral
from sources.reading.passage import Passage

_RANGE_TO = re.compile(
    r"-?\s{1,3}(?P<word>to|and|or|through)[\s-]{1,3}(?=[\w$€£¥½])|\s?[-–—~‐‑]\s?(?=[\d$€£¥])", re.IGNORECASE
)
_ABOUT = re.compile(r"(?:(?P<about>about|approximately|roughly|around|some)|perhaps|even)\s{1,3}", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s{1,3}(?:about\s{1,3}|approximately\s{1,3})?\Z", re.IGNORECASE)
FROM = re.compile(r"\bfrom\s{1,3}(?:about\s{1,3})?\Z", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|rise[sn]?|rising|fell|falls?|falling|fallen|grew|grows?|growing|grown|increas\w+|decreas\w+|declin\w+|drop\w*|up|down|jump\w*|climb\w*|cut|rais\w+|reduc\w+|went|mov\w+|chang\w+|lower\w*|slid|soar\w*|surg\w+|plung\w+|expand\w*|shr[aiu]nk\w*|slash\w+|narrow\w+|widen\w+|swell\w*|swollen|doubled)\b[^.;\n]{0,40}\Z",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s\Z")
_SCALE_AT_END = re.compile(r"(?<=[\d\s-])(?P<word>trillion|billion|million|thousand|bn|mn|k|m)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Range:
    """The ends of a range, where its core ends, what it counts, and whether its upper end is about that much."""

    low: Numeral
    high: Numeral | None
    core_end: int
    unit: CountedUnit | None
    about: bool = False


def range_of(passage: Passage, first: Written, low: Numeral, unit: CountedUnit | None, sign: Sign | None) -> Range:
    """The range that the number begins; its upper end is None where it begins none."""
    text, end = passage.text, passage.end
    after_unit = unit.end if unit is not None and unit.measures else first.end
    for place in dict.fromkeys((first.end, after_unit)):
        mark = _RANGE_TO.match(text, place, end)
        if mark is None or (place == first.end and first.part):
            continue
        found = _second(passage, mark, first, low, unit if place != first.end else None, sign)
        if found is not None:
            return found
    return Range(low, None, first.end, unit)


def _second(
    passage: Passage, mark: re.Match[str], first: Written, low: Numeral, unit: CountedUnit | None, sign: Sign | None
) -> Range | None:
    text, end = passage.text, passage.end
    word = (mark["word"] or "").lower()
    begin = sign[1] if sign else first.start
    if word == "and" and not BETWEEN.search(text, max(passage.floor, begin - 30), begin):
        return None
    about = _ABOUT.match(text, mark.end(), end) if word in ("to", "and") else None
    place = about.end() if about else mark.end()
    symbol = signs.SIGN_AT.match(text, place, end) if sign else None
    if symbol:
        place = symbol.end()
    if place >= end or not text[place].isalnum():
        return None
    second = numeral_at(text, place, end, money=sign is not None)
    if second is None or (second.part and not first.part):
        return None
    if word == "to" and symbol and _BY.search(text, max(passage.floor, begin - 4), begin):
        return None
    own = _with_shared_scale(text, first, low, second)
    if word == "to" and _changes(passage, begin):
        after = unit_after(text, second.end, end, sign)
        if unit is None and after and after.measures:
            return Range(own, None, first.end, replace(after, end=first.end, ends_quote=False))
        return None
    if own.number >= second.value.number or (word == "or" and second.value.number - own.number != 1):
        return None
    after = unit_after(text, second.end, end, sign)
    if unit is not None and (after is None or after.name != unit.name):
        return None
    return Range(own, second.value, second.end, after, about=bool(about and about["about"]))


def _changes(passage: Passage, begin: int) -> bool:
    """Whether the words before tell of a change from one number to another, which is no range."""
    text = passage.text
    return (
        FROM.search(text, max(passage.floor, begin - 12), begin) is not None
        and _CHANGE.search(text, max(passage.start, begin - 70), begin) is not None
    )


def _with_shared_scale(text: str, first: Written, low: Numeral, second: Written) -> Numeral:
    """The lower end in the scale of the upper one, where only that names it: 3 to 5 million."""
    scale = _scale_of(second, text)
    if scale > 1 and _scale_of(first, text) == 1 and low.number < 1000 and low.number < second.value.number / scale:
        return low.times(Decimal(scale))
    return low


def _scale_of(written: Written, text: str) -> int:
    match = _SCALE_AT_END.search(text, max(written.start, written.end - 12), written.end)
    if match is None:
        return 1
    word = match["word"].lower()
    return SCALES.get(word) or LETTERS_OF_MONEY[word]


def unit_after(text: str, place: int, end: int, sign: Sign | None) -> CountedUnit | None:
    """The unit after a number; after a currency sign the currency, and its name where that is written too."""
    after = counting.unit_at(text, place, end)
    if sign is None:
        return after
    currency = (after.name or "").partition(" per ")[0] if after is not None and after.kind == "money" else ""
    named = currency in (sign[0], "USD")
    if named and after is not None and text[after.end : after.end + 2].strip()[:1].isdigit():
        named = False  # rmb 10 usd 20: the code belongs to the next number
    if named and after is not None:
        rate = (after.name or "")[len(currency) :]
        return CountedUnit(sign[0] + rate, "money", None, after.end, measures=True)
    name, stop = counting.rate_after(text, place, end, sign[0])
    return CountedUnit(name, "money", None, stop, measures=True)
