"""Values and extents as a reader says them, in English, whatever language they were written in."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from fractions import Fraction

from sources.units import PERSON, UNITS
from sources.values.extent import Extent
from sources.values.periods import day_of, period_around
from sources.values.value import ANY_COUNT, DATE, MONTH_OF_AGE, NAME, Value


def in_words(extent: Extent, base_unit: str) -> str:
    """An extent as a reader says it: "38,700 to 47,300", "from 113,000 up", "2020-01-01 to 2020-04-30"."""
    if base_unit == DATE:
        return _days_in_words(extent)
    extent, unit = _in_handy_unit(extent, base_unit)
    suffix = "" if unit in (ANY_COUNT, "ordinal", "rank", "ratio") else f" {plural(unit)}"
    low, high = (None if end is None else f"{_rounded(end):,f}" for end in (extent.low, extent.high))
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


_HANDY = {
    "second": ["day", "hour", "minute"],
    "metre": ["kilometre"],
    "square metre": ["square kilometre"],
    "kilogram": ["tonne"],
    "month": ["year"],
    "joule": ["kilowatt hour"],
    "kelvin": ["degree celsius"],
}
"""Units that people think in, the largest first, of a base unit that they do not."""


def _in_handy_unit(extent: Extent, base_unit: str) -> tuple[Extent, str]:
    """The extent in the largest handy unit of which both ends are at least one; a temperature in degrees Celsius."""
    if base_unit == MONTH_OF_AGE:
        return _divided(extent, Fraction(12)), "year of age"
    ends = [abs(end) for end in (extent.low, extent.high) if end]
    for name in _HANDY.get(base_unit, []) if ends else []:
        unit = UNITS[name]
        if unit.offset or min(ends) >= unit.factor:
            return _divided(extent, unit.factor, unit.offset), name
    return extent, base_unit


def _divided(extent: Extent, factor: Fraction, offset: Fraction = Fraction(0)) -> Extent:
    low, high = (None if end is None else (Fraction(end) - offset) / factor for end in (extent.low, extent.high))
    return Extent(
        None if low is None else Decimal(low.numerator) / Decimal(low.denominator),
        None if high is None else Decimal(high.numerator) / Decimal(high.denominator),
        extent.bounds,
    )


def _rounded(number: Decimal) -> Decimal:
    """To six significant digits at the most, for the eye; whole numbers stay whole."""
    if number == number.to_integral_value():
        return number.to_integral_value()
    return Decimal(f"{number:.6g}").normalize()


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
_PLURALS = {
    PERSON: "people",
    "year of age": "years of age",
    "degree celsius": "degrees celsius",
    "degree fahrenheit": "degrees fahrenheit",
    "foot": "feet",
    "square foot": "square feet",
    "cubic foot": "cubic feet",
}
_UNCHANGED = ("percent", "hertz", "kelvin", "aircraft", "li", "jin", "mu", "series", "species")


def phrase(value: Value) -> str:
    """The value in English, from a template ("about 43,000 people"), whatever language it was written in."""
    ends = [end for end in (value.low, value.high) if end is not None]
    if value.kind == NAME:
        return "a name"
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
        head = plural(head)
    return f"{number} {head}" + (f" per {rest}" if rest else "")


def plural(noun: str) -> str:
    """A unit as the label of many: "people", "square kilometres"."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if " per " in noun:
        counted, _, each = noun.partition(" per ")
        return f"{plural(counted)} per {each}"
    if noun.split()[-1] in _UNCHANGED or noun.isupper():
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def _period_in_words(value: Value) -> str:
    days = [day_of(end) for end in (value.low, value.high) if end is not None]
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
