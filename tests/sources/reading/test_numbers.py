"""Numbers as the reader finds them, in both languages."""

import pytest

from sources.reading import Mention, read


def only(text: str) -> Mention:
    found = read(text)
    assert len(found) == 1, found
    return found[0]


CHINESE = [
    ("共有58,000人", "58000", "1000"),
    ("共有６．８万人", "68000", "1000"),
    ("共有6. 8 万人", "68000", "1000"),
    ("面积2. 35 万平方公里", "23500", "100"),
    ("储量13. 6 万\n\n亿立方米", "13600000000000", "100000000000"),
    ("共有2, 300 人", "2300", "100"),
    ("金额3亿5千元", "350000000", "10000000"),
    ("金额3亿5千万元", "350000000", "10000000"),
    ("共十五点六万人", "156000", "1000"),
    ("共三百零五人", "305", "1"),
    ("共三百五十人", "350", "10"),
    ("共两百五人", "250", "10"),
    ("共壹佰贰拾元", "120", "10"),
    ("共五萬名難民", "50000", "10000"),
    ("共二十人", "20", "10"),
    ("共三万五千亿元", "3500000000000", "100000000000"),
    ("气温负五度", "-5", "1"),
    ("共1.3e6吨", "1300000", "100000"),
    ("卖出八打鸡蛋", "96", "12"),
    ("身高1米8", "1.8", "0.1"),
    ("历时两年半", "2.5", "0.1"),
    ("历时一个半小时", "1.5", "0.1"),
    ("售价五元三毛", "5.3", "0.1"),
    ("历时2小时40分钟", "160", "10"),
    ("重6斤3两", "6.3", "0.1"),
    ("等了十分钟", "10", "10"),
    ("学制一年零三个月", "15", "1"),
    ("水温为-.5度", "-0.5", "0.1"),
]
ENGLISH = [
    ("58,000 people", "58000", "1000"),
    ("236 people", "236", "1"),
    ("3 million people", "3000000", "1000000"),
    ("3.5 million people", "3500000", "100000"),
    ("two hundred and five soldiers", "205", "1"),
    ("twenty-five ships", "25", "1"),
    ("a dozen ships", "12", "12"),
    ("half a million refugees", "500000", "100000"),
    ("one and a half million refugees", "1500000", "100000"),
    ("seven point four million people", "7400000", "100000"),
    ("12,34,567 rupees", "1234567", "1"),
    ("40 000 people", "40000", "10000"),
    ("6.2 × 10⁻⁴ metres", "0.00062", "0.00001"),
    ("$1.2bn", "1200000000", "100000000"),
    ("1.2m tonnes", "1200000", "100000"),
    ("minus 40 degrees Celsius", "-40", "10"),
    ("2½ miles", "2.5", "0"),
    ("5 kilometres 250 metres", "5.25", "0.01"),
    ("4 hours 10 minutes", "250", "10"),
    ("an hour and a half", "1.5", "0.1"),
    ("a minute and 40 seconds", "100", "10"),
    ("40 dollars 25", "40.25", "0.01"),
    ("half an hour", "0.5", "0"),
    ("three quarters of a mile", "0.75", "0"),
    ("5 thousand 6 hundred and 7 ships", "5607", "1"),
    ("8 million and three hundred ships", "8000300", "100"),
    ("6.414,25 euros", "6414.25", "0.01"),
    ("forty (40) days", "40", "10"),
    ("12 more weeks", "12", "1"),
    ("15 degrees below zero", "-15", "1"),
    ("60 USD million", "60000000", "10000000"),
    ("7 MEUR", "7000000", "1000000"),
]


@pytest.mark.parametrize(("text", "number", "place"), CHINESE + ENGLISH)
def test_a_number_is_read_exactly_and_with_its_place_value(text: str, number: str, place: str) -> None:
    mention = only(text)
    assert (mention.low, mention.high, mention.precision) == (number, number, place)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三分之一的选民", "0.333"),
        ("近半数选民", None),
        ("一半的选民", "0.5"),
        ("a third of voters", "0.333"),
        ("half of voters", "0.5"),
    ],
)
def test_a_fraction_is_exact(text: str, number: str | None) -> None:
    mention = only(text)
    assert (mention.kind, mention.precision) == ("ratio", "0")
    if number is not None:
        assert (mention.low or "").startswith(number)


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("增长百分之三十七", "37"),
        ("增长37％", "37"),
        ("约三成", "30"),
        ("两成半", "25"),
        ("打八折", "80"),
        ("千分之三", "0.3"),
        ("12 per cent", "12"),
    ],
)
def test_a_percentage_is_read_in_every_way_of_writing_it(text: str, percent: str) -> None:
    mention = only(text)
    assert (mention.kind, mention.unit, mention.low) == ("percent", "percent", percent)


@pytest.mark.parametrize(
    "text",
    [
        "数十人",
        "几名士兵",
        "数百名士兵",
        "several soldiers",
        "a few ferries",
        "dozens of ships",
        "tens of thousands of people",
    ],
)
def test_a_vague_number_has_no_value(text: str) -> None:
    mention = only(text)
    assert mention.is_vague
    assert mention.modifier == "vague"


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("第九届年会", "ordinal", "9"),
        ("位居世界第三", "rank", "3"),
        ("首个国家", "ordinal", "1"),
        ("the 21st ship", "ordinal", "21"),
        ("the third largest city", "rank", "3"),
    ],
)
def test_ordinals_and_ranks_are_told_apart(text: str, kind: str, number: str) -> None:
    mention = only(text)
    assert (mention.kind, mention.low) == (kind, number)


@pytest.mark.parametrize(
    "text",
    [
        "他们一定会来", "另一方面", "进一步加强", "唯一的办法", "这是原因之一", "由第三方调停", "多哈举行",
        "五角大楼表示", "二战之后", "十分重要",
        "千方百计", "一个国家", "MX-72B战斗机", "歼-20战斗机", "5G网络", "如表 3 所示", "结论[12]。", "国家①", "见 https://a.org/2020/12/x1",
        "多数航班取消", "少数人反对", "只数军机", "送往第三国", "《海湾年鉴 2021》", "一份内部文件",
        "下午两点开会", "会议两点半开始",
        "退伍军人", "大二学生", "一、背景", "（一）背景", "晚上8时30分", "比分2:1", "电话010-6655-1234",
    ],
)  # fmt: skip
def test_a_chinese_numeral_in_a_word_a_name_or_a_mark_is_no_number(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "the MX-72B jet", "COVID-19 cases rose", "a G20 summit", "Boeing 737", "see page 12",
        "Resolution 2249", "one of the reasons",
        "no one came", "at first nobody came", "first of all", "a third party",
        "sent to a third country", "write to a1@b2.org", "at 10:30 a.m.", "https://a.org/2020/12",
        "as was shown [12].", "They won 3-2.", "Afghanistan.12", "the Big 12", "open 24/7",
    ],
)  # fmt: skip
def test_an_english_numeral_in_a_name_an_idiom_or_a_mark_is_no_number(text: str) -> None:
    assert read(text) == []


def test_nothing_is_read_in_the_spans_to_skip() -> None:
    text = "12 people\n\n34 people"
    assert [mention.low for mention in read(text, skip=[(0, 9)])] == ["34"]


def test_each_sentence_of_a_mixed_text_is_read_in_its_own_language() -> None:
    text = "共有三万名难民。\n\nAbout 58,000 people were flown out of the country.\n\n其中 40 人受伤。"
    assert [(mention.low, mention.unit) for mention in read(text)] == [
        ("30000", "person"),
        ("58000", "person"),
        ("40", "person"),
    ]


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("身高1米8", "1米8"),
        ("历时两年半", "两年半"),
        ("历时2小时40分钟", "2小时40"),
        ("4 hours 10 minutes", "4 hours 10"),
        ("6 feet 2 inches", "6 feet 2"),
    ],
)
def test_the_core_of_a_compound_reaches_to_its_last_number(text: str, core: str) -> None:
    mention = only(text)
    assert text[mention.core_start : mention.core_end] == core


def test_the_age_after_a_name_is_no_count() -> None:
    (mention,) = read("Ada Brandt, 61, carried the letters.")
    assert (mention.kind, mention.low, mention.unit) == ("age", "61", "year")


def test_numbers_longer_than_anybody_writes_are_read_or_left_but_never_fail() -> None:
    for text in ("9" * 39 + " tonnes", "9" * 39 + "亿5千", "2^999", "9" * 200):
        assert isinstance(read(text), list)
