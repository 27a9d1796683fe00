"""Large numbers with the word of their scale say what their digits say."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.reading import read
from sources.reading.numerals import plain
from sources.values import Value, phrase, phrase_in, scaled

UNITS = {
    None: "count",
    "person": "count",
    "CNY": "money",
    "USD per barrel": "money",
    "tonne": "quantity",
    "tonne per hectare": "quantity",
    "kilowatt hour": "quantity",
}
MODIFIERS = ("exact", "about", "more_than", "at_least", "less_than", "nearly", "at_most", "at_least+about")
_UPWARDS, _DOWNWARDS = {"more_than", "at_least"}, {"less_than", "nearly", "at_most"}
NUMBERS = st.tuples(st.integers(1, 99_999_999), st.integers(-2, 9)).map(
    lambda parts: Decimal(parts[0]).scaleb(parts[1])
)


@st.composite
def amounts(draw: st.DrawFn) -> Value:
    number, unit, modifier = plain(draw(NUMBERS)), draw(st.sampled_from([*UNITS])), draw(st.sampled_from(MODIFIERS))
    names = set(modifier.split("+"))
    low, high = None if names & _DOWNWARDS else number, None if names & _UPWARDS else number
    return Value(UNITS[unit], low, high, modifier, unit, "1")


@st.composite
def ranges(draw: st.DrawFn) -> Value:
    low, more = draw(st.integers(1, 10**9)), draw(st.integers(1, 10**9))
    place, unit = 10 ** draw(st.integers(0, 6)), draw(st.sampled_from([*UNITS]))
    return Value(UNITS[unit], str(low * place), str((low + more) * place), "between", unit, "1")


def said_of(value: Value) -> tuple[object, ...]:
    ends = (None if end is None else Decimal(end) for end in (value.low, value.high))
    return (value.kind, *ends, value.modifier, value.unit)


@settings(max_examples=400, deadline=None)
@given(amounts() | ranges())
def test_what_a_reader_of_english_is_shown_reads_as_the_value_it_is(value: Value) -> None:
    (mention,) = read(phrase_in(value, "en"), language="en")
    assert said_of(mention.value) == said_of(value), phrase_in(value, "en")


@settings(max_examples=400, deadline=None)
@given(amounts().filter(lambda value: value.modifier == "exact") | ranges())
def test_what_a_reader_of_chinese_is_shown_reads_as_the_numbers_it_is(value: Value) -> None:
    (mention,) = read(phrase_in(value, "zh"), language="zh")
    assert said_of(mention.value)[1:3] == said_of(value)[1:3], phrase_in(value, "zh")


@settings(deadline=None)
@given(amounts())
def test_the_words_around_a_number_stay(value: Value) -> None:
    before, number, after = phrase(value).partition(f"{Decimal(value.low or value.high or 0):,f}")
    told = phrase_in(value, "en")
    assert number
    assert told.startswith(before)
    assert told.endswith(after)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("CNY 114,269,000,000", "CNY 114.269 billion"),
        ("less than 3,000,000 people", "less than 3 million people"),
        ("1,412,000,000", "1.412 billion"),
        ("2,000,000 to 3,500,000 people", "2 million to 3.5 million people"),
        ("57,500,000 to below 1,200,000,000 people", "57.5 million to below 1.2 billion people"),
        ("USD 2,000,000 per barrel", "USD 2 million per barrel"),
        ("2,500,000,000,000,000 tonnes", "2,500 trillion tonnes"),
        ("-2,000,000 degrees celsius", "-2 million degrees celsius"),
        ("1,500,000.00", "1.5 million"),
    ],
)
def test_a_large_number_is_told_in_millions_billions_or_trillions(words: str, told: str) -> None:
    assert scaled(words) == told


@pytest.mark.parametrize(
    "words",
    [
        "999,999 people",
        "900,000 to below 1,200,000 people",
        "10 to 12,000,000 people",
        "1,234,567 to 2,000,000 people",
        "114,269,500,000 people",
        "1,234,567 people",
        "1,000,000.5 tonnes",
        "1,000,000,000,000,000,000,000,000,000,001",
        "12 December 2020",
        "2000000",
        "number 1,000,000",
        "2,000,000 times",
        "1,000,000 percent",
        "2,000,000 years of age",
        "1,000,0000 people",
        "about 43,000 people",
    ],
)
def test_what_it_would_not_say_exactly_or_at_a_glance_stays(words: str) -> None:
    assert scaled(words) == words
