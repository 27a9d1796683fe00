"""English measures that go on after their unit: 5 feet 2 inches, 3 dollars 50 cents, an hour and a half."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from sources.reading.compounds import has_cents, with_part
from sources.reading.english import counting
from sources.reading.english.counting import CountedUnit
from sources.reading.english.numerals import numeral_at
from sources.reading.english.scales import SPACED_SCALE, Written, factor_of
from sources.reading.numerals import Numeral

_NEXT_PART = re.compile(r",?\s{1,3}(?:and\s{1,3})?(?=[\da-zA-Z])|(?=\d)", re.IGNORECASE)
_AND_A_PART = re.compile(
    r"\s{1,3}and\s{1,3}(?:an?\s{1,3}|one\s{1,3})?(?P<part>half|quarter|three[\s-]quarters)(?![A-Za-z-])", re.IGNORECASE
)
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_ADDED_UP = ("quantity", "duration", "money")
_ENDS = re.compile(r"\s{0,3}(?:[.,;:!?)]|\Z)")
_INCHES = re.compile(r"\s?in(?![A-Za-z])")
_CENTS = re.compile(r"\s?[c¢](?!\w)")
_ONE_UNIT = re.compile(r"(?P<one>an?)\s{1,3}[A-Za-z]{1,12}\s{1,3}and\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Whole:
    """The number with what goes on after its unit, the unit it is counted in, and where the last number ends."""

    value: Numeral
    unit: CountedUnit | None
    core_end: int


def one_unit(text: str, place: int, end: int) -> Written | None:
    """The article of "an hour and a half" or "a minute and 30 seconds": one, where the measure goes on."""
    article = _ONE_UNIT.match(text, place, end)
    if article is None:
        return None
    stop = article.end("one")
    unit = counting.unit_at(text, stop, end)
    one = Numeral(Decimal(1), Decimal(1))
    if unit is None or compound(text, stop, one, unit, end).core_end == stop:
        return None
    return Written(place, stop, one, words=True)


def compound(text: str, core_end: int, value: Numeral, unit: CountedUnit | None, end: int) -> Whole:
    """Adds the smaller units that follow at once; each must be less than one of the unit before."""
    whole = Whole(value, unit, core_end)
    previous = unit
    while (
        previous is not None
        and previous.measures
        and previous.name
        and previous.kind in ("quantity", "duration", "money")
    ):
        further = _and_a_part(text, whole, end) or _smaller_part(text, whole, previous, end)
        if further is None:
            break
        whole, previous = further
    return whole


_Further = tuple[Whole, CountedUnit | None]
"""The whole with its next part, and the unit of that part (None: nothing smaller may follow)."""


def _and_a_part(text: str, whole: Whole, end: int) -> _Further | None:
    """Two hours and a half."""
    unit = whole.unit
    match = _AND_A_PART.match(text, unit.end, end) if unit else None
    if unit is None or match is None or SPACED_SCALE.match(text, match.end(), end):
        return None
    following = counting.unit_at(text, match.end(), end)
    if following is not None and following.measures:
        return None
    part = _PARTS.get(match["part"].lower(), Decimal("0.75"))
    value = Numeral(whole.value.number + part, Decimal("0.1"))
    return Whole(value, replace(unit, end=match.end()), match.end()), None


def _smaller_part(text: str, whole: Whole, previous: CountedUnit, end: int) -> _Further | None:
    unit = whole.unit
    mark = _NEXT_PART.match(text, previous.end, end)
    if unit is None or mark is None or mark.end() >= end:
        return None
    second = numeral_at(text, mark.end(), end)
    if second is None or second.part or ("," in mark[0] and previous.kind != "quantity"):
        return None
    other = _unit_of_part(text, second, previous, end)
    if other is None or other.name is None or unit.name is None or other.name == previous.name:
        return None
    total = with_part(whole.value, unit.name, second.value, other.name, previous.name or "")
    if total is None:
        return None
    counted = replace(unit, end=other.end) if total[1] == unit.name else other
    return Whole(total[0], counted, second.end), other


def _unit_of_part(text: str, part: Written, previous: CountedUnit, end: int) -> CountedUnit | None:
    """The unit written after the part; where none is, cents follow money and minutes follow hours."""
    short = _INCHES.match(text, part.end, end) if previous.name in ("foot", "yard") else None
    cents = _CENTS.match(text, part.end, end) if previous.kind == "money" else None
    if short or cents:
        name, kind = ("inch", "quantity") if short else ("cent", "money")
        return CountedUnit(name, kind, None, (short or cents).end(), measures=True)  # type: ignore[union-attr]
    found = counting.unit_at(text, part.end, end)
    if found is not None:
        return found
    if not _ENDS.match(text, part.end, end) or not text[previous.end - 1].isalpha():
        return None
    number = part.value.number
    if has_cents(previous.name) and 10 <= number < 100 and " and " not in text[previous.end : part.start]:
        return CountedUnit("cent", "money", None, part.end, measures=True)
    if previous.name == "hour" and number < 60 and "," not in text[previous.end : part.start]:
        return CountedUnit("minute", "duration", None, part.end, measures=True)
    return None


def scale_after(text: str, value: Numeral, unit: CountedUnit, end: int) -> tuple[Numeral, CountedUnit] | None:
    """The scale that stands after the currency: 75 USD million."""
    scale = SPACED_SCALE.match(text, unit.end, end) if unit.kind == "money" else None
    if scale is None:
        return None
    return value.times(factor_of(scale[1])), replace(unit, end=scale.end())
