"""From a number, its modifiers and its unit to a mention."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sources.reading.mention import Mention
from sources.reading.numerals import Numeral, plain
from sources.reading.periods import Period
from sources.units import unit_named
from sources.values import period_around

VAGUE = "vague"
EXACTLY = "exactly"
_UPWARDS = frozenset({"more_than", "at_least", "approx_over"})
_DOWNWARDS = frozenset({"less_than", "at_most", "nearly"})
_KIND_OF_DIMENSION = {
    "percent": "percent",
    "percentage point": "percent",
    "duration": "duration",
    "calendar duration": "duration",
    "times": "ratio",
}
_CURRENCY = re.compile(r"[A-Z]{3}\Z|cent\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands: all of it, and its core."""

    start: int
    end: int
    core_start: int
    core_end: int


def kind_of(unit: str | None, *, counted: bool = False) -> str:
    """The kind of a value in that unit. Counted nouns are outside the table of physical units."""
    if unit is None or counted:
        return "count"
    bare = unit.partition(" per ")[0]
    if _CURRENCY.match(bare):
        return "money"
    found = unit_named(bare)
    dimension = found.dimension if found else bare
    return _KIND_OF_DIMENSION.get(dimension, "quantity")


def quantity(
    text: str,
    place: Place,
    low: Numeral | None,
    *,
    high: Numeral | None = None,
    kind: str,
    unit: str | None,
    modifiers: tuple[str, ...] = (),
    noun: str | None = None,
) -> Mention:
    """The mention of a number (None: a vague one), or of a range where `high` is given."""
    ends: tuple[str | None, str | None]
    if low is None:
        ends, modifier, precision = (None, None), VAGUE, "0"
    elif high is not None:
        first, last = sorted((low, high), key=lambda numeral: numeral.number)
        ends = plain(first.number), plain(last.number)
        modifier, precision = "between", plain(min(low.place, high.place))
        if "about" in modifiers:
            modifier = "between+about"
    else:
        ends, modifier = bounded(plain(low.number), modifiers)
        precision = "0" if EXACTLY in modifiers else plain(low.place)
    return Mention(
        place.start, place.end, text[place.start : place.end], place.core_start, place.core_end,
        kind, *ends, modifier, unit, precision, noun,
    )  # fmt: skip


def bounded(number: str, modifiers: tuple[str, ...]) -> tuple[tuple[str | None, str | None], str]:
    """Low and high end of a bare number under its modifiers, and the modifiers as one word."""
    kept = tuple(dict.fromkeys(name for name in modifiers if name != EXACTLY))[:2]
    if len(kept) == 2 and _UPWARDS.issuperset(kept):
        kept = ("more_than",) if "more_than" in kept else kept[:1]
    elif len(kept) == 2 and not _UPWARDS.isdisjoint(kept) and not _DOWNWARDS.isdisjoint(kept):
        kept = kept[:1]
    low = None if not _DOWNWARDS.isdisjoint(kept) else number
    high = None if not _UPWARDS.isdisjoint(kept) else number
    return (low, high), "+".join(kept) or "exact"


def date(text: str, place: Place, period: Period | None, modifier: str = "exact") -> Mention:
    """The mention of a date (None: a vague one)."""
    if period is None:
        return Mention(
            place.start, place.end, text[place.start : place.end], place.core_start, place.core_end,
            "date", None, None, VAGUE, None, "0", None, "relative",
        )  # fmt: skip
    if modifier == "exact" and is_range(period):
        modifier = "between"
    low: str | None = period.first
    high: str | None = period.last
    if modifier in ("until", "less_than", "at_most"):
        low = None
    elif modifier in ("since", "more_than", "at_least"):
        high = None
    return Mention(
        place.start, place.end, text[place.start : place.end], place.core_start, place.core_end,
        "date", low, high, modifier, None, period.precision, None, period.resolution,
    )  # fmt: skip


def is_range(period: Period) -> bool:
    """Whether the days are more than the one day, week, month, quarter or year that the precision names."""
    if period.year is None or "-" in period.precision:
        return False
    first, last = dt.date.fromisoformat(period.first), dt.date.fromisoformat(period.last)
    if period.precision in _MOST_DAYS:
        return (last - first).days >= _MOST_DAYS[period.precision]
    if period.precision not in ("day", "month", "year"):
        return False
    return (first, last) != period_around(first, period.precision)


_MOST_DAYS = {"week": 7, "quarter": 92}
"""A season is called a quarter too, and is none of the calendar's."""


def span_of(first: Period, last: Period) -> Period:
    """From the first day of one period to the last day of the other."""
    borrowed = first.resolution == "context" and last.resolution == "explicit" and first.precision in ("day", "month")
    if last.year is not None and (first.year is None or borrowed):
        first = first.in_year(last.year - (first.first[-5:] > last.first[-5:]))
    low, high = sorted((first, last), key=lambda period: period.first)
    resolution = "explicit" if "explicit" in (first.resolution, last.resolution) else first.resolution
    if "relative" in (first.resolution, last.resolution):
        resolution = "relative"
    return Period(low.first, high.last, last.precision, resolution)
