"""Money that is said to be per share by the words before it: earnings per share of $1.46, EPS rose to $2.10."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading.english.counting import CountedUnit
from sources.reading.numerals import Numeral

_PER_SHARE_BEFORE = re.compile(
    r"\b(?:(?i:(?:per|a)\s{1,3}share)|EPS)\b(?!\s{1,3}(?i:for\s{1,3}a\s{1,3}total))"
    r"(?:(?!(?i:revenue|sales|turnover|profit|income|assets|debt|cash|worth|total|rais|capital|market|value|and\b)|;|\.\s|:|\n\s{0,9}\n).){0,60}\Z",
    re.DOTALL,
)
_REACH = 75
_MOST_A_SHARE = 10_000


def per_share(text: str, floor: int, start: int, unit: CountedUnit | None, value: Numeral) -> CountedUnit | None:
    """The unit, per share where the words before say so and the sum is small enough to be that of one share."""
    if unit is None or unit.kind != "money" or unit.name is None or " per " in unit.name:
        return unit
    if abs(value.number) >= _MOST_A_SHARE or not _PER_SHARE_BEFORE.search(text, max(floor, start - _REACH), start):
        return unit
    return replace(unit, name=f"{unit.name} per share")
