"""Chinese days that lean on the day named last: 同日, 当天, 次日, 前一天.

Read only where a day was named before, and where it is that day that is meant: 选举当天 is the day of an election, a
当天 right after its date says that date again, and 当日14时30分 tells the hour.
"""

from __future__ import annotations

import datetime as dt
import re

from sources.reading import periods
from sources.reading.periods import Period, Timeline

_DAY = re.compile(r"(?:(?P<same>同日(?!而语|可语))|当日|当天|(?P<next>次日|翌日)|(?P<before>前一[天日]))(?!\s?\d)")
_OPENS = re.compile(r"(?:\A|[\n\s，,。；;：:、！？!?（(“\"]|[在于至到自从并而则又也将已就后前])\Z")
_SAYS = re.compile(
    r"(?:向[^，。]{1,12})?(?:在[^，。]{1,12})?(?:就[^，。]{1,20})?"
    r"(?:说|表示|宣布|通报|发布|发表|公布|报道|称|证实|指出|强调|回应|透露|介绍|签署|发推|致电|会见|召开|举行)"
)
_STEPS = {"next": 1, "before": -1}


def same_day_at(text: str, place: int, end: int, timeline: Timeline) -> tuple[Period, int] | None:
    """The day that is meant, and where its words end."""
    match = _DAY.match(text, place, end)
    named = timeline.day_before(place) if match else None
    if match is None or named is None or not _is_meant(match, text, timeline):
        return None
    step = next((days for name, days in _STEPS.items() if match[name]), 0)
    period = _shifted(named, step)
    return (period.read_as("context"), match.end()) if period else None


def is_unread(text: str, place: int, end: int) -> int | None:
    """Where 前一天 ends that leans on nothing known: it is no length of time."""
    match = _DAY.match(text, place, end)
    return match.end() if match and match["before"] else None


def _is_meant(match: re.Match[str], text: str, timeline: Timeline) -> bool:
    if timeline.ends_at(match.start()):
        return False
    if match["same"]:
        return True
    opens = _OPENS.search(text[max(0, match.start() - 1) : match.start()])
    return bool(opens or (not match["before"] and _SAYS.match(text, match.end())))


def _shifted(day: Period, step: int) -> Period | None:
    """The day so many days on; one of an unknown year stays of one, but not across New Year."""
    if not step:
        return Period(day.first, day.last, day.precision)
    if day.year is None:
        moved = dt.date(2000, int(day.first[2:4]), int(day.first[5:7])) + dt.timedelta(days=step)
        return periods.of_day(None, moved.month, moved.day) if moved.year == 2000 else None
    try:
        return periods.of_date(dt.date.fromisoformat(day.first) + dt.timedelta(days=step))
    except OverflowError:
        return None
