"""English fiscal years, quarters, halves, seasons, decades and centuries: FY2023, Q3 2021, the early 1990s."""

from __future__ import annotations

import re

from sources.reading import periods
from sources.reading.english.date_words import DAY_WORDS, ORDINALS, YEAR, S
from sources.reading.periods import Period, Timeline

_LONGER = re.compile(
    rf"(?:Q(?P<q>[1-4])|(?:the{S})?(?P<quarter>first|second|third|fourth|last|final|1st|2nd|3rd|4th)(?:{S}|-)(?:quarter|qtr))(?:{S}|-)(?:of{S})?(?:(?:the{S})?(?:fiscal{S})?(?:year{S})?|FY\s?)?(?P<qyear>{YEAR})"
    rf"|FY\s?(?P<fyear>{YEAR}|['’]?\d\d)(?:[-–/](?P<flast>\d{{4}}|\d\d))?(?![\w-]|[.,]\d)"
    rf"|(?P<qyear2>{YEAR})[\s-]{{0,2}}Q(?P<q2>[1-4])(?!\w)|(?P<hyear2>{YEAR})[\s-]{{0,2}}H(?P<h2>[12])(?!\w)|H(?P<h3>[12])[\s-](?:of{S})?(?P<hyear3>{YEAR})"
    rf"|(?:the{S})?(?P<half>first|second|latter|last){S}half{S}(?:of{S})?(?P<hyear>{YEAR})"
    rf"|(?P<season>spring|summer|autumn|fall|winter){S}(?:of{S})?(?P<syear>{YEAR})"
    rf"|(?:the{S})?(?P<decade>(?:1[0-9]|20)\d0)(?:['’]|\x20)?s(?!\w)"
    rf"|(?:the{S})?['’](?P<shortdecade>[2-9]0)s(?!\w)"
    rf"|(?:the{S})?(?P<century>\d{{1,2}}(?:st|nd|rd|th)"
    rf"|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})[\s-](?:century|centuries)(?![a-z])",
    re.IGNORECASE,
)


_LONE_QUARTER = re.compile(
    rf"(?:the{S})?(?:(?P<name>first|second|third|fourth|1st|2nd|3rd|4th)(?:{S}|-)quarter|Q(?P<q>[1-4]))"
    rf"(?:{S}of{S}the{S}(?:fiscal{S}|financial{S}|same{S}|calendar{S})?year)?"
    rf"(?!\w|{S}of\b|(?:-|{S})(?:finals?|finalists?|century|miles?|hours?|pounders?|moon)\b)",
    re.IGNORECASE,
)
_OF_A_GAME = re.compile(
    r"touchdown|\bgoals?\b|quarterback|\bscor(?:e|ed|ing)\b|\bpointers?\b|\bhalf-?time|\bbaskets?\b|\binnings?\b"
    r"|\b(?:match|game|bout)\b",
    re.IGNORECASE,
)
_FAR = 120  # code points on either side that tell a quarter of a game


def lone_quarter_at(text: str, place: int, end: int, timeline: Timeline) -> tuple[Period, int, int] | None:
    """A quarter without its year, where a year was named shortly before; not one of a game."""
    match = _LONE_QUARTER.match(text, place, end)
    year = timeline.year_for(place, exactly=True) if match else None
    if match is None or year is None or _OF_A_GAME.search(text, max(0, place - _FAR), min(end, place + _FAR)):
        return None
    name = (match["name"] or match["q"]).lower()
    period = periods.of_months(year, 3 * (int(name[0]) if name[0].isdigit() else DAY_WORDS[name]) - 2, 3, "quarter")
    return (period.read_as("context"), match.start(), match.end()) if period else None


def longer_period_at(text: str, place: int, end: int) -> tuple[Period, int] | None:
    """The period that begins at that place, and where its words end."""
    match = _LONGER.match(text, place, end)
    period = _of(match.groupdict()) if match else None
    return (period, match.end()) if match and period else None


def _of(parts: dict[str, str | None]) -> Period | None:
    if parts["fyear"]:
        return _fiscal(parts["fyear"].lstrip("'’"), parts["flast"])
    quarter = parts["q"] or parts["q2"]
    if quarter or parts["quarter"]:
        name = (parts["quarter"] or "").lower()
        number = int(quarter) if quarter else int(name[0]) if name[:1].isdigit() else DAY_WORDS.get(name, 4)
        return periods.of_months(int(parts["qyear"] or parts["qyear2"] or 0), 3 * number - 2, 3, "quarter")
    half = parts["half"] or parts["h2"] or parts["h3"]
    if half:
        year = int(parts["hyear"] or parts["hyear2"] or parts["hyear3"] or 0)
        return periods.of_months(year, 1 if half.lower() in ("first", "1") else 7, 6, "half")
    if parts["season"]:
        return periods.of_months(int(parts["syear"] or 0), periods.SEASONS[parts["season"].lower()], 3, "quarter")
    if parts["decade"]:
        return periods.of_decade(int(parts["decade"]))
    if parts["shortdecade"]:
        return periods.of_decade(1900 + int(parts["shortdecade"]))
    century = (parts["century"] or "").lower()
    return periods.of_century(int(century.rstrip("sthnrd")) if century[0].isdigit() else ORDINALS.get(century, 0))


def _fiscal(first: str, last: str | None) -> Period | None:
    """FY2023 and FY23 are that year; FY2022-23 the two its months lie in."""
    begin = int(first) if len(first) == 4 else 2000 + int(first)
    close = begin if last is None else int(last) if len(last) == 4 else begin // 100 * 100 + int(last)
    whole, until = periods.of_year(begin), periods.of_year(close)
    if whole is None or until is None or not begin <= close <= begin + 1:
        return None
    return Period(whole.first, until.last, "year")
