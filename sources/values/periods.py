"""Dates as spans of days, counted as `date.toordinal()`, the end exclusive."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from sources.values.extent import Extent
from sources.values.table import same

if TYPE_CHECKING:
    from sources.values.value import Value

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_A_LEAP_YEAR = "2000"


def day_of(iso: str) -> dt.date:
    return dt.date.fromisoformat(_A_LEAP_YEAR + iso[1:] if iso.startswith("--") else iso)


def period_around(day: dt.date, precision: str) -> tuple[dt.date, dt.date]:
    """First and last day of the calendar period of that precision that holds the day."""
    unit = precision.split("-")[-1]
    if unit not in _MONTHS:
        return day, day
    if unit in ("decade", "century"):
        years = _MONTHS[unit] // 12
        first_year = max(1, day.year - day.year % years)
        return dt.date(first_year, 1, 1), dt.date(min(9999, first_year + years - 1), 12, 31)
    months = _MONTHS[unit]
    first = (day.month - 1) // months * months + 1
    last = first + months - 1
    return dt.date(day.year, first, 1), dt.date(day.year, last, calendar.monthrange(day.year, last)[1])


def _days(first: dt.date, last: dt.date) -> Extent:
    return Extent(Decimal(first.toordinal()), Decimal(last.toordinal() + 1), "[)")


def date_extents(value: Value) -> tuple[Extent, Extent]:
    modifiers = value.modifier.split("+")
    if value.low is not None and value.high is not None:
        first, last = day_of(value.low), day_of(value.high)
        if value.is_yearless and last < first:  # across New Year: some day of any year
            first, last = dt.date(first.year, 1, 1), dt.date(first.year, 12, 31)
        first, last = min(first, last), max(first, last)
    else:
        first, last = period_around(day_of(value.low or value.high or ""), value.precision)
    likely = strict = _days(first, last)
    if "-" in value.precision:
        strict = _days(period_around(first, value.precision)[0], period_around(last, value.precision)[1])
    if "about" in modifiers:
        before = period_around(dt.date.fromordinal(max(1, first.toordinal() - 1)), value.precision)[0]
        after = period_around(dt.date.fromordinal(min(3652059, last.toordinal() + 1)), value.precision)[1]
        return same(strict.hull(_days(before, after)))
    if "more_than" in modifiers:
        return Extent(likely.high, None, "[)"), Extent(likely.high, (likely.high or 0) + _length(likely), "[)")
    if "less_than" in modifiers:
        return Extent(None, likely.low, "()"), Extent((likely.low or 0) - _length(likely), likely.low, "[)")
    return strict, likely


def _length(extent: Extent) -> Decimal:
    return (extent.high or Decimal(0)) - (extent.low or Decimal(0))
