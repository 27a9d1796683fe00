"""English periods counted from the ends of a year or month: the second week of May 2014, the first two weeks of 2021.

A week runs from Monday to Sunday and belongs to the month and year its Thursday lies in (ISO 8601).
"""

from __future__ import annotations

import re

from sources.reading import periods
from sources.reading.english.date_words import DAY_WORDS, MONTH, WEEKDAYS, YEAR, S, month_number
from sources.reading.periods import Period
from sources.reading.wordlists import words

_COUNTS = {name: index for index, name in enumerate(words("two three four five six seven eight nine ten eleven"), 2)}
_NTH = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,2}(?:st|nd|rd|th)"
_OF = rf"(?:of|in){S}(?:the{S}year{S})?(?:(?P<month>{MONTH}){S}(?:of{S})?)?(?P<year>{YEAR})"
_PATTERN = re.compile(
    rf"(?:the{S})?(?:(?P<nth>{_NTH})(?:{S}(?P<fromlast>(?:to{S})?last))?|(?P<last>last)){S}"
    rf"(?P<unit>week|day|month|{'|'.join(WEEKDAYS)}){S}{_OF}"
    rf"|(?:the{S})?(?P<edge>first|last|final)(?:{S}|-)(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)})(?:{S}|-)"
    rf"(?P<units>week|day|month)s{S}{_OF.replace('<month>', '<month2>').replace('<year>', '<year2>')}"
    rf"|(?:the{S})?week{S}(?P<week>\d{{1,2}}){S}{_OF.replace('<month>', '<month3>').replace('<year>', '<year3>')}",
    re.IGNORECASE,
)


def nth_period_at(text: str, place: int, end: int) -> tuple[Period, int] | None:
    """The period that begins at that place, and where its words end."""
    match = _PATTERN.match(text, place, end)
    if match is None:
        return None
    period = _of(match)
    return (period, match.end()) if period else None


def _of(match: re.Match[str]) -> Period | None:
    year = int(match["year"] or match["year2"] or match["year3"])
    month = match["month"] or match["month2"] or match["month3"]
    whole = periods.of_month(year, month_number(month)) if month else periods.of_year(year)
    if whole is None or not 2 <= year <= 9998:
        return None
    if match["week"]:
        return periods.units_of(whole, "week", int(match["week"]), 1)
    if match["edge"]:
        written = match["count"].lower()
        count = int(written) if written.isdigit() else _COUNTS[written]
        first = 1 if match["edge"].lower() == "first" else -count
        return periods.units_of(whole, match["units"].lower(), first, count)
    number = -1
    if match["nth"]:
        written = match["nth"].lower()
        number = int(written[:-2]) if written[0].isdigit() else DAY_WORDS[written]
    unit = match["unit"].lower()
    weekday = WEEKDAYS.index(unit) if unit in WEEKDAYS else None
    return periods.units_of(whole, unit, -number if match["fromlast"] else number, 1, weekday)
