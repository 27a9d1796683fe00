"""English dates: September 6, 2021; 10-12 March; mid-2017; the early 1990s; the fourth quarter of 2021; last week."""

from __future__ import annotations

import datetime as dt
import re

from sources.reading import periods
from sources.reading.periods import Period, Timeline
from sources.reading.wordlists import words

_MONTHS = words("january february march april may june july august september october november december")
_SHORT = {name[:3]: index for index, name in enumerate(_MONTHS, 1)} | {"sept": 9}
MONTHS = {name: index for index, name in enumerate(_MONTHS, 1)} | _SHORT
_WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
_DAY_WORDS = {
    name: index
    for index, name in enumerate(
        words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth"
            " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
            "twenty-fourth twenty-fifth"
            " twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
        ),
        1,
    )
}
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT)})\.?)(?![a-z])"
_CAPITAL_MONTH = (
    r"(?:(?-i:[A-Z])(?:(?:anuary|ebruary|arch|pril|ay|une|uly|ugust|eptember|ctober|ovember|ecember)))(?![a-z])"
)
_YEAR = r"(?:1[0-9]\d\d|2[01]\d\d)(?![\d]|,\d{3}|\.\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w]|\.\d|,\d{3})"
_DAY_WORD = "|".join(sorted((name.replace("-", "[- ]") for name in _DAY_WORDS), key=len, reverse=True))
_S = r"(?:[^\S\n]|\n(?!\s*\n)){1,3}"
_PART = (
    rf"(?P<part>early|mid|late|(?:the{_S})?(?:beginning|start|end|middle|close|first{_S}days|last{_S}days){_S}of(?:{_S}the)?)(?:{_S}in(?=\s))?"
    rf"(?:[-‐‑–]|{_S}|-{_S})(?:the{_S})?"
)
_PARTS = {"early": "early", "mid": "mid", "late": "late", "beginning": "early", "start": "early",
"first": "early", "end": "late",
          "close": "late", "last": "late", "middle": "mid"}  # fmt: skip
_ORDINALS = dict(
    zip(
        words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth"
            " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
        ),
        range(1, 22),
        strict=True,
    )
)
_NTH = r"first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last"
_DASH = r"\s?(?:[-–—~]|to|until|through|and)\s?"
_ABSOLUTE = re.compile(
    rf"(?:{_PART})?(?:"
    rf"(?P<month>{_MONTH}){_S}(?:the{_S})?(?P<day>{_DAY})(?:{_DASH}(?P<today>{_DAY})(?!{_S}(?:{_MONTH}|people)))?(?:,?{_S}(?:(?:of|in){_S})?(?P<year>{_YEAR}))?"
    rf"|(?P<month2>{_MONTH})(?:,?{_S}(?:of{_S}|in{_S})?|\s?[-/]\s?)(?P<year2>{_YEAR})"
    rf"|(?P<month5>{_MONTH}){_S}(?:the{_S})?(?P<dayword>{_DAY_WORD})(?:,?{_S}(?P<year5>{_YEAR})|(?![\w-]|{_S}(?:[a-z])))"
    rf"|(?:the{_S})?(?P<dayword6>{_DAY_WORD}){_S}of{_S}(?P<month6>{_MONTH})(?:,?{_S}(?P<year6>{_YEAR}))?"
    rf"|(?P<year7>{_YEAR})[-/](?P<month7>{_MONTH})(?:[-/](?P<day7>{_DAY}))?"
    rf"|(?P<year8>{_YEAR})[-/](?P<month8>1[0-2]|0[1-9])(?![\d/-])|(?P<month9>1[0-2]|0?[1-9])/(?P<year9>(?:19|20)\d\d)(?![\d/])"
    rf"|(?:the{_S})?(?P<nth>{_NTH}){_S}(?P<nthunit>week|day|{'|'.join(_WEEKDAYS)}){_S}(?:of|in){_S}(?:the{_S}year{_S})?(?:(?P<nthmonth>{_MONTH}){_S})?(?P<nthyear>{_YEAR})"
    rf"|(?:the{_S})?(?P<day3>{_DAY})(?:{_DASH}(?P<today3>{_DAY}))?{_S}(?:day{_S})?(?:of{_S})?(?P<month3>{_MONTH})(?:,?{_S}(?:in{_S})?(?P<year3>{_YEAR}))?"
    rf"|(?P<isoyear>\d{{4}})(?P<mark>[-/.])(?P<isomonth>\d{{1,2}})(?P=mark)(?P<isoday>\d{{1,2}})(?!\d|[.,]\d)"
    rf"|(?P<slash1>\d{{1,2}})(?P<mark2>[/.-])(?P<slash2>\d{{1,2}})(?P=mark2)(?P<slashyear>\d{{4}})(?!\d|[.,]\d)"
    rf"|(?P<day4>\d{{1,2}})[-/](?P<month4>{_MONTH})[-/](?P<year4>{_YEAR})"
    rf"|(?:Q(?P<q>[1-4])|(?:the{_S})?(?P<quarter>first|second|third|fourth|last|final|1st|2nd|3rd|4th)(?:{_S}|-)(?:quarter|qtr)){_S}(?:of{_S})?(?:(?:the{_S})?(?:fiscal{_S})?(?:year{_S})?)?(?P<qyear>{_YEAR})"
    rf"|(?P<qyear2>{_YEAR})[\s-]{{0,2}}Q(?P<q2>[1-4])(?!\w)|(?P<hyear2>{_YEAR})[\s-]{{0,2}}H(?P<h2>[12])(?!\w)|H(?P<h3>[12])[\s-](?:of{_S})?(?P<hyear3>{_YEAR})"
    rf"|(?:the{_S})?(?P<half>first|second|latter|last){_S}half{_S}(?:of{_S})?(?P<hyear>{_YEAR})"
    rf"|(?P<season>spring|summer|autumn|fall|winter){_S}(?:of{_S})?(?P<syear>{_YEAR})"
    rf"|(?:the{_S})?(?P<decade>(?:1[0-9]|20)\d0)(?:['’]|\x20)?s(?!\w)"
    rf"|(?:the{_S})?['’](?P<shortdecade>[2-9]0)s(?!\w)"
    rf"|(?:the{_S})?(?P<century>\d{{1,2}}(?:st|nd|rd|th)"
    rf"|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})[\s-](?:century|centuries)(?![a-z])"
    rf")",
    re.IGNORECASE,
)
_FUZZY_YEAR = re.compile(rf"{_PART}(?:the{_S}year{_S})?(?P<year>{_YEAR})(?!\s?(?:%|percent|per cent))", re.IGNORECASE)
_FUZZY_MONTH = re.compile(rf"{_PART}(?P<month>{_CAPITAL_MONTH})", re.IGNORECASE)
_LONE_MONTH = re.compile(_CAPITAL_MONTH, re.IGNORECASE)
_MONTH_IS_MEANT = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|last|next|this|during|from|to|through|between|and|before|after|for|every|each|late|early|around|mid)|-)\s+\Z",
    re.IGNORECASE,
)
_YEAR_RANGE = re.compile(rf"(?P<first>{_YEAR})\s?[-–—/~]\s?(?P<last>\d{{4}}|\d{{2}})(?![\w-]|[.,]\d)")
_BARE_YEAR = re.compile(_YEAR)
_RELATIVE = re.compile(
    rf"(?P<dayword>yesterday|today|tomorrow)(?!\w)"
    rf"|(?:the{_S})?(?P<step>last|past|previous|this|current|next|coming){_S}(?P<unit>week|month|year|quarter|decade|century|{'|'.join(_WEEKDAYS)}|{_CAPITAL_MONTH})(?![\w-])"
    rf"|(?P<that>that|the{_S}same|the{_S}following|the{_S}previous){_S}(?P<thatunit>year|month)(?![\w-])"
    rf"|(?P<weekday>(?-i:[A-Z])(?:onday|uesday|ednesday|hursday|riday|aturday|unday))(?![a-z])"
    rf"|(?:in{_S}|over{_S}the{_S}|in{_S}the{_S}|during{_S}the{_S}|for{_S}the{_S})?(?:recent|past{_S}few|last{_S}few|past{_S}several){_S}(?P<vague>years|months|decades|weeks|days)(?!\w)",
    re.IGNORECASE,
)
FIRST_WORDS = frozenset(
    {
        *MONTHS, *_WEEKDAYS, *_ORDINALS, "early", "mid", "late", "the", "beginning", "start", "end", "middle",
        "close", "q", "spring",
        "summer", "autumn", "fall", "winter", "yesterday", "today", "tomorrow", "last", "past", "previous",
        "this", "current", "next",
        "coming", "that", "recent", "in", "over", "during", "twenty", "latter", "final",
    }
)  # fmt: skip
Found = tuple[Period | None, int, int]
"""A period (None where the words are vague: recent years), where its core begins and where it ends."""


def date_at(text: str, place: int, end: int, timeline: Timeline) -> Found | None:
    """The date written at that place, with or without digits. A bare year is left to `year_at`."""
    match = _ABSOLUTE.match(text, place, end)
    if match is not None:
        period = _absolute(match, timeline, place)
        if period is not None:
            return _with_part(period, match["part"]), match.start(), match.end()
    fuzzy = _FUZZY_YEAR.match(text, place, end)
    if fuzzy is not None:
        period = periods.of_year(int(fuzzy["year"]))
        return (_with_part(period, fuzzy["part"]), fuzzy.start(), fuzzy.end()) if period else None
    return _lone_month(text, place, end, timeline) or _relative(text, place, end, timeline)


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


def _with_part(period: Period | None, part: str | None) -> Period | None:
    if period is None or not part:
        return period
    word = part.lower().split()
    return period.third(_PARTS[word[1] if word[0] == "the" else word[0]])


def _absolute(match: re.Match[str], timeline: Timeline, place: int) -> Period | None:
    parts = match.groupdict()
    for suffix in ("", "3"):
        if parts[f"day{suffix}"]:
            return _day(parts, suffix, timeline, place)
    if parts["month2"]:
        return periods.of_month(int(parts["year2"]), _month(parts["month2"]))
    if parts["day4"]:
        return periods.of_day(int(parts["year4"]), _month(parts["month4"]), int(parts["day4"]))
    if parts["isoyear"]:
        return periods.of_day(int(parts["isoyear"]), int(parts["isomonth"]), int(parts["isoday"]))
    if parts["slashyear"]:
        first, second, year = int(parts["slash1"]), int(parts["slash2"]), int(parts["slashyear"])
        if parts["mark2"] == ".":
            return periods.of_day(year, second, first)
        return periods.of_day(year, first, second) or periods.of_day(year, second, first)
    return _other_days(parts, timeline, place) or _longer(parts)


def _other_days(parts: dict[str, str | None], timeline: Timeline, place: int) -> Period | None:
    """Days and months in rarer ways of writing them: June the first, 2019-aug-01, 2019-03."""
    for suffix, word in (("5", parts["dayword"]), ("6", parts["dayword6"])):
        if word:
            month, day = _month(parts[f"month{suffix}"] or ""), _DAY_WORDS["-".join(word.lower().split())]
            year = int(parts[f"year{suffix}"] or 0) or timeline.year_for(place, month, day)
            period = periods.of_day(year, month, day)
            return period if period is None or parts[f"year{suffix}"] or year is None else period.read_as("context")
    if parts["year7"]:
        month = _month(parts["month7"] or "")
        return (
            periods.of_day(int(parts["year7"]), month, _digits(parts["day7"]))
            if parts["day7"]
            else periods.of_month(int(parts["year7"]), month)
        )
    for suffix in ("8", "9"):
        if parts[f"year{suffix}"]:
            return periods.of_month(int(parts[f"year{suffix}"] or 0), int(parts[f"month{suffix}"] or 0))
    return _nth(parts) if parts["nth"] else None


def _nth(parts: dict[str, str | None]) -> Period | None:
    """The nth week, day or weekday of a month or year; a first week is the one that holds its first day."""
    year, unit, name = int(parts["nthyear"] or 0), (parts["nthunit"] or "").lower(), (parts["nth"] or "").lower()
    whole = periods.of_month(year, _month(parts["nthmonth"])) if parts["nthmonth"] else periods.of_year(year)
    if whole is None or not 2 <= year <= 9998:
        return None
    first, last = dt.date.fromisoformat(whole.first), dt.date.fromisoformat(whole.last)
    number = -1 if name == "last" else int(name[0]) if name[0].isdigit() else _DAY_WORDS[name]
    if unit == "day":
        return periods.of_date(last if number < 0 else first + dt.timedelta(days=number - 1))
    if unit == "week":
        return periods.of_week(last if number < 0 else first + dt.timedelta(weeks=number - 1))
    weekday = _WEEKDAYS.index(unit)
    if number < 0:
        return periods.of_date(last - dt.timedelta(days=(last.weekday() - weekday) % 7))
    found = first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    return periods.of_date(found) if found <= last else None


def _longer(parts: dict[str, str | None]) -> Period | None:
    quarter = parts["q"] or parts["q2"]
    if quarter or parts["quarter"]:
        name = (parts["quarter"] or "").lower()
        number = int(quarter) if quarter else int(name[0]) if name[:1].isdigit() else _ORDINALS.get(name, 4)
        return periods.of_months(int(parts["qyear"] or parts["qyear2"] or 0), 3 * number - 2, 3, "quarter")
    half = parts["half"] or parts["h2"] or parts["h3"]
    if half:
        year = int(parts["hyear"] or parts["hyear2"] or parts["hyear3"] or 0)
        return periods.of_months(year, 1 if half.lower() in ("first", "1") else 7, 6, "half")
    if not any(parts[name] for name in ("season", "decade", "shortdecade", "century")):
        return None
    if parts["season"]:
        return periods.of_months(int(parts["syear"] or 0), periods.SEASONS[parts["season"].lower()], 3, "quarter")
    if parts["decade"]:
        return periods.of_decade(int(parts["decade"]))
    if parts["shortdecade"]:
        return periods.of_decade(1900 + int(parts["shortdecade"]))
    century = (parts["century"] or "").lower()
    digits = re.match(r"\d+", century)
    return periods.of_century(int(digits[0]) if digits else _ORDINALS.get(century, 0))


def _day(parts: dict[str, str | None], suffix: str, timeline: Timeline, place: int) -> Period | None:
    month, day = _month(parts[f"month{suffix}"] or ""), _digits(parts[f"day{suffix}"] or "")
    written = parts[f"year{suffix}"]
    year = int(written) if written else timeline.year_for(place, month, day)
    period = periods.of_day(year, month, day)
    last = parts[f"today{suffix}"]
    if period is not None and last:
        until = periods.of_day(year, month, _digits(last))
        period = Period(period.first, until.last, "day") if until and until.last > period.first else None
    if period is None or written or year is None:
        return period
    return period.read_as("context")


def _digits(written: str) -> int:
    found = re.match(r"\d+", written)
    return int(found[0]) if found else 0


def _month(written: str) -> int:
    return MONTHS[written.lower().rstrip(".")]


def _lone_month(text: str, place: int, end: int, timeline: Timeline) -> Found | None:
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
        period = _with_part(period, fuzzy["part"]) or period
    return (period.read_as("context") if year is not None else period), match.start(), match.end()


def _relative(text: str, place: int, end: int, timeline: Timeline) -> Found | None:
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
        weekday = _WEEKDAYS.index(match["weekday"].lower())
        return periods.of_date(document - dt.timedelta(days=(document.weekday() - weekday) % 7))
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(match["step"].lower(), 0)
    unit = match["unit"].lower()
    if unit in _WEEKDAYS:
        shift = (_WEEKDAYS.index(unit) - document.weekday()) % 7
        shift = shift - 7 if step < 0 else shift or 7 * step
        return periods.of_date(document + dt.timedelta(days=shift))
    if unit in MONTHS:
        month = MONTHS[unit]
        year = document.year - (step < 0 and month >= document.month) + (step > 0 and month <= document.month)
        return periods.of_month(year, month)
    return _shifted(document, unit, step)


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
