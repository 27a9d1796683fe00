"""Every row of the table of meanings, in both languages, before and after the number."""

import pytest

from sources.reading import read

ROWS = [
    ("about", "about 300 people", "300", "300"),
    ("about", "roughly 300 people", "300", "300"),
    ("about", "some 300 people", "300", "300"),
    ("about", "300 people or so", "300", "300"),
    ("about", "约300人", "300", "300"),
    ("about", "大约300人", "300", "300"),
    ("about", "300人左右", "300", "300"),
    ("more_than", "more than 300 people", "300", None),
    ("more_than", "over 300 people", "300", None),
    ("more_than", "超过300人", "300", None),
    ("more_than", "逾300人", "300", None),
    ("at_least", "at least 300 people", "300", None),
    ("at_least", "no fewer than 300 people", "300", None),
    ("at_least", "300 or more people", "300", None),
    ("at_least", "至少300人", "300", None),
    ("at_least", "不少于300人", "300", None),
    ("at_least", "300人以上", "300", None),
    ("at_least", "上百人", "100", None),
    ("approx_over", "300余人", "300", None),
    ("approx_over", "三百多人", "300", None),
    ("approx_over", "50-odd people", "50", None),
    ("approx_over", "50 plus people", "50", None),
    ("less_than", "less than 300 people", None, "300"),
    ("less_than", "fewer than 300 people", None, "300"),
    ("less_than", "不足300人", None, "300"),
    ("less_than", "不到300人", None, "300"),
    ("nearly", "nearly 300 people", None, "300"),
    ("nearly", "almost 300 people", None, "300"),
    ("nearly", "近300人", None, "300"),
    ("nearly", "接近300人", None, "300"),
    ("at_most", "at most 300 people", None, "300"),
    ("at_most", "up to 300 people", None, "300"),
    ("at_most", "within 300 days", None, "300"),
    ("at_most", "最多300人", None, "300"),
    ("at_most", "300天内", None, "300"),
    ("exact", "exactly 300 people", "300", "300"),
    ("exact", "整整300人", "300", "300"),
    ("between", "300 to 400 people", "300", "400"),
    ("between", "between 300 and 400 people", "300", "400"),
    ("between", "300-400 people", "300", "400"),
    ("between", "300至400人", "300", "400"),
    ("between", "300~400人", "300", "400"),
    ("between", "三四百人", "300", "400"),
    ("between", "3~5亿美元", "300000000", "500000000"),
    ("between", "3-5 million people", "3000000", "5000000"),
    ("between", "5%至10%", "5", "10"),
    ("between", "more than 300 and less than 400 people", "300", "400"),
    ("between", "at most 400 and at least 300 tonnes", "300", "400"),
    ("between", "大于300小于400吨", "300", "400"),
    ("between", "300人以上，400人以下", "300", "400"),
    ("between+about", "between 300 and about 400 people", "300", "400"),
    ("at_least", "300 or more than", "300", None),
    ("more_than", "比三分之一大", "0.3333333333333333333333333333", None),
    ("at_least+about", "at least about 300 people", "300", None),
    ("at_least+about", "至少约300人", "300", None),
]


@pytest.mark.parametrize(("modifier", "text", "low", "high"), ROWS)
def test_a_modifier_bounds_the_number(modifier: str, text: str, low: str | None, high: str | None) -> None:
    (mention,) = read(text)
    assert (mention.modifier, mention.low, mention.high) == (modifier, low, high)
    assert mention.quote == text


def test_plus_behind_a_noun_names_something_else() -> None:
    (mention,) = read("four boats plus divers")
    assert (mention.modifier, mention.quote) == ("exact", "four boats")
    assert read("four boats plus")[0].modifier == "approx_over"


def test_a_modifier_may_stand_apart_from_its_number() -> None:
    (mention,) = read("约占当地产量的 37%")
    assert (mention.modifier, mention.quote) == ("about", "37%")


def test_exactly_leaves_no_rounding() -> None:
    assert read("exactly 58,000 people")[0].precision == "0"


def test_a_rise_from_one_number_to_another_is_no_range() -> None:
    assert [mention.modifier for mention in read("Exports rose from 300 tonnes to 400 tonnes.")] == ["exact", "exact"]


def test_the_quote_takes_the_modifier_and_the_core_leaves_it() -> None:
    text = "共撤离约 6. 8 万人。"
    (mention,) = read(text)
    assert mention.quote == "约 6. 8 万人"
    assert text[mention.core_start : mention.core_end] == "6. 8 万"


@pytest.mark.parametrize(
    "text",
    [
        "more than 300 people and fewer than 400 ships",
        "more than 400 and fewer than 300 people",
        "超过400人，不足300人",
    ],
)
def test_bounds_of_two_things_or_that_shut_each_other_out_are_no_range(text: str) -> None:
    assert len(read(text)) == 2


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("投票率低于四年前的68%。", "exact"),
        ("近十年来价格上涨。", "exact"),
        ("球队近10轮不败。", "exact"),
        ("工程历时近十年。", "nearly"),
        ("期限低于四年。", "less_than"),
    ],
)
def test_a_word_that_belongs_to_another_number_or_to_the_time_is_no_bound(text: str, modifier: str) -> None:
    assert read(text, language="zh")[0].modifier == modifier


@pytest.mark.parametrize(
    ("text", "low", "modifier"),
    [("产量翻了一番。", "2", "exact"), ("产量翻两番。", "4", "exact"), ("产量翻了一番多。", "2", "more_than")],
)
def test_a_doubling_is_a_multiple(text: str, low: str, modifier: str) -> None:
    (mention,) = read(text, language="zh")
    assert (mention.low, mention.unit, mention.modifier) == (low, "times", modifier)
