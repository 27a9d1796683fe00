"""Values that are told in English words, as a reader of Chinese is told them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from claims.shown import amount_said, modifier_said, number_said, position_said, shown
from sources.units import UNITS
from sources.values import Extent, Value, compare, in_words, phrase, phrase_in

MODIFIERS = ["exact", "about", "more_than", "at_least", "approx_over", "less_than", "nearly", "at_most"]
UNITS_SAID = [*UNITS, "person", "household", "USD per barrel", "tonne per hectare", None]
AMOUNTS = st.builds(
    lambda number, more, modifier, unit: Value(
        "money" if (unit or "").startswith("USD") else "quantity",
        str(number),
        str(number + more) if more else None,
        modifier,
        unit,
        "1",
    ),
    st.decimals(-999, 9_999_999, places=1) | st.integers(1, 9_999_999).map(lambda number: number * 10**6),
    st.integers(0, 99_999),
    st.sampled_from([*MODIFIERS, "at_least+about"]),
    st.sampled_from(UNITS_SAID),
)


def in_chinese(words: str, kind: str = "") -> str:
    with translation.override("zh-hans"):
        return amount_said(words, kind)


@given(AMOUNTS)
def test_an_amount_is_said_as_its_claim_would_be(value: Value) -> None:
    assert in_chinese(phrase(value)) == phrase_in(value, "zh")
    assert amount_said(phrase(value), value.kind) == phrase_in(value, "en")


@pytest.mark.parametrize("modifier", ["exact", "about", "more_than", "less_than", "since", "until"])
@pytest.mark.parametrize(
    ("low", "high", "precision"),
    [
        ("2020-03-14", "2020-03-14", "day"),
        ("2020-03-01", "2020-03-31", "month"),
        ("2020-03-01", "2020-05-31", "month"),
        ("2020-03-10", "2020-03-20", "mid-month"),
        ("2020-07-01", "2020-09-30", "quarter"),
        ("2020-07-01", "2020-12-31", "half"),
        ("2020-01-01", "2020-04-30", "early-year"),
        ("1990-01-01", "1999-12-31", "decade"),
        ("0907-01-01", "0907-12-31", "year"),
        ("--03-12", "--03-12", "day"),
    ],
)
def test_a_date_is_said_as_its_claim_would_be(low: str, high: str, precision: str, modifier: str) -> None:
    value = Value("date", low, high, modifier, None, precision)
    assert in_chinese(phrase(value), "date") == phrase_in(value, "zh")


def test_a_number_before_times_is_a_ratio_where_that_is_known() -> None:
    assert in_chinese("about 3 times", "ratio") == "约3倍"
    assert in_chinese("about 3 times") == "约3次"


@pytest.mark.parametrize(
    ("low", "high", "bounds", "unit", "said"),
    [
        ("57500", "58500", "[)", "person", "5.75万至不到5.85万人"),
        ("113000", None, "(]", "person", "超过11.3万人"),
        ("113000", None, "[]", "person", "11.3万人或以上"),
        (None, "5", "[]", "tonne", "至多5吨"),
        ("4500", "5500", "[]", "meal per day", "每天4,500至5,500份餐食"),
        (None, None, "[]", "tonne", "任何值"),
        ("737425", "737546", "[)", "date", "2020-01-01至2020-04-30"),
        ("737425", None, "[)", "date", "自2020-01-01起"),
    ],
)
def test_an_interval_is_said(low: str | None, high: str | None, bounds: str, unit: str, said: str) -> None:
    lowest, highest = (None if end is None else Decimal(end) for end in (low, high))
    extent = Extent(lowest, highest, bounds)
    assert in_chinese(in_words(extent, unit)) == said


@pytest.mark.parametrize("words", ["Doha", "31 February 2020", "12 May 20", "two 5", "58,000 people (43,000)", ""])
def test_words_that_are_no_value_stay_as_they_are(words: str) -> None:
    assert in_chinese(words) == words


def test_a_name_is_what_it_says_whatever_that_reads_like() -> None:
    assert in_chinese("May 2020", "name") == "May 2020"


def test_a_position_is_said_value_by_value() -> None:
    with translation.override("zh-hans"):
        assert position_said("about 43,000 people; not 58,000 people", "count") == "约4.3万人; 并非5.8万人"
    with translation.override("en"):
        assert position_said("about 43,000 people; not 5 people", "count") == "about 43,000 people; not 5 people"


def test_a_reason_says_its_values_too() -> None:
    a, b = (Value("count", number, number, "exact", "person", "1000") for number in ("43000", "58000"))
    with translation.override("zh-hans"):
        assert shown(compare(a, b).reason) == "4.25万至不到4.35万人与5.75万至不到5.85万人没有交集"
        assert shown("a part, 5 people, is more than its whole, 4 people") == "部分（5人）大于整体（4人）"
        assert shown("No answer converts to square kilometre: the claims say 5 tonnes.").count("平方公里") == 1


def test_what_is_quoted_in_a_sentence_stays_as_it_was_written() -> None:
    with translation.override("zh-hans"):
        assert "“5 people”" in shown("one counts “5 people”, the other “May 2020”")


def test_a_large_number_is_told_in_words_wherever_it_is_a_value() -> None:
    assert amount_said("57,500,000 to below 58,500,000 people") == "57.5 million to below 58.5 million people"
    stored = "CNY 114,269,000,000; not 2,000,000 people"
    assert position_said(stored, "money") == "CNY 114.269 billion; not 2 million people"


def test_an_end_of_an_interval_takes_a_decimal_more_than_what_was_written() -> None:
    assert amount_said("1,234,500,000 or more people") == "1.2345 billion or more people"
    assert amount_said("1,234,500,000 people") == "1,234,500,000 people"


def test_a_reason_says_its_large_numbers_in_words_and_the_rest_as_it_was() -> None:
    a, b = (Value("count", number, number, "exact", "person", "1000000") for number in ("43000000", "58000000"))
    first, second = "42.5 million to below 43.5 million people", "57.5 million to below 58.5 million people"
    assert shown(compare(a, b).reason) == f"{first} and {second} have nothing in common"
    refusal = "No answer converts to square kilometre: the claims say {}."
    assert shown(refusal.format("5,000,000 tonnes")) == refusal.format("5 million tonnes")


def test_the_words_of_others_keep_their_digits() -> None:
    for words in (
        "Area 1,000,000",
        "They were 2,000,000 people, he said",
        "one counts “5,000,000 people”, the other “May”",
    ):
        assert (amount_said(words), shown(words)) == (words, words)
    assert amount_said("2,000,000 people", "name") == "2,000,000 people"


def test_the_columns_of_a_value_are_said_one_by_one() -> None:
    assert [modifier_said(each) for each in ("more_than", "at_least+about")] == ["more than", "at least, about"]
    assert [number_said(each) for each in ("114269000000", "43000", "2020-03-14")] == [
        "114.269 billion", "43,000", "2020-03-14"
    ]  # fmt: skip
    with translation.override("zh-hans"):
        assert (modifier_said("more_than"), number_said("114269000000")) == ("超过", "1142.69亿")
