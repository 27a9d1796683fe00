"""Digits that name a thing are no values; a fiscal year is a year; money per share is no total."""

import datetime as dt

import pytest

from sources.reading import read

DAY = dt.date(2023, 6, 15)

NAMES = [
    "The Long March 5 rocket lifted off.",
    "A Long March 5B rocket failed.",
    "Marchers joined the Women's March 2017.",
    "Lines of the metro: Line 5 was shut.",
    "Students met in Room 12.",
    "They drove along Route 66.",
    "An Airbus A380 landed beside an F-16.",
    "COVID-19 and Covid-19 are one disease.",
    "G20 leaders met; the G7 disagreed.",
    "The Group of 77 met.",
    "Spain won 4-0 and lost 3-6.",
    "She won 6-4, 3-6, 7-5.",
    "The office is at 1600 Harbour Bridge Road.",
    "A shop on Fifth Avenue, at 350 Fifth Avenue.",
    "He lives at 221B Baker Street.",
    "Write to Washington, DC 20500.",
    "Call (212) 555-0187 or +44 20 7946 0958 now.",
    "Flight UA 328 was late.",
    "Phones with iOS 17.2 are safe.",
    "See https://example.org/2023/05/12/item-9.",
    "The code is 0958.",
    "First-half profit fell.",
    "长征5号运载火箭升空。",
    "长征五号遥五火箭升空。",
    "地铁5号线停运，换乘13号线。",
    "他住在海滨路5号院3号楼2单元501室。",
    "G20峰会和二十国集团。",
    "新冠肺炎COVID-19流行。",
    "一架F-16战机。",
    "甲队2比1战胜乙队。",
    "东城队以112-108战胜西城队。",
    "沪深300指数上涨。",
    "电话：010-12345678，手机13812345678。",
    "拨打12345热线。",
    "升级到Python 3.11版本和iOS 17.2发布。",
    "12号台风登陆，95号汽油涨价。",
    "五一假期、双十一、九一八事变、“9·11”事件。",
    "055型驱逐舰和99式坦克。",
    "该基金代码000001。",
    "神舟十五号返回。",
]
VALUES = [
    ("In late March 5,000 people marched.", ["late-month", "1000"]),
    ("On March 5 a rocket fell.", ["day"]),
    ("The delegation reached Lima March 5.", ["day"]),
    ("children aged 3-6", ["1"]),
    ("It sold 350 Avenue tickets.", ["10"]),
    ("来了20号人。", ["10"]),
    ("PMI 50.1，低于预期。", ["0.1"]),
    ("一共3室内装修队。", ["1"]),
]
FISCAL = [
    ("FY2023 revenue", "2023-01-01", "2023-12-31"),
    ("FY24 guidance", "2024-01-01", "2024-12-31"),
    ("FY 2022/23 budget", "2022-01-01", "2023-12-31"),
    ("fiscal 2023 revenue", "2023-01-01", "2023-12-31"),
    ("the 2023 fiscal year", "2023-01-01", "2023-12-31"),
    ("Q3 FY2023 sales", "2023-07-01", "2023-09-30"),
    ("2023财年营收", "2023-01-01", "2023-12-31"),
    ("2023 财政年度结余", "2023-01-01", "2023-12-31"),
    ("2022-2023财年预算", "2022-01-01", "2023-12-31"),
    ("2022/23财年利润", "2022-01-01", "2023-12-31"),
    ("23财年利润", "2023-01-01", "2023-12-31"),
    ("2023年度报告", "2023-01-01", "2023-12-31"),
    ("2023财年第三季度营收", "2023-07-01", "2023-09-30"),
]
PER_SHARE = [
    ("Earnings per share of $1.46 beat forecasts.", ["USD per share"]),
    ("Diluted EPS rose to $2.10, up from $1.95.", ["USD per share", "USD per share"]),
    ("It earned $1.46 a share on revenue of $9.3 billion.", ["USD per share", "USD"]),
    ("EPS was $2.10 and revenue $43.", ["USD per share", "USD"]),
    ("The price per share was set; it raised $300 million.", ["USD"]),
    ("每股收益1.46元，净利润12亿元。", ["CNY per share", "CNY"]),
]


@pytest.mark.parametrize("text", NAMES)
def test_digits_that_name_a_thing_are_no_value(text: str) -> None:
    assert [mention.quote for mention in read(text, date=DAY) if mention.quote not in ("一架", "一辆")] == []


@pytest.mark.parametrize(("text", "precisions"), VALUES)
def test_what_only_looks_like_a_name_is_still_read(text: str, precisions: list[str]) -> None:
    assert [mention.precision for mention in read(text, date=DAY)] == precisions


@pytest.mark.parametrize(("text", "low", "high"), FISCAL)
def test_a_fiscal_year_is_a_period_of_years(text: str, low: str, high: str) -> None:
    (mention,) = read(text)
    assert (mention.kind, mention.low, mention.high) == ("date", low, high)
    assert mention.precision in ("year", "quarter")


@pytest.mark.parametrize(("text", "units"), PER_SHARE)
def test_money_per_share_says_so(text: str, units: list[str]) -> None:
    assert [mention.unit for mention in read(text) if mention.kind == "money"] == units


def test_both_ages_of_a_pair_are_ages() -> None:
    assert [mention.kind for mention in read("Two women, aged 34 and 51, died.")] == ["count", "age", "age"]
