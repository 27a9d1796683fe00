"""English names of holidays that fall on one day of a year: Christmas Day 2014, Thanksgiving 2020, Good Friday 2018."""

from __future__ import annotations

import datetime as dt
import re

from sources.reading import periods
from sources.reading.english.date_words import YEAR, S
from sources.reading.periods import Period

_FIXED = {
    "new year's day": (1, 1), "new year": (1, 1), "valentine's day": (2, 14), "valentine": (2, 14),
    "saint patrick's day": (3, 17), "saint patrick": (3, 17), "april fools' day": (4, 1), "earth day": (4, 22),
    "may day": (5, 1), "juneteenth": (6, 19), "independence day": (7, 4), "halloween": (10, 31),
    "all saints' day": (11, 1), "guy fawkes night": (11, 5), "armistice day": (11, 11), "veterans day": (11, 11),
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31),
}  # fmt: skip
_OF_EASTER = {
    "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "easter sunday": 0, "easter": 0,
    "easter monday": 1, "ascension day": 39, "whit sunday": 49, "whit monday": 50,
}  # fmt: skip
_OF_A_MONTH = {
    "martin luther king day": (1, 0, 3), "mlk day": (1, 0, 3), "presidents' day": (2, 0, 3), "mother's day": (5, 6, 2),
    "memorial day": (5, 0, -1), "father's day": (6, 6, 3), "labor day": (9, 0, 1), "columbus day": (10, 0, 2),
    "thanksgiving day": (11, 3, 4), "thanksgiving": (11, 3, 4),
}  # fmt: skip
"""Month, weekday (Monday is 0), which one of that month (-1: the last); those of the United States."""
_DAYS_AFTER_THANKSGIVING = {"black friday": 1, "cyber monday": 4}
_NAMES = {**_FIXED, **_OF_EASTER, **_OF_A_MONTH, **_DAYS_AFTER_THANKSGIVING}


def _pattern(name: str) -> str:
    return name.replace("saint", r"(?:saint|st\.?)").replace("s'", "s['’]?").replace("'s", "['’]?s").replace(" ", S)


_HOLIDAY = re.compile(
    rf"(?P<name>{'|'.join(_pattern(name) for name in sorted(_NAMES, key=len, reverse=True))})"
    rf"(?:{S}day)?(?:,?{S}(?:of{S}|in{S})?)(?P<year>{YEAR})",
    re.IGNORECASE,
)
FIRST_WORDS = frozenset(name.split()[0].split("'")[0] for name in _NAMES) | {"st"}


def holiday_at(text: str, place: int, end: int) -> tuple[Period, int] | None:
    """The day of the holiday with its year that begins at that place, and where its words end."""
    match = _HOLIDAY.match(text, place, end)
    if match is None:
        return None
    name = _known(match["name"])
    day = _day(name, int(match["year"]))
    return periods.of_date(day), match.end()


def _known(written: str) -> str:
    plain = "".join(char for char in " ".join(written.lower().split()) if char not in "'’.")
    plain = f"saint{plain[2:]}" if plain.startswith("st ") else plain
    return next(name for name in _NAMES if name.replace("'", "") == plain)


def _day(name: str, year: int) -> dt.date:
    if name in _FIXED:
        month, day = _FIXED[name]
        return dt.date(year, month, day)
    if name in _OF_EASTER:
        return _easter(year) + dt.timedelta(days=_OF_EASTER[name])
    if name in _DAYS_AFTER_THANKSGIVING:
        return _of_month(year, *_OF_A_MONTH["thanksgiving"]) + dt.timedelta(days=_DAYS_AFTER_THANKSGIVING[name])
    return _of_month(year, *_OF_A_MONTH[name])


def _of_month(year: int, month: int, weekday: int, nth: int) -> dt.date:
    if nth < 0:
        last = dt.date(year, month + 1, 1) - dt.timedelta(days=1)
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar, by the anonymous rule of 1876 (Meeus, Astronomical Algorithms)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)
