"""What a file says of itself: title, author, publisher, address, date of publication."""

import datetime as dt
import email.utils
import re
from collections.abc import Mapping
from dataclasses import dataclass

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_DATES = [
    re.compile(r"(?<!\d)(?P<year>\d{4})\s?(?P<sign>[-/.])\s?(?P<month>\d{1,2})\s?(?P=sign)\s?(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})\b", re.I),
]
_SLASHED = re.compile(
    r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})(?!\d)"
    r"(?P<american>,?\s+\d{1,2}:\d{2}(?::\d{2})?\s*[AP]\.?M)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is known; an empty string or None for what is not."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    published: dt.date | None = None

    def or_else(self, other: "Imprint") -> "Imprint":
        """This imprint, its gaps filled from the other."""
        return Imprint(
            self.title or other.title,
            self.author or other.author,
            self.publisher or other.publisher,
            self.url or other.url,
            self.published or other.published,
        )


def imprint_of(fields: Mapping[str, object]) -> Imprint:
    """The imprint in the front matter of a file. Names are those that static site generators use."""
    named = {str(name).lower(): value for name, value in fields.items()}

    def words(*names: str) -> str:
        return next((text for name in names if (text := _words(named.get(name)))), "")

    source = words("source")
    address = words("url", "link", "canonical", "canonical_url", "source_url")
    is_address = source.startswith(("http://", "https://"))
    days = (day_of(named.get(name)) for name in ("date", "published", "publishdate", "pubdate", "created"))
    return Imprint(
        title=words("title", "headline"),
        author=words("author", "authors", "byline"),
        publisher=words("publisher", "site", "site_name") or ("" if is_address else source),
        url=address or (source if is_address else ""),
        published=next((day for day in days if day is not None), None),
    )


def _words(value: object) -> str:
    """A word or a flat list of them; what is nested deeper is no name (and may unfold without end)."""
    if isinstance(value, list):
        return ", ".join(text for item in value if not isinstance(item, list) and (text := _words(item)))
    if isinstance(value, Mapping):
        name = value.get("name")
        return name.strip() if isinstance(name, str) else ""
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""


def day_of(value: object) -> dt.date | None:
    """A day given by YAML, TOML, JSON or an HTTP header; None where it is none."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str):
        return None
    try:
        return email.utils.parsedate_to_datetime(value).date()
    except ValueError:
        return date_in(value)


def date_in(text: str) -> dt.date | None:
    """The one full date written in the text; None where there is none, or more than one.

    11/3/2023 is read only where one number cannot be a month, or where AM or PM shows the American order.
    """
    found = {
        day
        for pattern in _DATES
        for match in pattern.finditer(text)
        if (day := _day(match["year"], match["month"], match["day"])) is not None
    }
    found |= {day for match in _SLASHED.finditer(text) if (day := _slashed_day(match)) is not None}
    return found.pop() if len(found) == 1 else None


def _slashed_day(match: re.Match[str]) -> dt.date | None:
    first, second, year = match["first"], match["second"], match["year"]
    if int(first) > 12:
        return _day(year, second, first)
    if int(second) > 12 or match["american"] or first == second:
        return _day(year, first, second)
    return None


def _day(year: str, month: str, day: str) -> dt.date | None:
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None
