"""Values as a reader of Chinese says them ("约4.3万人"), whatever language they were written in."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sources.units import PERSON
from sources.values.periods import day_of, period_around
from sources.values.scales import pointed
from sources.values.value import DATE, NAME, Value

_NUMBER_WORDS = {
    "about": "约{}",
    "more_than": "超过{}",
    "at_least": "至少{}",
    "approx_over": "略多于{}",
    "less_than": "不到{}",
    "nearly": "近{}",
    "at_most": "至多{}",
    "since": "自{}起",
    "until": "至{}",
}
_DATE_WORDS = _NUMBER_WORDS | {"more_than": "{}以后", "less_than": "{}以前", "about": "{}前后"}
_PARTS = {"early": "初", "mid": "中", "late": "末"}
_PARTS_OF_PERIOD = {"early": "初期", "mid": "中期", "late": "末期"}
_DECIMALS = 4
_MEASURE_WORDS = "个家栋座辆艘架所份只"
# Units a newspaper writes; any other keeps its English name.
UNITS_ZH = {
    PERSON: "人", "household": "户", "country": "个国家", "company": "家公司", "building": "栋建筑", "house": "座房屋",
    "vehicle": "辆车", "car": "辆汽车", "ship": "艘船", "vessel": "艘船只", "aircraft": "架飞机", "flight": "个航班",
    "village": "个村庄", "city": "座城市", "school": "所学校", "hospital": "家医院", "case": "例", "time": "次",
    "animal": "只动物",
    "metre": "米", "kilometre": "公里", "centimetre": "厘米", "millimetre": "毫米", "mile": "英里", "foot": "英尺",
    "inch": "英寸", "nautical mile": "海里", "li": "里",
    "square metre": "平方米", "square kilometre": "平方公里", "hectare": "公顷", "acre": "英亩", "mu": "亩",
    "square mile": "平方英里", "cubic metre": "立方米", "cubic kilometre": "立方公里", "litre": "升", "barrel": "桶",
    "kilogram": "公斤", "gram": "克", "tonne": "吨", "pound": "磅", "ounce": "盎司", "jin": "斤",
    "second": "秒", "minute": "分钟", "hour": "小时", "day": "天", "week": "周", "month": "个月", "year": "年",
    "year of age": "岁", "month of age": "个月大", "percent": "%", "percentage point": "个百分点",
    "degree celsius": "摄氏度", "degree fahrenheit": "华氏度", "kelvin": "开尔文", "magnitude": "级",
    "watt": "瓦", "kilowatt": "千瓦", "megawatt": "兆瓦", "gigawatt": "吉瓦", "kilowatt hour": "千瓦时",
    "joule": "焦耳",
    "meal": "份餐食", "USD": "美元", "CNY": "元人民币", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "HKD": "港元",
    "RUB": "卢布", "INR": "印度卢比", "KRW": "韩元", "TWD": "新台币", "QAR": "卡塔尔里亚尔",
    "AUD": "澳元", "CAD": "加元",
    "CHF": "瑞士法郎", "TRY": "土耳其里拉",
}  # fmt: skip


def phrase_zh(value: Value) -> str:
    """The value in Chinese, from a template."""
    ends = [end for end in (value.low, value.high) if end is not None]
    if value.kind == NAME:
        return "名称"
    if not ends:
        return "若干"
    if value.kind == DATE:
        written = _period(value)
    else:
        written = _with_unit("至".join(_numbers(list(dict.fromkeys(map(Decimal, ends))))), value)
    words = _DATE_WORDS if value.kind == DATE else _NUMBER_WORDS
    for name in reversed(value.modifier.split("+")):
        written = words.get(name, "{}").format(written)
    return written


def unit_zh(unit: str) -> str:
    """A unit as the label of an axis, without its measure word where it is one of things counted."""
    head, _, per = unit.partition(" per ")
    if per:
        return f"{unit_zh(head)}/{unit_zh(per)}"
    named = UNITS_ZH.get(unit, unit)
    return named[1:] if len(named) > 2 and named[0] in _MEASURE_WORDS else named


def _numbers(ends: list[Decimal]) -> list[str]:
    """Both ends of a range with the words of their scales or in full digits: "10至12万" says another range."""
    told = [_scaled(end) for end in ends]
    return told if all(told) else [f"{end:,f}" for end in ends]


def _scaled(number: Decimal) -> str:
    """In 万, 亿 or 万亿 where four decimals say every digit, from 1亿 on never in 万; else ""."""
    for zeros, word in ((12, "万亿"), (8, "亿")) if abs(number) >= 10**8 else ((4, "万"),):
        if abs(number) >= 10**zeros and (shorter := pointed(f"{number:f}", zeros, decimals=_DECIMALS)):
            return shorter + word
    return ""


def _with_unit(number: str, value: Value) -> str:
    if value.kind in ("ordinal", "rank"):
        return f"第{number}"
    if value.unit is None:
        return f"{number}倍" if value.kind == "ratio" else number
    head, _, per = value.unit.partition(" per ")
    named = UNITS_ZH.get(head, f" {head}")
    return f"每{UNITS_ZH.get(per, per).removeprefix('个')}{number}{named}" if per else f"{number}{named}"


def _period(value: Value) -> str:
    days = [day_of(end) for end in (value.low, value.high) if end is not None]
    part, _, unit = value.precision.rpartition("-")
    names = list(dict.fromkeys(_named(day, unit, yearless=value.is_yearless) for day in days))
    spans_several = days[-1] > period_around(days[0], unit)[1]
    named = "至".join(names) if spans_several else names[0]
    parts = _PARTS if unit in ("year", "month") else _PARTS_OF_PERIOD
    return named + parts.get(part, "") if part != "mid" or unit != "month" else f"{named}中旬"


def _named(day: dt.date, unit: str, *, yearless: bool) -> str:
    if unit == "century":
        return f"{day.year // 100 + 1}世纪"
    if unit == "decade":
        return f"{day.year // 100 + 1}世纪{day.year % 100 // 10 * 10}年代"
    if unit == "year":
        return f"{day.year}年"
    if unit == "half":
        return f"{day.year}年{'上' if day.month < 7 else '下'}半年"
    if unit == "quarter":
        return f"{day.year}年第{'一二三四'[(day.month - 1) // 3]}季度"
    month = f"{day.month}月" if yearless else f"{day.year}年{day.month}月"
    return month if unit == "month" else f"{month}{day.day}日"
