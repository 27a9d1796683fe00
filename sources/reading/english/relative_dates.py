"""English dates that lean on another one: a bare month, last week, yesterday, the same year."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from sources.reading import periods
from sources.reading.english.date_words import CAPITAL_MONTH, MONTHS, PART, PARTS, WEEKDAYS, S
from sources.reading.periods import Period, Timeline

_FUZZY_MONTH = re.compile(rf"{PART}(?P<month>{CAPITAL_MONTH})", re.IGNORECASE)
_LONE_MONTH = re.compile(CAPITAL_MONTH, re.IGNORECASE)
_MONTH_IS_MEANT = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|last|next|this|during|from|to|through|between|and|before|after|for|every|each|late|early|around|mid)|-)\s{1,3}\Z",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"(?P<dayword>yesterday|today|tomorrow)(?!\w)"
    rf"|(?:the{S})?(?P<step>last|past|previous|this|current|next|coming){S}(?P<unit>week|month|year|quarter|decade|century|{'|'.join(WEEKDAYS)}|{CAPITAL_MONTH})(?![\w-])"
    rf"|(?P<that>that|the{S}same|the{S}following|the{S}previous){S}(?P<thatunit>year|month)(?![\w-])"
    rf"|(?P<weekday>(?-i:[A-Z])(?:onday|uesday|ednesday|hursday|riday|aturday|unday))(?![a-z])"
    rf"|(?:in{S}|over{S}the{S}|in{S}the{S}|during{S}the{S}|for{S}the{S})?(?:recent|past{S}few|last{S}few|past{S}several){S}(?P<vague>years|months|decades|weeks|days)(?!\w)",
    re.IGNORECASE,
)
Found = tuple[Period | None, int, int]
"""A period (None where the words are vague: recent years), where its core begins and where it ends."""


def lone_month_at(text: str, place: int, end: int, timeline: Timeline) -> Found | None:
    """A month without a year, where the words before it or its part say that it is one."""
    fuzzy = _FUZZY_MONTH.match(text, place, end)
    match = fuzzy or _LONE_MONTH.match(text, place, end)
    if match is None:
        return None
    name = fuzzy["month"] if fuzzy else match[0]
    if name.lower() not in MONTHS or (not fuzzy and not _MONTH_IS_MEANT.search(text, max(0, place - 9), place)):
        return None
    month = MONTHS[name.lower()]
    year = timeline.year_for(place, month)
    period = periods.of_month(year, month)
    if period is None:
        return None
    if fuzzy:
        period = with_part(period, fuzzy["part"])
    return (period.read_as("context") if year is not None else period), match.start(), match.end()


_OF_YEAR = re.compile(rf"{S}(?:of{S})?(?P<step>last|this|next){S}year(?![\w-])", re.IGNORECASE)


def of_year_after(text: str, stop: int, end: int, period: Period, timeline: Timeline) -> tuple[Period, int]:
    """A day or month with the "last year" that follows it, and where its words end: April 28 last year."""
    match = _OF_YEAR.match(text, stop, end) if period.resolution == "context" or period.year is None else None
    if match is None or timeline.document is None:
        return period, stop
    step = {"last": -1, "next": 1}.get(match["step"].lower(), 0)
    return period.in_year(timeline.document.year + step).read_as("relative"), match.end()


def with_part(period: Period, part: str | None) -> Period:
    """The third of the period that "early", "the end of" and the like name."""
    if not part:
        return period
    word = part.lower().split()
    return period.third(PARTS[word[1] if word[0] == "the" else word[0]])


def relative_date_at(text: str, place: int, end: int, timeline: Timeline) -> Found | None:
    match = _RELATIVE.match(text, place, end)
    if match is None:
        return None
    if match["vague"]:
        return None, match.start(), match.end()
    if match["that"]:
        return _that(match, timeline)
    document = timeline.document
    if document is None:
        return None
    try:
        period = _against(match, document)
    except OverflowError:
        return None
    return (period.read_as("relative"), match.start(), match.end()) if period is not None else None


def _that(match: re.Match[str], timeline: Timeline) -> Found | None:
    place = match.start()
    year = timeline.year_for(place, exactly=True)
    if year is None or match["thatunit"].lower() != "year":
        return None
    words_before = match["that"].lower().split()[-1]
    period = periods.of_year(year + {"following": 1, "previous": -1}.get(words_before, 0))
    return (period.read_as("context"), match.start(), match.end()) if period else None


def _against(match: re.Match[str], document: dt.date) -> Period | None:
    if match["dayword"]:
        step = {"yesterday": -1, "tomorrow": 1}.get(match["dayword"].lower(), 0)
        return periods.of_date(document + dt.timedelta(days=step))
    if match["weekday"]:
        weekday = WEEKDAYS.index(match["weekday"].lower())
        return periods.of_date(document - dt.timedelta(days=(document.weekday() - weekday) % 7))
    if match["step"].lower() == "past" or match["unit"].lower() in ("decade", "century"):
        return _rolling(document, match["step"].lower(), match["unit"].lower())
    step = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(match["step"].lower(), 0)
    unit = match["unit"].lower()
    if unit in WEEKDAYS:
        shift = (WEEKDAYS.index(unit) - document.weekday()) % 7
        shift = shift - 7 if step < 0 else shift or 7 * step
        return periods.of_date(document + dt.timedelta(days=shift))
    if unit in MONTHS:
        month = MONTHS[unit]
        year = document.year - (step < 0 and month >= document.month) + (step > 0 and month <= document.month)
        return periods.of_month(year, month)
    return _shifted(document, unit, step)


_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def _rolling(document: dt.date, step: str, unit: str) -> Period | None:
    """The past month is the one up to the document's day, and no month of the calendar. What is to come is unread."""
    if step in ("this", "current"):
        return _shifted(document, unit, 0)
    if step not in ("past", "last", "previous"):
        return None
    if unit == "week":
        first = document - dt.timedelta(weeks=1)
    elif unit in _MONTHS_OF:
        year, month = divmod(document.year * 12 + document.month - 1 - _MONTHS_OF[unit], 12)
        last = calendar.monthrange(max(1, year), month + 1)[1]
        first = dt.date(max(1, year), month + 1, min(document.day, last))
    else:
        return None
    return Period(first.isoformat(), document.isoformat(), "day")


def _shifted(document: dt.date, unit: str, step: int) -> Period | None:
    if unit == "week":
        return periods.of_week(document + dt.timedelta(weeks=step))
    if unit == "year":
        return periods.of_year(document.year + step)
    if unit in ("month", "quarter"):
        length = 1 if unit == "month" else 3
        index = (document.year * 12 + document.month - 1) // length + step
        year, first = divmod(index * length, 12)
        return periods.of_months(year, first + 1, length, unit)
    if unit == "decade":
        return periods.of_decade(document.year // 10 * 10 + 10 * step)
    return periods.of_century(document.year // 100 + 1 + step)
