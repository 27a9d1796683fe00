"""English dates with the words around them: since 2010, from 2004 to 2016, by the end of 2020, in 2017."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading import quantities
from sources.reading.english import counting, dates, lexicon, modifiers
from sources.reading.passage import Outcome, Passage
from sources.reading.periods import Period
from sources.reading.quantities import Place

_DATE_BEFORE = re.compile(
    r"\b(?P<word>since|until|till|up\s+until|as\s+of|as\s+at|by|through|before|prior\s+to|after|following|no\s+later\s+than|later\s+than|earlier\s+than|around|about|circa|ca\.|c\.|approximately|between|from|starting(?:\s+(?:in|on|from))?|beginning(?:\s+(?:in|on|from))?|effective(?:\s+(?:from|on))?|late\s+as|early\s+as)\s+(?:the\s+)?(?:(?:year|end\s+of)\s+)?\Z",
    re.IGNORECASE,
)
_DATE_MODIFIERS = {
    "since": "since", "until": "until", "till": "until", "up until": "until", "as of": "until",
    "as at": "until", "by": "until",
    "through": "until", "before": "less_than",
    "earlier than": "less_than",
    "later than": "more_than", "prior to": "less_than", "after": "more_than", "following": "more_than",
    "no later than": "at_most", "around": "about", "about": "about", "circa": "about", "ca.": "about",
    "c.": "about", "approximately": "about",
    **{f"{verb}{link}": "since" for verb in ("starting", "beginning", "effective") for link in ("", " in", " on", " from")},
}  # fmt: skip
_ONWARDS = re.compile(r"\s+(?:on(?:wards?)?|forward)(?![\w])")
_DATE_RANGE = re.compile(r"\s{0,3}(?:[-–—~]|to|and|until|till|through)\s{0,3}(?=\w)", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|to|of|through|after|before|during|between|and|early|late|mid|year|fiscal|around|circa|ca\.|c\.|as|the|or|spring|summer|autumn|fall|winter|than|throughout|into|for|election|(?:%s))[\s,-]+|[(\[–—/-]\s?|,\s)\Z"  # noqa: UP031
    % "|".join(dates.MONTHS),
    re.IGNORECASE,
)
_STRONG_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|during|before|after|the|year|early|late|mid|throughout|into)[\s-]+\Z",
    re.IGNORECASE,
)


def date_mention(passage: Passage, place: int) -> Outcome | None:
    text, end, timeline = passage.text, passage.end, passage.timeline
    found = dates.date_at(text, place, end, timeline) or _year(passage, place)
    if found is None:
        return None
    period, core_start, core_end = found
    if period is None:
        return quantities.date(text, Place(place, core_end, core_start, core_end), None), core_end
    timeline.note(period, core_end)
    modifier = "exact"
    before = _DATE_BEFORE.search(text, max(passage.floor, place - 22), place)
    word = " ".join(before["word"].lower().split()) if before else ""
    last = _range_end(passage, period, core_end, word)
    if last is not None:
        period, core_end, modifier = quantities.span_of(period, last[0]), last[1], "between"
        timeline.note(period, core_end)
        start = before.start() if before and word in ("between", "from") else place
        return quantities.date(text, Place(start, core_end, core_start, core_end), period, modifier), core_end
    if period.precision == "year" and period.first[:4] != period.last[:4]:
        return quantities.date(text, Place(place, core_end, core_start, core_end), period, "between"), core_end
    return _bounded_date(passage, Place(place, core_end, core_start, core_end), period, before, word)


def _bounded_date(passage: Passage, place: Place, period: Period, before: re.Match[str] | None, word: str) -> Outcome:
    text = passage.text
    modifier = _DATE_MODIFIERS.get(word, "exact")
    onwards = _ONWARDS.match(text, place.core_end, passage.end)
    if onwards and word in ("from", "since", ""):
        modifier, place = "since", replace(place, end=onwards.end())
    if before is not None and modifier != "exact":
        place = replace(place, start=before.start())
        if "end of" in " ".join(before[0].lower().split()):
            period = Period(period.last, period.last, "day", period.resolution)
    if modifier == "until" and period.precision.startswith("late-"):
        period = Period(period.first, period.last, "day", period.resolution)
    return quantities.date(text, place, period, modifier), place.end


def _range_end(passage: Passage, first: Period, place: int, word: str) -> tuple[Period, int] | None:
    text, end = passage.text, passage.end
    mark = _DATE_RANGE.match(text, place, end)
    if mark is None:
        return None
    joiner = mark[0].strip().lower()
    if (joiner == "and" and word != "between") or (
        joiner == "to" and word not in ("from", "between") and first.precision not in ("year", "day", "month")
    ):
        return None
    found = dates.date_at(text, mark.end(), end, passage.timeline) or dates.year_at(text, mark.end(), end)
    if (
        found is None
        or found[0] is None
        or (found[0].first < first.first and first.year is not None and first.resolution != "context")
        or (first.precision == "year" and found[0].precision not in ("year", "month", "day"))
    ):
        return None
    return found[0], found[2]


def _year(passage: Passage, place: int) -> dates.Found | None:
    """A bare year where it cannot be a count."""
    text, end = passage.text, passage.end
    found = dates.year_at(text, place, end) if text[place] in "12" else None
    if found is None or found[0] is None:
        return None
    before = text[max(passage.start, place - 16) : place]
    if counting.sign_before(text, passage.start, place) or lexicon.is_label(text, place, passage.start):
        return None
    number = int(text[place : place + 4])
    span = found[2] - place > 4
    unit = counting.unit_at(text, found[2], end)
    if unit is not None and unit.name is None and 1900 <= number <= 2099:
        unit = None
    if (
        unit is not None
        and unit.measures
        and 1900 <= number <= 2099
        and text[unit.end - 1].isalpha()
        and text[unit.end - 1] != "s"
        and unit.end - found[2] > 4
    ):
        unit = None
    if unit is not None and unit.ends_quote and not text[found[2] : found[2] + 2].strip().startswith("-"):
        strong = _STRONG_YEAR_BEFORE.search(before) is not None
        if unit.measures or not strong or (not span and modifiers.before(text, passage.floor, place)[0]):
            return None if not (span and strong) else found
    after = text[found[2] : found[2] + 1]
    if after.isalnum() or after in ("%", "°"):
        return None
    if span or _YEAR_BEFORE.search(before):
        return found if number >= 1500 or _STRONG_YEAR_BEFORE.search(before) else None
    return found if 1900 <= number <= 2099 and not modifiers.before(text, passage.floor, place)[0] else None
