"""What a value says: the strict extent its words allow and the likely extent a careful reader takes.

The rules are one table, `EXTENTS`, with a version that is stored beside every computed extent.
Numbers are exact decimals in the base unit of their dimension; a date is a span of days counted as
`date.toordinal()`, so that one kind of interval serves both. Extents never are empty, and the likely
one always lies within the strict one.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from sources.units import PERSON, unit_named

TABLE_VERSION = 1
DATE = "date"
ANY_COUNT = "count"
_SCALES_WITHOUT_ZERO = {"temperature"}
_TENTH, _TWENTIETH, _ONE = Decimal("0.1"), Decimal("0.05"), Decimal(1)


class Verdict(StrEnum):
    """How two values stand to each other, from the best to the worst."""

    AGREE = "agree"
    COMPATIBLE = "compatible"
    TENSION = "tension"
    CONTRADICTION = "contradiction"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Extent:
    """An interval of numbers; `None` is unbounded, `bounds` as PostgreSQL writes them ("[]", "[)" ...)."""

    low: Decimal | None
    high: Decimal | None
    bounds: str = "[]"

    def meets(self, other: Extent) -> bool:
        """Whether the two have a point in common."""
        return not self.intersection(other).is_empty

    @property
    def is_empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and self.bounds != "[]")

    def __contains__(self, number: Decimal) -> bool:
        return self.meets(Extent(number, number))

    def intersection(self, other: Extent) -> Extent:
        low, opening = max(self.lower_end, other.lower_end)
        high, closing = min(self.upper_end, other.upper_end)
        return Extent(
            None if low.is_infinite() else low,
            None if high.is_infinite() else high,
            ("(" if opening else "[") + ("]" if closing else ")"),
        )

    def hull(self, other: Extent) -> Extent:
        """The smallest interval that holds both: "the wider of the two" for stacked modifiers."""
        low, opening = min(self.lower_end, other.lower_end)
        high, closing = max(self.upper_end, other.upper_end)
        return Extent(
            None if low.is_infinite() else low,
            None if high.is_infinite() else high,
            ("(" if opening else "[") + ("]" if closing else ")"),
        )

    @property
    def lower_end(self) -> tuple[Decimal, bool]:
        """Orders lower ends: an open one starts after a closed one."""
        return (Decimal("-Infinity") if self.low is None else self.low, self.bounds[0] == "(")

    @property
    def upper_end(self) -> tuple[Decimal, bool]:
        """Orders upper ends: a closed one ends after an open one."""
        return (Decimal("Infinity") if self.high is None else self.high, self.bounds[1] == "]")


@dataclass(frozen=True, slots=True)
class _Written:
    """A bare number as the extent table needs it: X, the half width h of its cell, its step s and g."""

    number: Decimal
    half: Decimal
    step: Decimal
    place: Decimal
    floor: Decimal | None
    margin: Decimal

    @property
    def cell(self) -> Extent:
        if not self.half:
            return Extent(self.number, self.number)
        return Extent(self.number - self.half, self.number + self.half, "[)")

    @property
    def about(self) -> Extent:
        return self.cell.hull(Extent(self.number - self.margin, self.number + self.margin))


_Rule = Callable[[_Written], tuple[Extent, Extent]]


def _same(extent: Extent) -> tuple[Extent, Extent]:
    return extent, extent


# DESIGN 4: the table of meanings. Change it only together with TABLE_VERSION.
EXTENTS: dict[str, _Rule] = {
    "exact": lambda x: _same(x.cell),
    "about": lambda x: _same(x.about),
    "more_than": lambda x: (Extent(x.number, None, "()"), Extent(x.number, x.number + x.step, "(]")),
    "at_least": lambda x: (Extent(x.number, None, "[)"), Extent(x.number, x.number + x.step)),
    "approx_over": lambda x: _same(Extent(x.number, x.number + (x.place or x.step), "[)")),
    "less_than": lambda x: (Extent(x.floor, x.number, "[)"), Extent(x.number - x.step, x.number, "[)")),
    "nearly": lambda x: _same(Extent(x.number - (x.margin or x.step), x.number)),
    "at_most": lambda x: (Extent(x.floor, x.number), Extent(x.number - x.step, x.number)),
}
_CLASSES = {
    "exact": "point",
    "about": "point",
    "more_than": "upwards",
    "at_least": "upwards",
    "approx_over": "upwards",
    "less_than": "downwards",
    "at_most": "downwards",
    "nearly": "downwards",
}


class NoExtent(ValueError):
    """The words name no value a machine may compare ("several", "数十")."""


@dataclass(frozen=True)
class Value:
    """What a claim says. Build it with the fields of a `Mention`.

    kind        count, quantity, money, percent, ratio, ordinal, rank, date, duration or age
    low, high   the bare number as written (exact decimal) or the ISO first and last day; None is unbounded
    modifier    one key of EXTENTS, "between", "since", "until", or two joined by "+"
    unit        an English singular of `sources.units` or a counted noun; None where there is none
    precision   numbers: the place value of the last significant digit ("1000"), "0" for "exactly" and
                fractions; dates: day, month, quarter, half, year, decade, century, or one of them after
                "early-", "mid-", "late-" (then low and high are the likely part of it)
    """

    kind: str
    low: str | None
    high: str | None
    modifier: str
    unit: str | None
    precision: str

    @property
    def dimension(self) -> str:
        """What it can be compared with: values of other dimensions never are."""
        if self.kind == DATE:
            return DATE
        if self.kind in ("age", "ordinal", "rank"):
            return self.kind
        if self.unit is None:
            return ANY_COUNT if self.kind == "count" else self.kind
        unit = unit_named(self.unit)
        return unit.dimension if unit else self.kind

    @property
    def base_unit(self) -> str:
        """The unit the extents are counted in ("date" for days, "count" where no unit is written)."""
        if self.kind == "age" or self.dimension == self.kind:
            return self.dimension
        unit = unit_named(self.unit)
        return unit.base if unit else self.dimension

    @cached_property
    def strict(self) -> Extent:
        return self._extents[0]

    @cached_property
    def likely(self) -> Extent:
        return self._extents[1]

    @property
    def is_yearless(self) -> bool:
        return self.kind == DATE and (self.low or self.high or "").startswith("--")

    @cached_property
    def _extents(self) -> tuple[Extent, Extent]:
        """Raises NoExtent where the words allow none."""
        if self.low is None and self.high is None:
            raise NoExtent("no number is written here")
        strict, likely = _date_extents(self) if self.kind == DATE else self._number_extents()
        return strict, likely.intersection(strict)

    def _number_extents(self) -> tuple[Extent, Extent]:
        if self.modifier.startswith("between") or (self.low and self.high and self.low != self.high):
            ends = sorted(Decimal(end) for end in (self.low, self.high) if end is not None)
            return self._in_base(Extent(ends[0], ends[-1]), Extent(ends[0], ends[-1]))
        written = self._written()
        strict, likely = _stacked([EXTENTS[name](written) for name in self.modifier.split("+")])
        return self._in_base(strict, likely)

    def _written(self) -> _Written:
        number = Decimal(self.low if self.low is not None else self.high or "0")
        size, place = abs(number), Decimal(self.precision)
        counted = self.kind in ("count", "ordinal", "rank")
        scale = self.dimension in _SCALES_WITHOUT_ZERO
        if self.kind == "percent":
            place = min(place, _ONE)
        half = place / 2 if scale else min(place / 2, size * _TWENTIETH)
        if (counted and place == 1) or self.kind in ("ordinal", "rank"):
            half = Decimal(0)
        step = place if scale else min(place or _ONE, size / 4)
        if counted:
            step = max(step, _ONE)
        floor = Decimal(0) if counted and number > 0 else None
        return _Written(number, half, step or _ONE, place, floor, Decimal(0) if scale else size * _TENTH)

    def _in_base(self, *extents: Extent) -> tuple[Extent, Extent]:
        strict, likely = (self._converted(extent) for extent in extents)
        return strict, likely

    def _converted(self, extent: Extent) -> Extent:
        unit = unit_named(self.unit)
        if unit is None or unit.base == unit.name:
            return extent
        low, high = (None if end is None else unit.to_base(end) for end in (extent.low, extent.high))
        return Extent(low, high, extent.bounds)

    @property
    def _modifier_class(self) -> str:
        """Of stacked modifiers the bounding one counts: "at least about" looks upwards."""
        classes = [_CLASSES.get(name, name) for name in self.modifier.split("+")]
        return next((name for name in classes if name != "point"), "point")


def _stacked(pairs: list[tuple[Extent, Extent]]) -> tuple[Extent, Extent]:
    strict, likely = pairs[0]
    for other_strict, other_likely in pairs[1:]:
        strict, likely = strict.hull(other_strict), likely.hull(other_likely)
    return strict, likely


# ---- dates ---------------------------------------------------------------------------------------

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_A_LEAP_YEAR = "2000"


def _day(iso: str) -> dt.date:
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


def _date_extents(value: Value) -> tuple[Extent, Extent]:
    modifiers = value.modifier.split("+")
    if value.low is not None and value.high is not None:
        first, last = _day(value.low), _day(value.high)
        if value.is_yearless and last < first:  # across New Year: some day of any year
            first, last = dt.date(first.year, 1, 1), dt.date(first.year, 12, 31)
        first, last = min(first, last), max(first, last)
    else:
        first, last = period_around(_day(value.low or value.high or ""), value.precision)
    likely = strict = _days(first, last)
    if "-" in value.precision:
        strict = _days(period_around(first, value.precision)[0], period_around(last, value.precision)[1])
    if "about" in modifiers:
        before = period_around(dt.date.fromordinal(max(1, first.toordinal() - 1)), value.precision)[0]
        after = period_around(dt.date.fromordinal(min(3652059, last.toordinal() + 1)), value.precision)[1]
        return _same(strict.hull(_days(before, after)))
    if "more_than" in modifiers:
        return Extent(likely.high, None, "[)"), Extent(likely.high, (likely.high or 0) + _length(likely), "[)")
    if "less_than" in modifiers:
        return Extent(None, likely.low, "()"), Extent((likely.low or 0) - _length(likely), likely.low, "[)")
    return strict, likely


def _length(extent: Extent) -> Decimal:
    return (extent.high or Decimal(0)) - (extent.low or Decimal(0))


# ---- comparison ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict and its reason in words, ready to be shown."""

    verdict: Verdict
    reason: str


def compare(a: Value, b: Value) -> Comparison:
    """How two values stand to each other (DESIGN 4). Symmetric; `agree` implies that likely extents meet."""
    if not _comparable(a, b):
        return Comparison(Verdict.NOT_COMPARABLE, f"{_kind_in_words(a)} and {_kind_in_words(b)} do not convert")
    try:
        (strict_a, likely_a), (strict_b, likely_b) = _extents_for(a, b), _extents_for(b, a)
    except NoExtent as error:
        return Comparison(Verdict.NOT_COMPARABLE, str(error))
    unit = a.base_unit if a.base_unit != ANY_COUNT else b.base_unit
    if not strict_a.meets(strict_b):
        reason = f"{in_words(strict_a, unit)} and {in_words(strict_b, unit)} have nothing in common"
        return Comparison(Verdict.CONTRADICTION, reason)
    if not likely_a.meets(likely_b):
        reason = (
            f"both can be literally true, but a careful reader takes {in_words(likely_a, unit)} "
            f"and {in_words(likely_b, unit)}, which do not meet"
        )
        return Comparison(Verdict.TENSION, reason)
    if _agree(a, b):
        return Comparison(Verdict.AGREE, f"the same value at the precision written: {in_words(likely_a, unit)}")
    shared = likely_a.intersection(likely_b)
    return Comparison(Verdict.COMPATIBLE, f"{in_words(shared, unit)} fits both")


def _comparable(a: Value, b: Value) -> bool:
    if a.dimension == b.dimension:
        return True
    kinds = {a.kind, b.kind}
    return kinds == {"count"} and ANY_COUNT in (a.dimension, b.dimension)


def _extents_for(value: Value, other: Value) -> tuple[Extent, Extent]:
    """The extents of the first, as days of any year where either of the two names no year."""
    if value.kind == DATE and value.is_yearless != other.is_yearless and not value.is_yearless:
        days = Value(DATE, _without_year(value.low), _without_year(value.high), value.modifier, None, value.precision)
        return days.strict, days.likely
    return value.strict, value.likely


def _without_year(iso: str | None) -> str | None:
    return iso and "--" + iso[-5:]


def _agree(a: Value, b: Value) -> bool:
    if DATE in (a.kind, b.kind):
        return (a.strict, a.likely) == (b.strict, b.likely) or (a.low, a.high) == (b.low, b.high)
    if a._modifier_class != b._modifier_class:
        return False
    if a._modifier_class not in _CLASSES.values():
        return a.strict == b.strict
    return _in_cell_of(a, b) and _in_cell_of(b, a)


def _in_cell_of(a: Value, b: Value) -> bool:
    """Whether the number written in `a` lies in the rounding cell of the number written in `b`."""
    bare_a = a._converted(Extent(a._written().number, a._written().number)).low
    return bare_a is not None and bare_a in b._converted(b._written().cell)


# ---- words ---------------------------------------------------------------------------------------


def _kind_in_words(value: Value) -> str:
    return f"a {value.kind}" if value.unit is None else f"a {value.kind} in {value.unit}"


def in_words(extent: Extent, base_unit: str) -> str:
    """An extent as a reader says it: "38,700 to 47,300", "from 113,000 up", "2020-01-01 to 2020-04-30"."""
    if base_unit == DATE:
        return _days_in_words(extent)
    suffix = "" if base_unit in (ANY_COUNT, "ordinal", "rank", "ratio") else f" {_plural(base_unit)}"
    low, high = (None if end is None else f"{end.normalize():,f}" for end in (extent.low, extent.high))
    if low is None and high is None:
        return "any value"
    if low is None:
        return f"{'up to' if extent.bounds[1] == ']' else 'below'} {high}{suffix}"
    if high is None:
        return f"{low} or more{suffix}" if extent.bounds[0] == "[" else f"above {low}{suffix}"
    if low == high:
        return f"{low}{suffix}"
    above, below = ("above " if extent.bounds[0] == "(" else ""), ("below " if extent.bounds[1] == ")" else "")
    return f"{above}{low} to {below}{high}{suffix}"


def day_numbered(number: int) -> dt.date:
    """The day of that number; beyond the calendar its first or last one."""
    return dt.date.fromordinal(min(max(number, dt.date.min.toordinal()), dt.date.max.toordinal()))


def _days_in_words(extent: Extent) -> str:
    first = None if extent.low is None else day_numbered(int(extent.low))
    last = None if extent.high is None else day_numbered(int(extent.high) - 1)
    if first is None or last is None:
        return f"from {first} on" if last is None else f"until {last}"
    return str(first) if first == last else f"{first} to {last}"


_MODIFIER_WORDS = {
    "about": "about {}",
    "more_than": "more than {}",
    "at_least": "at least {}",
    "approx_over": "a little over {}",
    "less_than": "less than {}",
    "nearly": "nearly {}",
    "at_most": "at most {}",
    "since": "since {}",
    "until": "until {}",
}
_DATE_WORDS = {"more_than": "after {}", "less_than": "before {}"}
_PLURALS = {PERSON: "people", "foot": "feet", "square foot": "square feet", "cubic foot": "cubic feet"}
_UNCHANGED = ("percent", "hertz", "celsius", "fahrenheit", "kelvin", "aircraft", "li", "jin", "mu", "series", "species")


def phrase(value: Value) -> str:
    """The value in English, from a template ("about 43,000 people"), whatever language it was written in."""
    ends = [end for end in (value.low, value.high) if end is not None]
    if not ends:
        return "several"
    if value.kind == DATE:
        written = _period_in_words(value)
    else:
        numbers = [f"{Decimal(end):,f}" for end in dict.fromkeys(ends)]
        written = _with_unit(" to ".join(numbers), value, singular=numbers == ["1"])
    words = _MODIFIER_WORDS | _DATE_WORDS if value.kind == DATE else _MODIFIER_WORDS
    for name in reversed(value.modifier.split("+")):
        written = words.get(name, "{}").format(written)
    return written


def _with_unit(number: str, value: Value, *, singular: bool) -> str:
    unit = value.unit
    if value.kind == "money" and unit:
        currency, per, measure = unit.partition(" per ")
        return f"{currency} {number}{per}{measure}"
    if value.kind in ("ordinal", "rank"):
        return f"number {number}"
    if unit is None:
        return f"{number} times" if value.kind == "ratio" else number
    head, _, rest = unit.partition(" per ")
    if not singular:
        head = _plural(head)
    return f"{number} {head}" + (f" per {rest}" if rest else "")


def _plural(noun: str) -> str:
    if noun.split()[-1] in _UNCHANGED or noun.isupper():
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return _PLURALS.get(noun) or (f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s")


def _period_in_words(value: Value) -> str:
    days = [_day(end) for end in (value.low, value.high) if end is not None]
    part, _, unit = value.precision.rpartition("-")
    names = [_named_period(day, unit, yearless=value.is_yearless) for day in days]
    spans_several = days[-1] > period_around(days[0], unit)[1]
    return f"{part} {' to '.join(names) if spans_several else names[0]}".strip()


def _named_period(day: dt.date, unit: str, *, yearless: bool) -> str:
    if unit in ("year", "half"):
        return f"{day.year}" if unit == "year" else f"{'first' if day.month < 7 else 'second'} half of {day.year}"
    if unit == "quarter":
        return f"Q{(day.month + 2) // 3} {day.year}"
    if unit in ("decade", "century"):
        span = 10 if unit == "decade" else 100
        return f"{day.year - day.year % span}s"
    month = calendar.month_name[day.month] if yearless else f"{calendar.month_name[day.month]} {day.year}"
    return month if unit == "month" else f"{day.day} {month}"
