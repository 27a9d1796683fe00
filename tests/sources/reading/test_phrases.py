"""Reading what `sources.values.phrase` writes gives the value back."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.reading import read
from sources.reading.numerals import plain
from sources.units import UNITS
from sources.values import Value, period_around, phrase

MODIFIERS = ("exact", "about", "more_than", "at_least", "less_than", "nearly", "at_most", "at_least+about")
_UPWARDS, _DOWNWARDS = {"more_than", "at_least", "approx_over"}, {"less_than", "nearly", "at_most"}
COUNTED = (None, "person", "aircraft", "ship", "country", "meal per day")
MONEY = ("USD", "CNY", "EUR")
MEASURES = tuple(name for name in UNITS if UNITS[name].dimension in ("length", "area", "mass", "duration", "energy"))


def bounded(kind: str, unit: str | None, number: str, precision: str, modifier: str) -> Value:
    names = set(modifier.split("+"))
    low, high = None if names & _DOWNWARDS else number, None if names & _UPWARDS else number
    return Value(kind, low, high, modifier, unit, precision)


def kind_of(unit: str | None) -> str:
    if unit in MONEY:
        return "money"
    if unit not in UNITS:
        return "count"
    dimension = UNITS[unit].dimension
    return {
        "percent": "percent",
        "percentage point": "percent",
        "duration": "duration",
        "calendar duration": "duration",
    }.get(dimension, "quantity")


NUMERALS = st.tuples(st.integers(1, 9999), st.integers(-2, 6)).map(
    lambda written: (Decimal(written[0]).scaleb(written[1]), Decimal(1).scaleb(written[1]))
)
UNITS_READ = st.sampled_from([*COUNTED, *MONEY, "percent", "percentage point", "year", "month", *MEASURES])


@st.composite
def amounts(draw: st.DrawFn) -> Value:
    """A number as a text would write it, its precision that of its last digit that is not zero."""
    number, place = draw(NUMERALS)
    unit = draw(UNITS_READ)
    while not number % (place * 10):
        place *= 10
    return bounded(kind_of(unit), unit, plain(number), plain(place), draw(st.sampled_from(MODIFIERS)))


@st.composite
def ranges(draw: st.DrawFn) -> Value:
    low, more = draw(st.integers(1, 10**6)), draw(st.integers(1, 10**6))
    unit = draw(UNITS_READ)
    return Value(kind_of(unit), str(low), str(low + more), "between", unit, "1")


@st.composite
def periods(draw: st.DrawFn) -> Value:
    day = draw(st.dates().filter(lambda date: 1900 <= date.year <= 2090))
    precision = draw(st.sampled_from(["day", "month", "quarter", "half", "year", "decade"]))
    first, last = period_around(day, precision)
    # "about 2000" is a number as likely as a year
    modifier = draw(st.sampled_from(["exact", "since", "until", *(["about"] if precision != "year" else [])]))
    low = None if modifier == "until" else first.isoformat()
    high = None if modifier == "since" else last.isoformat()
    return Value("date", low, high, modifier, None, precision)


def read_back(value: Value) -> Value:
    (mention,) = read(phrase(value), language="en")
    return mention.value


@settings(max_examples=500, deadline=None)
@given(amounts())
def test_a_number_with_its_modifier_and_unit_is_read_as_it_was_written(value: Value) -> None:
    assert read_back(value) == value, phrase(value)


@settings(max_examples=200, deadline=None)
@given(ranges())
def test_a_range_is_read_as_it_was_written(value: Value) -> None:
    found = read_back(value)
    assert (found.kind, found.low, found.high, found.modifier, found.unit) == (
        value.kind, value.low, value.high, value.modifier, value.unit
    ), phrase(value)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(periods())
def test_a_period_is_read_as_it_was_written(value: Value) -> None:
    assert read_back(value) == value, phrase(value)


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_every_unit_of_the_table_is_read_by_its_name(unit: str) -> None:
    kind = kind_of(unit)
    assert read_back(Value(kind, "3", "3", "exact", unit, "1")).unit == unit
