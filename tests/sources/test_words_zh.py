"""Values as a reader of Chinese says them."""

import pytest

from sources.reading import read
from sources.values import phrase_in, unit_in


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("about 43,000 people", "约4.3万人"),
        ("more than 12.5 percent", "超过12.5%"),
        ("between 3 and 5 million USD", "300万至500万美元"),
        ("nearly 60,000 people", "近6万人"),
        ("at least 236 people", "至少236人"),
        ("1,234,567 people", "123.4567万人"),
        ("CNY 114,269,000,000", "1142.69亿元人民币"),
        ("9,000 to 12,000 people", "9,000至12,000人"),
        ("10 to 120,000 people", "10至120,000人"),
        ("100,001,000 people", "100,001,000人"),
        ("1.2 trillion USD", "1.2万亿美元"),
        ("1,234,560,000,000 USD", "12345.6亿美元"),
        ("2.5 billion people", "25亿人"),
        ("about 5,000 meals per day", "约每天5,000份餐食"),
        ("1 September 2021", "2021年9月1日"),
        ("early 2020", "2020年初"),
        ("mid-March 2020", "2020年3月中旬"),
        ("since 2010", "自2010年起"),
        ("the 1990s", "20世纪90年代"),
    ],
)
def test_a_value_is_said_in_chinese(written, said):
    assert phrase_in(read(written)[0].value, "zh") == said


def test_a_value_of_chinese_is_said_in_english():
    assert phrase_in(read("约4.3万人", language="zh")[0].value, "en") == "about 43,000 people"


def test_units_label_an_axis():
    assert (unit_in("person", "en"), unit_in("person", "zh"), unit_in("meal", "zh")) == ("people", "人", "餐食")
    assert (unit_in("widget", "en"), unit_in("widget", "zh")) == ("widgets", "widget")
