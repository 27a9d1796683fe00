"""Chinese dates: 2019 年 5 月 23 日, 二〇二〇年底, 20世纪90年代, 同年第四季度, 去年3月, 周三, 1日."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from sources.reading import periods
from sources.reading.chinese import lexicon
from sources.reading.chinese.numerals import DIGITS, value_of
from sources.reading.periods import Period, Timeline

_G = r"\s{0,3}"
_CN = "一二三四五六七八九"
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_CN}正])(?!\d)"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[{_CN}]?|十[{_CN}]?|廿[{_CN}]|[{_CN}])(?!\d)"
_YEAR = rf"(?:1\d{{3}}|20\d\d|[一二][{''.join(DIGITS)}]{{3}})"
_NOT_MIDDLE = "(?![国國东東美方央间間期部心南西北欧亚俄日小])"
_PART_WORDS = {
    "early": "初期 初 早期 早些时候 伊始",
    "mid": "中期 中叶 中旬 年中 中",
    "late": "年底 年末 底 末期 末 后期 晚期 下旬 晚些时候 尾",
}
PARTS = {word: part for part, listed in _PART_WORDS.items() for word in listed.split()} | {
    "上旬": "early",
    "年初": "early",
}
_PART = rf"初期|初|早期|伊始|中期|中叶|中{_NOT_MIDDLE}|底|末期|末|后期|晚期|尾|晚些时候|早些时候"
_MONTH_PART = rf"上旬|中旬|下旬|初|底|末|中{_NOT_MIDDLE}"
_IN_YEAR = (
    rf"(?:{_G}(?P<month>{_MONTH}){_G}月份?(?:{_G}(?P<day>{_DAY}){_G}[日号號]|{_G}(?P<monthpart>{_MONTH_PART}))?"
    rf"|{_G}(?:第{_G})?(?P<quarter>[一二三四1-4]){_G}季度?"
    rf"|{_G}(?P<half>[上下])半年"
    rf"|{_G}的?{_G}(?:(?P<edge>前|头|后|最后){_G}(?P<count>[{_CN}两十]{{1,2}}|\d{{1,2}}){_G}(?:个{_G}(?=月|季|星期))?|首个?)(?P<span>季度?|(?<=个)月|月(?!份)|周|星期|天|日)(?![{_CN}])"
    rf"|{_G}(?P<season>[春夏秋冬])(?:[季天]|(?=[，,。、初末]))"
    rf"|{_G}年?(?P<part>{_PART}))?"
)
FISCAL = "(?:财年|财政年度?|会计年度|财务年度)"
_ABSOLUTE = re.compile(
    rf"(?P<year>{_YEAR}|(?<![\d,.{_CN}十百千])(?:0\d|9\d|[零〇][{_CN}]|九[零〇{_CN}])(?={_G}年(?![前后多来以之内间代的级半])))"
    rf"{_G}(?:年(?!代|级|版)度?|{FISCAL}){_IN_YEAR}"
    r"|(?<!\d)(?P<listedyear>(?:19|20)\d\d)(?=[与與和及、](?:19|20)\d\d[两兩二三四]年|(?<=[与與和及、]\d{4})[两兩二三四]年)"
    rf"|(?P<fiscalyear>{_YEAR}|(?<![\d,.])[0-4]\d)(?:{_G}[-–—~/至]{_G}(?P<fiscallast>20\d\d|\d\d))?{_G}{FISCAL}"
    rf"|(?P<isoyear>\d{{4}})(?P<mark>[-/.])(?P<isomonth>\d{{1,2}})(?P=mark)(?P<isoday>\d{{1,2}})(?![\d])"
    rf"|(?P<slashmonth>\d{{1,2}})/(?P<slashday>\d{{1,2}})/(?P<slashyear>\d{{4}})(?![\d/])"
    rf"|(?:(?P<century>\d{{1,2}}|[{_CN}十]{{1,3}}){_G}世{_G}纪)(?:{_G}(?P<decade>\d0|[{_CN}]?十){_G}年{_G}代)?(?:{_G}(?P<centurypart>{_PART}))?"
    rf"|(?P<decadeyear>(?:1\d|20)\d0){_G}年{_G}代(?P<decadepart>{_PART})?"
    rf"|(?P<baredecade>[2-9]0|[{_CN}]十){_G}年{_G}代(?P<baredecadepart>{_PART})?"
    rf"|(?P<lonemonth>{_MONTH}){_G}月(?!饼|球|亮|薪|台|经|均|嫂|子)份?"
    rf"(?:{_G}(?P<loneday>{_DAY}){_G}[日号號]|{_G}(?P<lonemonthpart>{_MONTH_PART}))?"
    rf"|(?P<dayonly>3[01]|[12]\d|0?[1-9])(?!\d){_G}日(?![元圆圓本币幣均报報常用内夜游渐落])"
)
_WEEKDAYS = {**dict(zip("一二三四五六", range(6), strict=True)), "日": 6, "天": 6}
_RELATIVE = re.compile(
    rf"(?P<yearword>今年|去年|前年|明年|后年|同年|当年|次年|翌年|本年度?|上一?年|下一?年)(?![龄轻级均薪会度轮])(?:年?{_IN_YEAR})"
    r"|(?P<monthword>本月|上个?月|下个?月|(?<!年)(?:当月|同月|次月))(?:(?P<wordday>3[01]|[12]\d|0?[1-9])[日号])?(?P<wordpart>初|底|末|中旬|上旬|下旬)?"
    r"|(?P<weekword>上上?个?|本|这个?|下个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![年月周岁期个次种名人天度边围])"
    r"|(?P<week>上周|本周|这周|下周|上个?星期|本星期|下个?星期)(?![年岁边围])"
    r"|(?P<dayword>今天|昨天|前天|明天|后天|今日|昨日|明日)"
    r"|(?P<barehalf>[上下])半年(?!度?[刊期])"
    r"|(?P<centuryword>上|本)(?:个)?世纪(?:(?P<worddecade>\d0|[一二三四五六七八九]?十)年代)?(?P<wordcenturypart>初期?|中期|中叶|末期?|后期)?"
    r"|(?P<decadeword>近年来?|近些年来?|最近几年|近几年来?|近几十年来?|近期|近日)"
    rf"|(?<![^\s，,。；;、：:（(])前{_G}(?P<headcount>[{_CN}两十]{{1,2}}|\d{{1,2}}){_G}(?P<headspan>个{_G}月|季度)(?![前后内以来])"
    rf"|年(?P<bareyearpart>初|中{_NOT_MIDDLE}|底|末)(?=[，,。、之前起至到时])"
)
_YEAR_STEPS = {
    "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1, "后年": 2, "次年": 1, "翌年": 1, "下年": 1,
    "下一年": 1,
}  # fmt: skip
_OF_CONTEXT = ("同年", "当年", "次年", "翌年")

RELATIVE_STARTS = "今去前明后同当次翌本上下这周星礼昨近年"
Found = tuple[Period | None, int]
"""A period (None where the words are vague: 近年来) and where its words end."""


def date_at(text: str, place: int, end: int, timeline: Timeline) -> Found | None:
    """The absolute date written at that place."""
    match = _ABSOLUTE.match(text, place, end)
    if match is None:
        return None
    parts = match.groupdict()
    period: Period | None = None
    if parts["year"]:
        period = _in_year(_year(parts["year"]), parts)
    elif parts["listedyear"]:
        period = periods.of_year(int(parts["listedyear"]))
    elif parts["fiscalyear"]:
        period = _fiscal(_year(parts["fiscalyear"]), parts["fiscallast"])
    elif parts["isoyear"]:
        period = periods.of_day(int(parts["isoyear"]), int(parts["isomonth"]), int(parts["isoday"]))
    elif parts["slashyear"]:
        year, first, second = (int(parts[name]) for name in ("slashyear", "slashmonth", "slashday"))
        period = periods.of_day(year, first, second) or periods.of_day(year, second, first)
    elif parts["century"]:
        period = _century(_number(parts["century"]), parts["decade"], parts["centurypart"])
    elif parts["decadeyear"]:
        period = _third(periods.of_decade(int(parts["decadeyear"])), parts["decadepart"])
    elif parts["baredecade"]:
        period = _third(periods.of_decade(1900 + _number(parts["baredecade"])), parts["baredecadepart"])
    elif parts["lonemonth"]:
        period = _lone_month(parts, timeline, place)
    elif parts["dayonly"] and not lexicon.lasted(text, place):
        period = _lone_day(int(parts["dayonly"]), timeline, place)
    return (period, match.end()) if period is not None else None


def relative_date_at(text: str, place: int, end: int, timeline: Timeline) -> Found | None:
    """The date at that place that leans on another one: 去年, 同年第四季度, 周三, 上世纪90年代."""
    match = _RELATIVE.match(text, place, end)
    if match is None:
        return None
    parts, document = match.groupdict(), timeline.document
    if parts["decadeword"]:
        return (None, match.end()) if parts["decadeword"] not in ("近期", "近日") else None
    period: Period | None = None
    if parts["yearword"]:
        period = _of_year_word(parts, timeline, place)
    elif parts["barehalf"]:
        period = _bare_half(parts["barehalf"], timeline.year_for(place))
    elif parts["headspan"]:
        period = _first_months(_number(parts["headcount"] or ""), parts["headspan"][-1], timeline, place)
    elif parts["centuryword"]:
        century = ((document.year if document else 2000) // 100 + 1) - (parts["centuryword"] == "上")
        period = _century(century, parts["worddecade"], parts["wordcenturypart"])
    elif parts["bareyearpart"]:
        period = _relative_year(timeline.year_for(place), parts["bareyearpart"], "context")
    elif (parts["monthword"] or "")[:1] in ("当", "同", "次"):
        named = timeline.month_named(place)
        period = _month_word(parts, dt.date(*named, 1)) if named else None
        period = period.read_as("context") if period else None
    elif document is not None:
        period = _against_document(parts, document, timeline)
    return (period, match.end()) if period is not None else None


def _first_months(count: int, span: str, timeline: Timeline, place: int) -> Period | None:
    """前11个月 and 前三季度 of the year that is spoken of; unread where none is."""
    last = count if span == "月" else 3 * count
    year = timeline.year_for(place, last) if 1 <= last <= 12 else None
    period = _edge(year, "前", count, "月" if span == "月" else "季") if year is not None else None
    return period.read_as("context") if period is not None else None


def _relative_year(year: int | None, part: str | None, resolution: str) -> Period | None:
    period = _third(periods.of_year(year), part) if year is not None else None
    return period.read_as(resolution) if period is not None else None


def _bare_half(part: str, year: int | None) -> Period:
    """上半年 of the year that is spoken of; of no year where none is."""
    if year is not None and (half := periods.of_months(year, 1 if part == "上" else 7, 6, "half")):
        return half.read_as("context")
    first, last = ("--01-01", "--06-30") if part == "上" else ("--07-01", "--12-31")
    return Period(first, last, "half")


def _of_year_word(parts: dict[str, str | None], timeline: Timeline, place: int) -> Period | None:
    word = parts["yearword"] or ""
    from_context = word in _OF_CONTEXT
    if from_context:
        year = timeline.year_for(place, exactly=True)
    else:
        year = timeline.document.year if timeline.document else None
    if year is None:
        return None
    period = _in_year(year + _YEAR_STEPS.get(word, 0), parts)
    return period.read_as("context" if from_context else "relative") if period is not None else None


def _against_document(parts: dict[str, str | None], document: dt.date, timeline: Timeline) -> Period | None:
    if parts["weekday"]:
        period = _weekday(parts["weekword"] or "", _WEEKDAYS[parts["weekday"]], document)
    elif parts["week"]:
        steps = {"上": -7, "下": 7}.get(parts["week"][0], 0)
        period = _shifted(document, steps, periods.of_week)
    elif parts["monthword"]:
        period = _month_word(parts, document)
    else:
        steps = {"昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1, "后天": 2}.get(parts["dayword"] or "", 0)
        period = _shifted(document, steps, periods.of_date)
    return period.read_as("relative") if period is not None else None


def _shifted(day: dt.date, steps: int, make: Callable[[dt.date], Period]) -> Period | None:
    try:
        return make(day + dt.timedelta(days=steps))
    except OverflowError:
        return None


def _weekday(word: str, weekday: int, document: dt.date) -> Period | None:
    """A bare weekday of a report is the last one not after its date."""
    if not word:
        return _shifted(document, -((document.weekday() - weekday) % 7), periods.of_date)
    weeks = word.count("上") * -7 + (7 if word[0] == "下" else 0)
    return _shifted(document, weekday - document.weekday() + weeks, periods.of_date)


def _month_word(parts: dict[str, str | None], around: dt.date) -> Period | None:
    """The month that a word names, seen from one: 本月, 上月底, 次月5日."""
    word = parts["monthword"] or ""
    step = {"上": -1, "下": 1, "次": 1}.get(word[0], 0)
    index = around.year * 12 + around.month - 1 + step
    year, month = index // 12, index % 12 + 1
    if parts["wordday"]:
        return periods.of_day(year, month, int(parts["wordday"]))
    return _third(periods.of_month(year, month), parts["wordpart"])


def _lone_month(parts: dict[str, str | None], timeline: Timeline, place: int) -> Period | None:
    month = _number(parts["lonemonth"] or "")
    day = _number(parts["loneday"]) if parts["loneday"] else None
    year = timeline.year_for(place, month, day or 1)
    period = periods.of_day(year, month, day) if day is not None else periods.of_month(year, month)
    if period is None:
        return None
    period = _third(period, parts["lonemonthpart"]) or period
    return period.read_as("context" if year is not None else "explicit")


def _lone_day(day: int, timeline: Timeline, place: int) -> Period | None:
    around = timeline.month_for(place, day)
    period = periods.of_day(around[0], around[1], day) if around is not None else None
    return period.read_as("context") if period is not None else None


def _in_year(year: int, parts: dict[str, str | None]) -> Period | None:
    if parts["month"]:
        month = _number(parts["month"])
        if parts["day"]:
            return periods.of_day(year, month, _number(parts["day"]))
        return _third(periods.of_month(year, month), parts["monthpart"])
    if parts["quarter"]:
        return periods.of_months(year, 3 * _number(parts["quarter"]) - 2, 3, "quarter")
    if parts["half"]:
        return periods.of_months(year, 1 if parts["half"] == "上" else 7, 6, "half")
    if parts["span"]:
        return _edge(year, parts["edge"] or "", _number(parts["count"] or "1"), parts["span"])
    if parts["season"]:
        return periods.of_months(year, periods.SEASONS[parts["season"]], 3, "quarter")
    return _third(periods.of_year(year), parts["part"])


def _fiscal(year: int, last: str | None) -> Period | None:
    """2023财年 is that year, 2022-23财年 the two its months lie in."""
    close = year if last is None else int(last) if len(last) == 4 else year // 100 * 100 + int(last)
    whole, until = periods.of_year(year), periods.of_year(close)
    if whole is None or until is None or close < year:
        return None
    return Period(whole.first, until.last, "year")


def _edge(year: int, edge: str, count: int, span: str) -> Period | None:
    """The first or last weeks, months ... of a year: 前三季度, 后两个月, 首季."""
    whole = periods.of_year(year)
    unit = {"季": "quarter", "月": "month", "周": "week", "星": "week"}.get(span[0], "day")
    return periods.units_of(whole, unit, -count if edge.endswith("后") else 1, count) if whole else None


def _century(number: int, decade: str | None, part: str | None) -> Period | None:
    if decade is None:
        return _third(periods.of_century(number), part)
    return _third(periods.of_decade(100 * (number - 1) + _number(decade)), part)


def _third(period: Period | None, part: str | None) -> Period | None:
    return period.third(PARTS[part]) if period is not None and part else period


def _year(written: str) -> int:
    """Two digits are a year of our time: 98年, 零八年."""
    number = _number(written)
    return number if number >= 100 else number + (1900 if number >= 90 else 2000)


def _number(written: str) -> int:
    if written == "正":
        return 1
    numeral = value_of(written)
    return int(numeral.number) if numeral is not None else 0
