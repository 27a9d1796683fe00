"""What holds for every mention of every text."""

import datetime as dt
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.reading import language_of, read
from sources.reading.numerals import Numeral, plain
from sources.reading.periods import of_day
from sources.values import NoExtent

PIECES = st.sampled_from(
    [
        "一",
        "三",
        "十",
        "百",
        "万",
        "亿",
        "零",
        "两",
        "半",
        "数",
        "几",
        "多",
        "余",
        "分之",
        "成",
        "点",
        "第",
        "首",
        "年",
        "月",
        "日",
        "个",
        "人",
        "名",
        "元",
        "美元",
        "吨",
        "%",
        "约",
        "超过",
        "至",
        "到",
        "至少",
        "每天",
        "同年",
        "去年",
        "周三",
        "的",
        "，",
        "。",
        "1",
        "2",
        "12",
        "2021",
        "8",
        "15",
        "1,500",
        "4.",
        "3.5",
        "-5",
        "$",
        "€",
        "~",
        "-",
        "/",
        ".",
        ",",
        "(",
        ")",
        "one",
        "two",
        "twenty",
        "hundred",
        "million",
        "and",
        "a",
        "half",
        "dozen",
        "of",
        "third",
        "first",
        "in",
        "since",
        "from",
        "to",
        "between",
        "about",
        "more",
        "than",
        "nearly",
        "people",
        "km",
        "per",
        "January",
        "March",
        "1990s",
        "early",
        "late",
        "last",
        "week",
        "½",
        "１",
        "9" * 30,
        "2^99",
        "e99",
        "大于",
        "以下",
        "小时",
        "分半钟",
        "角",
        "前",
        "9999年",
        "2月29日",
        "minute",
        "feet",
        "below zero",
        "less",
        "to now",
        "USD",
        "Thanksgiving",
        "week 3 of 2021",
        "Feb 29",
        "\n",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES, max_size=14).map("".join)


DATES = st.sampled_from([None, dt.date(2022, 5, 1), dt.date.min, dt.date.max])


def check(text: str, date: dt.date | None = None) -> None:
    place = 0
    for mention in read(text, date=date):
        assert place <= mention.start <= mention.core_start < mention.core_end <= mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.quote
        place = mention.end
        if mention.is_vague:
            continue
        for end in (mention.low, mention.high):
            assert end is None or mention.kind == "date" or plain(Decimal(end)) == end
        try:
            value = mention.value
            assert value.likely.intersection(value.strict) == value.likely
            assert not value.likely.is_empty
        except NoExtent:
            raise AssertionError(mention) from None


@settings(max_examples=600, deadline=None)
@given(TEXTS, DATES)
def test_spans_slice_to_what_they_claim_and_extents_are_sound(text: str, date: dt.date | None) -> None:
    check(text, date)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    check(text)
    assert language_of(text) in ("zh", "en")


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**9))
def test_a_number_written_with_separators_is_read_back(number: int) -> None:
    (mention,) = read(f"exactly {number:,} tonnes")
    assert mention.low == str(number)
    (mention,) = read(f"共{number}吨")
    assert mention.low == str(number)


@given(st.dates())
def test_a_day_written_in_either_language_is_read_back(day) -> None:
    if day.year < 1500 or day.year > 2099:
        return
    assert [mention.low for mention in read(f"{day.year}年{day.month}月{day.day}日")] == [day.isoformat()]
    written = f"{day:%B} {day.day}, {day.year}"
    assert [mention.low for mention in read(written)] == [day.isoformat()]
    assert of_day(day.year, day.month, day.day) is not None


def test_a_number_is_written_without_exponent() -> None:
    assert plain(Decimal("4.30E+4")) == "43000"
    assert plain(Decimal("0.250")) == "0.25"
    assert plain(Numeral(Decimal("-0"), Decimal(1)).number) == "0"


def test_the_language_is_told_by_the_share_of_scripts() -> None:
    assert language_of("卡塔尔 (Qatar) 是一个国家") == "zh"
    assert language_of("Qatar (卡塔尔) is a country in the Gulf") == "en"
    assert language_of("123") == "en"
