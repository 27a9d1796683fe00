"""Calendar periods: the first and last day that a written date names, and its precision."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from sources.values import period_around

_LONGEST_FEBRUARY = 2000  # any leap year: a date without a year may be 29 February


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day as ISO dates ("--09-01" where no year is known), and the precision of the words."""

    first: str
    last: str
    precision: str
    resolution: str = "explicit"

    @property
    def year(self) -> int | None:
        return None if self.first.startswith("--") else int(self.first[:4])

    @property
    def month(self) -> int | None:
        """The month both ends lie in, None for longer periods."""
        return int(self.first[-5:-3]) if self.first[:-3] == self.last[:-3] else None

    def read_as(self, resolution: str) -> Period:
        return Period(self.first, self.last, self.precision, resolution)

    def in_year(self, year: int) -> Period:
        """The same days of that year, for a period within one year."""
        if not 1 <= year <= 9999:
            return self
        first, last = self.first[-5:], self.last[-5:]
        if last == "02-29" and not calendar.isleap(year):
            first, last = min(first, "02-28"), "02-28"
        return Period(f"{year:04}-{first}", f"{year:04}-{last}", self.precision, self.resolution)

    def third(self, part: str) -> Period:
        """Its early, mid or late third (DESIGN 4): four months of a year, ten days of a month."""
        index = ("early", "mid", "late").index(part)
        if self.precision == "year":
            year, month = self.first[:4], 4 * index + 1
            return Period(f"{year}-{month:02}-01", _last_of(int(year), month + 3), f"{part}-year", self.resolution)
        if self.precision == "month":
            last = ("10", "20", self.last[-2:])[index]
            return Period(
                f"{self.first[:-2]}{10 * index + 1:02}", f"{self.first[:-2]}{last}", f"{part}-month", self.resolution
            )
        if self.precision in ("decade", "century"):
            start, scale = int(self.first[:4]), 1 if self.precision == "decade" else 10
            begin, end = ((0, 3), (4, 6), (7, 9))[index]
            first, last_year = start + begin * scale, min(9999, start + end * scale + scale - 1)
            return Period(f"{first:04}-01-01", f"{last_year:04}-12-31", f"{part}-{self.precision}", self.resolution)
        return self


def _last_of(year: int, month: int) -> str:
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def of_year(year: int) -> Period | None:
    return Period(f"{year:04}-01-01", f"{year:04}-12-31", "year") if 1 <= year <= 9999 else None


def of_month(year: int | None, month: int) -> Period | None:
    if not 1 <= month <= 12 or (year is not None and not 1 <= year <= 9999):
        return None
    if year is None:
        return Period(f"--{month:02}-01", f"-{_last_of(_LONGEST_FEBRUARY, month)[4:]}", "month")
    return Period(f"{year:04}-{month:02}-01", _last_of(year, month), "month")


def of_day(year: int | None, month: int, day: int) -> Period | None:
    """None where the calendar has no such day."""
    try:
        date = dt.date(_LONGEST_FEBRUARY if year is None else year, month, day)
    except ValueError:
        return None
    iso = date.isoformat() if year is not None else f"-{date.isoformat()[4:]}"
    return Period(iso, iso, "day")


def of_date(date: dt.date, precision: str = "day") -> Period:
    """The period of that precision around a date."""
    first, last = period_around(date, precision)
    return Period(first.isoformat(), last.isoformat(), precision)


def of_week(date: dt.date) -> Period:
    """Monday to Sunday around a date."""
    try:
        monday = date - dt.timedelta(days=date.weekday())
        return Period(monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat(), "week")
    except OverflowError:
        return of_date(date)


def of_months(year: int, first: int, count: int, precision: str) -> Period | None:
    """A quarter, half or season: `count` months from the month `first`."""
    if not 1 <= year <= 9998:
        return None
    last = first + count - 1
    return Period(f"{year:04}-{first:02}-01", _last_of(year + (last - 1) // 12, (last - 1) % 12 + 1), precision)


def of_decade(first_year: int) -> Period | None:
    return Period(f"{first_year:04}-01-01", f"{first_year + 9:04}-12-31", "decade") if 1 <= first_year <= 9990 else None


def of_century(number: int) -> Period | None:
    """The nth century as people count it: the 20th is 1900 to 1999, as the 1990s are its nineties."""
    if not 1 <= number <= 99:
        return None
    return Period(f"{max(1, 100 * (number - 1)):04}-01-01", f"{100 * number - 1:04}-12-31", "century")


_THURSDAY = 3


def units_of(whole: Period, unit: str, first: int, count: int, weekday: int | None = None) -> Period | None:
    """`count` days, weeks, months or weekdays of a month or year from the one numbered `first` on; -1 is the last.

    A week runs from Monday to Sunday and belongs to the month and year its Thursday lies in (ISO 8601).
    """
    begin, last = dt.date.fromisoformat(whole.first), dt.date.fromisoformat(whole.last)
    if not first or not 2 <= begin.year <= 9998:
        return None
    if unit in ("month", "quarter"):
        length = 3 if unit == "quarter" else 1
        number = first if first > 0 else 12 // length + 1 + first
        fits = whole.precision == "year" and count >= 1 and 1 <= number <= 12 // length + 1 - count
        return of_months(begin.year, length * (number - 1) + 1, length * count, unit) if fits else None
    weekday = _THURSDAY if unit == "week" else weekday
    step = 1 if weekday is None else 7
    if weekday is not None:
        begin += dt.timedelta(days=(weekday - begin.weekday()) % 7)
        last -= dt.timedelta(days=(last.weekday() - weekday) % 7)
    start = begin + dt.timedelta(days=step * (first - 1)) if first > 0 else last + dt.timedelta(days=step * (first + 1))
    finish = start + dt.timedelta(days=step * (count - 1))
    if not begin <= start <= finish <= last:
        return None
    if unit == "week":
        return Period(of_week(start).first, of_week(finish).last, "week")
    return Period(start.isoformat(), finish.isoformat(), "day")


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12, "春": 3, "夏": 6, "秋": 9, "冬": 12}
"""The month a season of the northern half of the earth begins in; a winter runs into the next year."""


class Timeline:
    """What a reader knows of the time spoken of: the document's date, and the dates read so far.

    A date that lacks its year or month takes it from the last full date within `REACH` code points (of the same
    paragraph, where the document has a date), then from the document's date: the latest such day that is not after it.
    A bare year leads where it opens a sentence, or nothing else is known; in "the highest since 1998" it does not.
    """

    REACH = 600

    def __init__(self, document: dt.date | None, text: str = "") -> None:
        self.document = document
        self.text = text
        self.origin = 0
        """Added to every place: where the text begins that the places are places of."""
        self._named_year: int | None = None
        self._named_at = 0
        self._year: int | None = None
        self._month: int | None = None
        self._seen_at = 0
        self._day: Period | None = None
        self._day_at = 0

    def note(self, period: Period, end: int, *, leads: bool = True) -> None:
        """Remembers a date read at that place, for those that follow it.

        leads   whether the text goes on at that time; a date that others are only compared with does not
        """
        leads = leads or self.document is None
        if period.precision == "day":
            self._day, self._day_at = (period if leads and period.first == period.last else None), end + self.origin
        if period.year is None or period.precision in ("decade", "century"):
            return
        self._named_year, self._named_at = int(period.last[:4]), end + self.origin
        if leads:
            self._year, self._seen_at = self._named_year, end + self.origin
            self._month = period.month

    def moved(self, place: int) -> Timeline:
        """The same knowledge for words that are not in the text: a place 0 that is as near as `place` is."""
        moved = Timeline(self.document)
        moved._year, moved._month = self._year, self._month
        moved._seen_at = self._seen_at - place - self.origin if self.near(place) else -self.REACH - 1
        return moved

    def near(self, place: int) -> bool:
        """Whether a full date was read shortly before: in the same paragraph, where the document has a date itself."""
        return self._year is not None and self._is_near(self._seen_at, place + self.origin)

    def _is_near(self, seen_at: int, place: int) -> bool:
        if place - seen_at > self.REACH:
            return False
        return self.document is None or self.text.find("\n\n", seen_at, place) < 0

    def day_before(self, place: int) -> Period | None:
        """The day that was named last, for "the same day" and "the next day" at that place; None where none was."""
        return self._day if self._day and self._is_near(self._day_at, place + self.origin) else None

    def ends_at(self, place: int) -> bool:
        """Whether the words of the day named last end there."""
        return self._day_at == place + self.origin

    def month_named(self, place: int) -> tuple[int, int] | None:
        """Year and month of the date that was named last, for "the same month"; None where none was."""
        return (self._year, self._month) if self._year and self._month and self.near(place) else None

    def year_for(self, place: int, month: int | None = None, day: int = 1, *, exactly: bool = False) -> int | None:
        """The year of a month (and day) written without one; `exactly`: of "the same year", which needs one named."""
        if exactly:
            return self._named_year if place + self.origin - self._named_at <= self.REACH else None
        if self.near(place) or self.document is None:
            return self._year
        later = month is not None and (month, day) > (self.document.month, self.document.day)
        return self.document.year - later

    def month_for(self, place: int, day: int) -> tuple[int | None, int] | None:
        """Year and month of a bare day of the month ("1日"); None where nothing tells."""
        if self._month is not None and place + self.origin - self._seen_at <= 60:
            return self._year, self._month
        if self.document is None:
            return (self._year, self._month) if self._month is not None and self.near(place) else None
        if day <= self.document.day:
            return self.document.year, self.document.month
        before = (
            self.document.replace(day=1) - dt.timedelta(days=1) if self.document.toordinal() > 31 else self.document
        )
        return before.year, before.month
