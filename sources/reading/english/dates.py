"""English dates: September 6, 2021; 10-12 March; mid-2017; April to June 2017; the early 1990s; last week."""

from __future__ import annotations

import re

from sources.reading import periods
from sources.reading.english import holidays
from sources.reading.english.date_words import (
    DASH,
    DAY,
    DAY_WORD,
    DAY_WORDS,
    MONTH,
    MONTHS,
    ORDINALS,
    PART,
    WEEKDAYS,
    YEAR,
    S,
    day_number,
    month_number,
)
from sources.reading.english.longer_periods import lone_quarter_at, longer_period_at
from sources.reading.english.nth_periods import nth_period_at
from sources.reading.english.relative_dates import Found, lone_month_at, of_year_after, relative_date_at, with_part
from sources.reading.periods import Period, Timeline
from sources.reading.quantities import span_of

__all__ = ["FIRST_WORDS", "MONTHS", "Found", "date_at", "year_at"]

_TO = rf"(?:\s?[-–—~/]\s?|{S}(?:to|until|till|through|and){S})"
_ABSOLUTE = re.compile(
    rf"(?P<month>{MONTH})(?:{S}(?:the{S})?|(?=\d))(?P<day>{DAY})(?:{DASH}(?P<today>{DAY})(?!{S}(?:{MONTH}|people)))?(?:\s?,?{S}(?:(?:of|in){S})?(?P<year>{YEAR}))?"
    rf"|(?P<month2>{MONTH})(?:,?{S}(?:of{S}|in{S})?|\s?[-/]\s?)(?P<year2>{YEAR})(?!-\d{{1,2}}(?!\d))"
    rf"|(?P<month5>{MONTH}){S}(?:the{S})?(?P<dayword>{DAY_WORD})(?:,?{S}(?P<year5>{YEAR})|(?![\w-]|{S}(?:[a-z])))"
    rf"|(?:the{S})?(?P<dayword6>{DAY_WORD}){S}of{S}(?P<month6>{MONTH})(?:,?{S}(?P<year6>{YEAR}))?"
    rf"|(?P<month10>{MONTH}){_TO}(?P<month11>{MONTH})(?:,?{S}(?:of{S}|in{S})?)(?P<year10>{YEAR})"
    rf"|(?P<mixed>(?=[\d/-]{{0,8}}[A-Za-z])(?:{MONTH}|\d{{1,4}})(?P<mixer>[-/])(?:{MONTH}|\d{{1,4}})(?P=mixer)(?:{MONTH}|\d{{1,4}}))(?![\w-])"
    rf"|(?P<year7>{YEAR})[-/](?P<month7>{MONTH})"
    rf"|(?P<year8>{YEAR})[-/](?P<month8>1[0-2]|0?[1-9])(?![\d/-])|(?P<month9>1[0-2]|0?[1-9])/(?P<year9>(?:19|20)\d\d)(?![\d/])"
    rf"|(?:the{S})?(?P<day3>{DAY}|(?:3[01]|[12]\d|0?[1-9])(?=(?-i:[A-Z])?[a-z]{{2,8}}{S}\d{{4}}))(?:{DASH}(?P<today3>{DAY}))?(?:{S}|(?<=\d))(?:day{S})?(?:of{S})?(?P<month3>{MONTH})(?:\s?,?{S}(?:(?:in|of){S})?(?P<year3>{YEAR}))?"
    rf"|(?P<isoyear>\d{{4}})(?P<mark>[-/.])(?P<isomonth>\d{{1,2}})(?P=mark)(?P<isoday>\d{{1,2}})(?!\d|[.,]\d)"
    rf"|(?<=[Oo]n\x20)(?P<spacedyear>{YEAR})\x20(?P<spacedmonth>\d{{1,2}})\x20(?P<spacedday>\d{{1,2}})(?![\w-])"
    rf"|(?P<slash1>\d{{1,2}})(?P<mark2>[/.-])(?P<slash2>\d{{1,2}})(?P=mark2)(?P<slashyear>\d{{4}})(?!\d|[.,]\d)"
    rf"|(?P<slashes>\d{{1,2}}/\d{{1,2}})\s?[-–]\s?(?P<until>\d{{1,2}}/\d{{1,2}}/\d{{4}})(?![\d/])",
    re.IGNORECASE,
)
_PART = re.compile(PART, re.IGNORECASE)
_FUZZY_YEAR = re.compile(rf"(?:the{S}year{S})?(?P<year>{YEAR})(?!\s?(?:%|percent|per cent))", re.IGNORECASE)
_YEAR_RANGE = re.compile(rf"(?P<first>{YEAR})\s?[-–—/~]\s?(?P<last>\d{{4}}|\d{{2}})(?![\w-]|[.,]\d)")
_BEFORE_YEARS = re.compile(r"\b(?:of|in|during|the|from|since)\s+\Z", re.IGNORECASE)
_WITHIN = 10  # characters before a year in which such a word stands
_BARE_YEAR = re.compile(YEAR)
FIRST_WORDS = frozenset(
    {
        *MONTHS, *WEEKDAYS, *ORDINALS, *holidays.FIRST_WORDS, "early", "mid", "late", "the", "beginning", "start",
        "end", "middle", "close", "q", "h", "fy", "spring", "summer", "autumn", "fall", "winter", "yesterday", "today",
        "tomorrow", "last", "past", "previous", "this", "current", "next", "coming", "that", "recent", "in", "over",
        "during", "twenty", "latter", "final", "week",
    }
)  # fmt: skip


_NTH_BEGINS = frozenset("efnlstwEFNLSTW0123456789")


def date_at(text: str, place: int, end: int, timeline: Timeline) -> Found | None:
    """The date written at that place, with or without digits. A bare year is left to `year_at`."""
    part = _PART.match(text, place, end)
    found = _absolute_at(text, part.end() if part else place, end, timeline)
    if found is None and part:
        fuzzy = _FUZZY_YEAR.match(text, part.end(), end)
        period = periods.of_year(int(fuzzy["year"])) if fuzzy else None
        found = (period, fuzzy.end()) if fuzzy and period else None
    if found is not None:
        period, stop = of_year_after(text, found[1], end, found[0], timeline)
        return with_part(period, part["part"] if part else None), place, stop
    lone = lone_month_at(text, place, end, timeline)
    if lone is not None and lone[0] is not None:
        period, stop = of_year_after(text, lone[2], end, lone[0], timeline)
        return period, lone[1], stop
    return lone or lone_quarter_at(text, place, end, timeline) or relative_date_at(text, place, end, timeline)


def _absolute_at(text: str, place: int, end: int, timeline: Timeline) -> tuple[Period, int] | None:
    nth = nth_period_at(text, place, end) if text[place : place + 1] in _NTH_BEGINS else None
    if nth is not None:
        return nth
    match = _ABSOLUTE.match(text, place, end)
    if match is not None and _spans_years(match, text, place):
        period, _, stop = year_at(text, place, end) or (None, place, place)
        return (period, stop) if period else None
    period = _absolute(match, timeline, place) if match is not None else None
    if match is not None and period is not None:
        return period, match.end()
    return longer_period_at(text, place, end) or holidays.holiday_at(text, place, end)


def _spans_years(match: re.Match[str], text: str, place: int) -> bool:
    """Whether what might be a month is the last of several years: "the crisis of 2007-09", but 2007-09 in a table."""
    year, last = match["year8"], match["month8"]
    is_later = bool(year) and len(last) == 2 and int(last) > int(year[2:])
    return is_later and bool(_BEFORE_YEARS.search(text, max(0, place - _WITHIN), place))


def year_at(text: str, place: int, end: int) -> Found | None:
    """A bare year or a range of years. Whether it is one and not a count is for the reader to judge."""
    span = _YEAR_RANGE.match(text, place, end)
    if span is not None:
        first, last = int(span["first"]), int(span["last"])
        if len(span["last"]) == 2:
            last += first // 100 * 100
        begin, close = periods.of_year(first), periods.of_year(last) if first < last <= 2199 else None
        if begin is not None and close is not None:
            return Period(begin.first, close.last, "year"), span.start(), span.end()
    match = _BARE_YEAR.match(text, place, end)
    period = periods.of_year(int(match[0])) if match else None
    return (period, match.start(), match.end()) if match and period else None


def _absolute(match: re.Match[str], timeline: Timeline, place: int) -> Period | None:
    parts = match.groupdict()
    for suffix in ("", "3"):
        if parts[f"day{suffix}"]:
            return _day(parts, suffix, timeline, place)
    for suffix in ("5", "6"):
        if parts[f"dayword{suffix}" if suffix == "6" else "dayword"]:
            return _day_in_words(parts, suffix, timeline, place)
    if parts["mixed"]:
        return _mixed(parts["mixed"].split(parts["mixer"]))
    if parts["month10"]:
        return _months(month_number(parts["month10"]), month_number(parts["month11"]), int(parts["year10"]))
    for suffix in ("2", "7", "8", "9"):
        if parts[f"year{suffix}"]:
            written = parts[f"month{suffix}"]
            number = int(written) if written.isdigit() else month_number(written)
            return periods.of_month(int(parts[f"year{suffix}"]), number)
    return _in_digits(parts)


def _in_digits(parts: dict[str, str]) -> Period | None:
    """2021-09-06, 2016 10 16, 9/6/2021 and 5/1-5/7/2020."""
    for prefix in ("iso", "spaced"):
        if parts[f"{prefix}year"]:
            return periods.of_day(*(int(parts[f"{prefix}{name}"]) for name in ("year", "month", "day")))
    if parts["slashes"]:
        last = [int(number) for number in parts["until"].split("/")]
        first = [int(number) for number in parts["slashes"].split("/")]
        begin, until = _slashed(first[0], first[1], last[2]), _slashed(last[0], last[1], last[2])
        return span_of(begin, until) if begin and until and begin.first <= until.first else None
    first_number, second, year = int(parts["slash1"]), int(parts["slash2"]), int(parts["slashyear"])
    if parts["mark2"] == ".":
        return periods.of_day(year, second, first_number)
    return _slashed(first_number, second, year)


def _slashed(first: int, second: int, year: int) -> Period | None:
    """Month before day, as American papers write; the other way round where the calendar says so."""
    return periods.of_day(year, first, second) or periods.of_day(year, second, first)


def _mixed(parts: list[str]) -> Period | None:
    """A day, a month by name and a year of four digits, in whatever order: 22/Jan/2019, 2019-aug-01."""
    names = [part for part in parts if not part.isdigit()]
    years = [part for part in parts if part.isdigit() and len(part) == 4]
    days = [part for part in parts if part.isdigit() and len(part) < 3]
    if len(names) != 1 or len(years) != 1 or len(days) != 1:
        return None
    return periods.of_day(int(years[0]), month_number(names[0]), int(days[0]))


def _months(first: int, last: int, year: int) -> Period | None:
    """April to June 2017; November to February 2017 begins in the year before."""
    begin, until = periods.of_month(year - (first > last), first), periods.of_month(year, last)
    return span_of(begin, until) if begin and until else None


def _day_in_words(parts: dict[str, str], suffix: str, timeline: Timeline, place: int) -> Period | None:
    """June the first, the first of June 2019."""
    word = parts["dayword6" if suffix == "6" else "dayword"]
    month, day = month_number(parts[f"month{suffix}"]), DAY_WORDS["-".join(word.lower().split())]
    written = parts[f"year{suffix}"]
    year = int(written) if written else timeline.year_for(place, month, day)
    period = periods.of_day(year, month, day)
    return period if period is None or written or year is None else period.read_as("context")


def _day(parts: dict[str, str], suffix: str, timeline: Timeline, place: int) -> Period | None:
    month, day = month_number(parts[f"month{suffix}"]), day_number(parts[f"day{suffix}"])
    written = parts[f"year{suffix}"]
    year = int(written) if written else timeline.year_for(place, month, day)
    period = periods.of_day(year, month, day)
    last = parts[f"today{suffix}"]
    if period is not None and last:
        until = periods.of_day(year, month, day_number(last))
        period = Period(period.first, until.last, "day") if until and until.last > period.first else None
    if period is None or written or year is None:
        return period
    return period.read_as("context")
