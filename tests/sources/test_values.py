"""The table of meanings (DESIGN 4) row by row, and what holds for every pair of values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.values import Extent, NoExtent, Value, Verdict, compare, in_words, phrase


def people(low: str | None, high: str | None, modifier: str = "exact", precision: str = "1") -> Value:
    return Value("count", low, high, modifier, "person", precision)


def number(written: str, modifier: str = "exact", precision: str = "1") -> Value:
    low = None if modifier in ("less_than", "at_most", "nearly") else written
    high = None if modifier in ("more_than", "at_least", "approx_over") else written
    return people(low, high, modifier, precision)


def day(low: str | None, high: str | None, precision: str = "day", modifier: str = "exact") -> Value:
    return Value("date", low, high, modifier, None, precision)


def shown(value: Value) -> tuple[str, str]:
    return tuple(
        f"{extent.bounds[0]}{'' if extent.low is None else f'{extent.low.normalize():f}'},"
        f"{'' if extent.high is None else f'{extent.high.normalize():f}'}{extent.bounds[1]}"
        for extent in (value.strict, value.likely)
    )  # type: ignore[return-value]


ROWS = [
    ("58,000", number("58000", precision="1000"), "[57500,58500)", "[57500,58500)"),
    ("236 people", number("236"), "[236,236]", "[236,236]"),
    ("3 million", number("3000000", precision="1000000"), "[2850000,3150000)", "[2850000,3150000)"),
    ("about 58,000", number("58000", "about", "1000"), "[52200,63800]", "[52200,63800]"),
    ("about 236", number("236", "about"), "[212.4,259.6]", "[212.4,259.6]"),
    ("more than 123,000", number("123000", "more_than", "1000"), "(123000,)", "(123000,124000]"),
    ("at least 110", number("110", "at_least", "10"), "[110,)", "[110,120]"),
    ("1,500 余", number("1500", "approx_over", "100"), "[1500,1600)", "[1500,1600)"),
    ("less than 300 people", number("300", "less_than", "100"), "[0,300)", "[225,300)"),
    ("nearly 300 people", number("300", "nearly", "100"), "[270,300]", "[270,300]"),
    ("at most 300 people", number("300", "at_most", "100"), "[0,300]", "[225,300]"),
    ("300 to 400", people("300", "400", "between", "100"), "[300,400]", "[300,400]"),
    ("exactly 58,000", number("58000", precision="0"), "[58000,58000]", "[58000,58000]"),
    ("45 %", Value("percent", "45", "45", "exact", "percent", "1"), "[44.5,45.5)", "[44.5,45.5)"),
    ("40 %", Value("percent", "40", "40", "exact", "percent", "10"), "[39.5,40.5)", "[39.5,40.5)"),
    ("half", Value("ratio", "0.5", "0.5", "exact", None, "0"), "[0.5,0.5]", "[0.5,0.5]"),
    ("at least about 300", people("300", None, "at_least+about", "100"), "[270,)", "[270,375]"),
    ("2 tonnes", Value("quantity", "2", "2", "exact", "tonne", "1"), "[1900,2100)", "[1900,2100)"),
    ("20 °C", Value("quantity", "20", "20", "exact", "degree celsius", "1"), "[292.65,293.65)", "[292.65,293.65)"),
]


@pytest.mark.parametrize(("written", "value", "strict", "likely"), ROWS, ids=[row[0] for row in ROWS])
def test_words_allow_a_strict_and_a_likely_extent(written: str, value: Value, strict: str, likely: str) -> None:
    assert shown(value) == (strict, likely)


def test_the_likely_part_of_a_fuzzy_date_lies_in_the_whole() -> None:
    value = day("2020-01-01", "2020-04-30", "early-year")
    assert (value.strict.low, value.likely.low) == (value.likely.low, value.strict.low)
    assert value.strict.high is not None
    assert value.likely.high is not None
    assert value.strict.high - value.likely.high == 245


def test_about_a_date_is_one_unit_of_its_precision_on_either_side() -> None:
    value = day("2020-01-01", "2020-12-31", "year", "about")
    assert compare(value, day("2019-03-01", "2019-03-01")).verdict is Verdict.COMPATIBLE
    assert compare(value, day("2018-12-31", "2018-12-31")).verdict is Verdict.CONTRADICTION


def test_vague_words_have_no_extent() -> None:
    with pytest.raises(NoExtent):
        _ = people(None, None, "vague").strict


VERDICTS = [
    (number("43000", "about", "1000"), number("58000", "about", "1000"), Verdict.CONTRADICTION),
    (number("113000", "more_than", "1000"), number("123000", "more_than", "1000"), Verdict.TENSION),
    (number("58000", precision="1000"), number("58000", "about", "1000"), Verdict.AGREE),
    (number("58000", precision="1000"), number("58200", precision="100"), Verdict.COMPATIBLE),
    (number("236"), number("237"), Verdict.CONTRADICTION),
    (number("236"), Value("count", "236", "236", "exact", None, "1"), Verdict.AGREE),
    (number("236"), Value("count", "236", "236", "exact", "aircraft", "1"), Verdict.NOT_COMPARABLE),
    (
        Value("money", "5", "5", "exact", "USD", "1"),
        Value("money", "5", "5", "exact", "EUR", "1"),
        Verdict.NOT_COMPARABLE,
    ),
    (
        Value("quantity", "2", "2", "exact", "tonne", "1"),
        Value("quantity", "2000", "2000", "exact", "kilogram", "1"),
        Verdict.AGREE,
    ),
    (
        Value("quantity", "11500", "11500", "exact", "square kilometre", "100"),
        Value("quantity", "1150000", "1150000", "exact", "hectare", "10000"),
        Verdict.AGREE,
    ),
    (day("2021-09-01", "2021-09-30", "month"), day("2021-09-06", "2021-09-06"), Verdict.COMPATIBLE),
    (day("2021-09-06", "2021-09-06"), day("2021-09-06", "2021-09-06"), Verdict.AGREE),
    (day("2021-09-06", "2021-09-06"), day("2021-09-07", "2021-09-07"), Verdict.CONTRADICTION),
    (day("--09-06", "--09-06"), day("2021-09-06", "2021-09-06"), Verdict.COMPATIBLE),
    (day("--09-07", "--09-07"), day("2021-09-06", "2021-09-06"), Verdict.CONTRADICTION),
    (people(None, None, "vague"), number("5"), Verdict.NOT_COMPARABLE),
    (day("2020-01-01", "2020-12-31", "year"), number("2020"), Verdict.NOT_COMPARABLE),
]


@pytest.mark.parametrize(("a", "b", "verdict"), VERDICTS)
def test_two_values_stand_to_each_other_as_the_table_says(a: Value, b: Value, verdict: Verdict) -> None:
    comparison = compare(a, b)
    assert comparison.verdict is verdict, comparison.reason
    assert comparison.reason


NUMBERS = st.builds(
    lambda digits, zeros, modifier: number(str(digits * 10**zeros), modifier, str(10**zeros)),
    st.integers(0, 9999),
    st.integers(0, 6),
    st.sampled_from(["exact", "about", "more_than", "at_least", "approx_over", "less_than", "nearly", "at_most"]),
)
RANGES = st.tuples(st.integers(0, 9999), st.integers(1, 9999)).map(
    lambda ends: people(str(ends[0]), str(sum(ends)), "between")
)
PERIODS = st.dates().map(lambda date: day(date.isoformat(), date.isoformat()))
VALUES = NUMBERS | RANGES | PERIODS


@given(VALUES, VALUES)
def test_verdicts_are_symmetric_and_agreement_means_that_likely_extents_meet(a: Value, b: Value) -> None:
    verdict = compare(a, b).verdict
    assert compare(b, a).verdict is verdict
    if verdict in (Verdict.AGREE, Verdict.COMPATIBLE):
        assert a.likely.meets(b.likely)
    if verdict is Verdict.CONTRADICTION:
        assert not a.strict.meets(b.strict)


@given(VALUES)
def test_the_likely_extent_lies_in_the_strict_one_and_neither_is_empty(value: Value) -> None:
    assert not value.strict.is_empty
    assert not value.likely.is_empty
    assert value.likely.intersection(value.strict) == value.likely


@given(VALUES)
def test_a_value_agrees_with_itself(value: Value) -> None:
    assert compare(value, value).verdict is Verdict.AGREE


@given(NUMBERS)
def test_the_bare_number_lies_in_or_at_the_edge_of_its_extent(value: Value) -> None:
    written = Decimal(value.low if value.low is not None else value.high or "0")
    inside = written in value.strict
    assert inside is (value.modifier not in ("more_than", "less_than")) or written in (
        value.strict.low,
        value.strict.high,
    )


MEASURES = st.builds(
    lambda digits, zeros, modifier, unit: Value(
        unit[0],
        None if modifier in ("less_than", "at_most", "nearly") else str(digits * 10**zeros),
        None if modifier in ("more_than", "at_least", "approx_over") else str(digits * 10**zeros),
        modifier, unit[1], str(10**zeros),
    ),
    st.integers(-999, 9999),
    st.integers(0, 4),
    st.sampled_from(["exact", "about", "more_than", "at_least", "approx_over", "less_than", "nearly", "at_most"]),
    st.sampled_from([
        ("quantity", "tonne"), ("quantity", "kilogram"), ("percent", "percent"), ("money", "USD"), ("age", "year"),
        ("quantity", "degree celsius"), ("quantity", "degree fahrenheit"), ("duration", "day"), ("duration", "hour"),
    ]),
)  # fmt: skip


@given(MEASURES, MEASURES)
def test_measures_of_every_kind_stand_to_each_other_the_same_way_round(a: Value, b: Value) -> None:
    verdict = compare(a, b).verdict
    assert compare(b, a).verdict is verdict
    if verdict in (Verdict.AGREE, Verdict.COMPATIBLE):
        assert a.likely.meets(b.likely)


@given(MEASURES)
def test_the_bare_measure_lies_in_its_extent_unless_the_modifier_leaves_it_out(value: Value) -> None:
    written = value.converted(Extent(*(2 * [Decimal(value.low if value.low is not None else value.high or "0")])))
    assert value.strict.meets(written) is (value.modifier not in ("more_than", "less_than"))


def test_a_period_across_new_year_holds_january_of_any_year() -> None:
    across = Value("date", "2020-12-01", "2021-02-28", "between", None, "month")
    assert compare(across, Value("date", "--01-01", "--01-01", "exact", None, "day")).verdict is Verdict.COMPATIBLE


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Value("money", "5", "5", "exact", "USD per barrel", "1"), "USD 5 per barrel"),
        (Value("date", "2020-01-01", None, "more_than", None, "year"), "after 2020"),
        (Value("date", None, "2020-12-31", "less_than", None, "year"), "before 2020"),
        (Value("count", "9", "9", "about", "country", "1"), "about 9 countries"),
    ],
)
def test_values_are_said_as_a_text_would(value: Value, words: str) -> None:
    assert phrase(value) == words


def test_a_date_before_the_first_year_is_said_without_fail() -> None:
    first = Value("date", None, "0001-12-31", "less_than", None, "year")
    assert compare(first, first).reason


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Value("duration", "2", "2", "exact", "week", "1"), "13.3 to below 14.7 days"),
        (
            Value("quantity", "11500", "11500", "exact", "square kilometre", "100"),
            "11,450 to below 11,550 square kilometres",
        ),
        (Value("age", "61", "61", "exact", "year", "1"), "60.5 to below 61.5 years of age"),
        (Value("quantity", "30", "30", "exact", "degree celsius", "1"), "29.5 to below 30.5 degrees celsius"),
        (Value("quantity", "40", "40", "exact", "metre", "1"), "39.5 to below 40.5 metres"),
        (Value("count", "113000", None, "more_than", "person", "1000"), "above 113,000 people"),
    ],
)
def test_extents_are_said_in_units_people_think_in(value: Value, words: str) -> None:
    assert in_words(value.strict, value.base_unit) == words
