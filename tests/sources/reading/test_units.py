"""What is counted and measured."""

import pytest

from sources.reading import read

ROWS = [
    ("58,000 people", "count", "person"),
    ("58,000 evacuees", "count", "person"),
    ("300 Afghan refugees", "count", "person"),
    ("300名外籍人士", "count", "person"),
    ("9架飞机", "count", "aircraft"),
    ("10 aircraft", "count", "aircraft"),
    ("17个国家", "count", "country"),
    ("17 countries", "count", "country"),
    ("5万人次", "count", "person-time"),
    ("85 tons", "quantity", "tonne"),
    ("56吨", "quantity", "tonne"),
    ("8,300 square kilometers", "quantity", "square kilometre"),
    ("0.83万平方公里", "quantity", "square kilometre"),
    ("31亿桶", "quantity", "barrel"),
    ("740 kilometers", "quantity", "kilometre"),
    ("3千克", "quantity", "kilogram"),
    ("5 千瓦时", "quantity", "kilowatt hour"),
    ("40°C", "quantity", "degree celsius"),
    ("40摄氏度", "quantity", "degree celsius"),
    ("$60", "money", "USD"),
    ("US$60", "money", "USD"),
    ("60美元", "money", "USD"),
    ("人民币60元", "money", "CNY"),
    ("€60", "money", "EUR"),
    ("60 euros", "money", "EUR"),
    ("45%", "percent", "percent"),
    ("3个百分点", "percent", "percentage point"),
    ("3 percentage points", "percent", "percentage point"),
    ("6倍", "ratio", "times"),
    ("a sixfold rise", "ratio", "times"),
    ("exports doubled", "ratio", "times"),
    ("两周", "duration", "week"),
    ("two weeks", "duration", "week"),
    ("5年", "duration", "year"),
    ("30岁", "age", "year"),
    ("a 35-year-old", "age", "year"),
    ("9.4 美元 / 百万英热", "money", "USD per million British thermal unit"),
    ("$9.4 per million BTU", "money", "USD per million British thermal unit"),
    ("5,800 cattle", "count", "animal"),
    ("6千頭豬", "count", "animal"),
    ("270條領航鯨", "count", "animal"),
    ("3只羊", "count", "animal"),
    ("5只牛肉罐头", "count", None),
    ("10牛顿", "count", None),
    ("6,000 meals a day", "count", "meal per day"),
    ("每天6千份餐食", "count", "meal per day"),
    ("人均4万美元", "money", "USD per person"),
    ("3 widgets", "count", None),
]


@pytest.mark.parametrize(("text", "kind", "unit"), ROWS)
def test_the_unit_is_an_english_singular(text: str, kind: str, unit: str | None) -> None:
    (mention,) = read(text)
    assert (mention.kind, mention.unit) == (kind, unit)


def test_the_noun_is_kept_as_written() -> None:
    assert read("300 Afghan refugees")[0].noun == "Afghan refugees"
    assert read("2,300余名外籍人士登船")[0].noun == "外籍人士"
    assert read("五萬名難民")[0].noun == "難民"


@pytest.mark.parametrize(
    ("text", "noun", "unit"),
    [
        ("380 pilot whales died", "pilot whales", "animal"),
        ("300 house fires", "house fires", None),
        ("294 long-finned pilot whales", "long-finned pilot whales", "animal"),
        ("25 of the pilot whales", "pilot whales", "animal"),
        ("29 minor injuries", "minor injuries", "person"),
        ("2 killer whales", "killer whales", "animal"),
        ("60 rescuers", "rescuers", "person"),
        ("40 migrant boats sank", "migrant boats", "ship"),
        ("6 refugee camps burnt", "refugee camps", "camp"),
        ("27 member countries signed", "member countries", "country"),
        ("12 state hospitals closed", "state hospitals", "hospital"),
        ("5 company executives left", "company executives", "person"),
        ("7 child care centres opened", "child care centres", None),
        ("30 civilian deaths", "civilian deaths", "person"),
        ("70 people smugglers were held", "people", "person"),
        ("25 crew overseas", "crew", "person"),
        ("1 soldier guards it", "soldier", "person"),
        ("one resident reports a fire", "resident", "person"),
    ],
)
def test_a_noun_that_only_describes_the_next_is_not_counted(text: str, noun: str, unit: str | None) -> None:
    (mention,) = read(text)
    assert (mention.noun, mention.unit) == (noun, unit)


@pytest.mark.parametrize("noun", ["trees", "committees", "guarantees", "lists", "fists"])
def test_a_plural_that_ends_as_those_of_people_do_is_not_people(noun: str) -> None:
    assert read(f"40 {noun}")[0].unit is None
    assert read("40 trainees and 12 artists")[0].unit == read("12 artists")[0].unit == "person"


def test_what_befell_people_is_not_what_is_counted() -> None:
    (mention,) = read("灾害造成302人遇难。")
    assert (mention.quote, mention.noun) == ("302人", None)


@pytest.mark.parametrize("text", ["a city of 12 million", "The town of about 4,500 was empty.", "a population of 900"])
def test_places_have_so_many_people(text: str) -> None:
    (mention,) = read(text)
    assert mention.unit == "person"


def test_a_unit_may_be_broken_by_a_line_end() -> None:
    assert read("面积300平方公\n里")[0].unit == "square kilometre"


@pytest.mark.parametrize(
    ("text", "quote", "unit"),
    [
        ("Temperatures reached 35C in the shade.", "35C", "degree celsius"),
        ("Temperatures reached 35 C in the shade.", "35 C", "degree celsius"),
        ("It was 95F (35C) in the shade.", "95F", "degree fahrenheit"),
        ("A heat of 38C-40C is rare.", "38C-40C", "degree celsius"),
        ("as cold as -12C", "-12C", "degree celsius"),
    ],
)
def test_a_letter_is_a_degree_where_heat_or_cold_is_spoken_of(text: str, quote: str, unit: str) -> None:
    found = {each.quote: each.unit for each in read(text, language="en")}
    assert found[quote] == unit


@pytest.mark.parametrize("text", ["Gate 35C is closed.", "The 3C brands sell phones.", "He sat in seat 12 F all day."])
def test_a_letter_is_no_degree_elsewhere(text: str) -> None:
    assert all("degree" not in (each.unit or "") for each in read(text, language="en"))


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("负荷升至5840万千瓦", "58400000", "kilowatt"),
        ("发电3亿千瓦时", "300000000", "kilowatt hour"),
        ("三万五千克", "35000", "gram"),
        ("5千克", "5", "kilogram"),
        ("摄氏35度", "35", "degree celsius"),
        ("零下摄氏5度", "-5", "degree celsius"),
        ("摄氏零下5度", "-5", "degree celsius"),
        ("零下5度", "-5", "degree"),
        ("最高气温35C", "35", "degree celsius"),
        ("华氏98度", "98", "degree fahrenheit"),
    ],
)
def test_a_chinese_prefix_or_scale_belongs_to_the_unit(text: str, number: str, unit: str) -> None:
    (mention,) = read(text, language="zh")
    assert (mention.low, mention.unit) == (number, unit)


@pytest.mark.parametrize("text", ["座位35C", "梅开二度", "维生素C"])
def test_a_letter_or_a_second_time_is_no_temperature(text: str) -> None:
    assert not [mention for mention in read(text, language="zh") if (mention.unit or "").startswith("degree")]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("He stayed for a week.", "1", "1", "week"),
        ("It closed within a month of the vote.", None, "1", "month"),
        ("It took a year to build.", "1", "1", "year"),
        ("less than a month after the quake", None, "1", "month"),
        ("in just under a month", None, "1", "month"),
        ("more than a decade", "1", None, "decade"),
        ("for a month or so", "1", "1", "month"),
        ("for half a year", "0.5", "0.5", "year"),
        ("a fortnight", "1", "1", "fortnight"),
        ("for over a year", "1", None, "year"),
    ],
)
def test_an_article_counts_a_time_that_something_lasted(
    text: str, low: str | None, high: str | None, unit: str
) -> None:
    (mention,) = read(text, language="en")
    assert (mention.kind, mention.low, mention.high, mention.unit) == ("duration", low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "He left a week ago.", "more than a year ago", "a year later", "about a week earlier", "twice a week",
        "for a second time", "for a day trip", "a day-long strike", "for a year-long study", "once in a century",
        "in a year of drought", "They met every month.", "Prices doubled over a decade.", "for a week or two more",
    ],
)  # fmt: skip
def test_an_article_before_a_point_in_time_a_rate_or_a_noun_counts_nothing(text: str) -> None:
    assert not [mention for mention in read(text, language="en") if mention.kind == "duration"]


def test_a_couple_of_is_vague() -> None:
    found = [read(text)[0] for text in ("a couple of weeks", "a couple of hundred families")]
    assert [(mention.is_vague, mention.unit) for mention in found] == [(True, "week"), (True, "family")]


def test_a_unit_of_two_words_may_be_joined_by_a_hyphen() -> None:
    (mention,) = read("a 25-basis-point cut")
    assert (mention.low, mention.unit) == ("25", "basis point")
