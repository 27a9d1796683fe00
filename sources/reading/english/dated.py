"""English dates with the words around them: since 2010, from 2004 to 2016, by the end of 2020, in 2017."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading import quantities
from sources.reading.english import dates, designations
from sources.reading.english.bare_years import bare_year_at
from sources.reading.leading import leads
from sources.reading.passage import Outcome, Passage
from sources.reading.periods import Period
from sources.reading.quantities import Place

_DATE_BEFORE = re.compile(
    r"\b(?P<word>since|until|till|up\s{1,3}until|as\s{1,3}of|as\s{1,3}at|by|through|before|prior\s{1,3}to|after|following|no\s{1,3}later\s{1,3}than|later\s{1,3}than|earlier\s{1,3}than|around|about|circa|ca\.|c\.|approximately|between|from|starting(?:\s{1,3}(?:in|on|from))?|beginning(?:\s{1,3}(?:in|on|from))?|effective(?:\s{1,3}(?:from|on))?|late\s{1,3}as|early\s{1,3}as)\s{1,3}(?:the\s{1,3})?(?:(?:year|end\s{1,3}of)\s{1,3})?\Z",
    re.IGNORECASE,
)
_BEGINNINGS = ("starting", "beginning", "effective")
_DATE_MODIFIERS = {
    "since": "since", "until": "until", "till": "until", "up until": "until", "as of": "until",
    "as at": "until", "by": "until",
    "through": "until", "before": "less_than",
    "earlier than": "less_than",
    "later than": "more_than", "prior to": "less_than", "after": "more_than", "following": "more_than",
    "no later than": "at_most", "around": "about", "about": "about", "circa": "about", "ca.": "about",
    "c.": "about", "approximately": "about",
    **{f"{verb}{link}": "since" for verb in _BEGINNINGS for link in ("", " in", " on", " from")},
}  # fmt: skip
_ONWARDS = re.compile(r"\s{1,3}(?:on(?:wards?)?|forward)(?![\w])")
_DATE_RANGE = re.compile(r"\s{0,3}(?:[-–—~]|to|and|until|till|through)\s{0,3}(?=\w)", re.IGNORECASE)
_TO_NOW = re.compile(
    r"(?:\s{1,3}(?:to|until|till|through|and)|\s?[-–—])\s{1,3}(?:the\s{1,3})?(?:today|now|present(?:\s{1,3}day)?)(?!\w)",
    re.IGNORECASE,
)
# "It was not until 2021 that he left": he left in 2021.
_NOT_BEFORE = re.compile(r"(?:\b(?:not|never|only)|n['’]t)\b[^.;,:\n]{0,30}\Z", re.IGNORECASE)


def date_mention(passage: Passage, place: int) -> Outcome | None:
    text, end, timeline = passage.text, passage.end, passage.timeline
    found = dates.date_at(text, place, end, timeline) or bare_year_at(passage, place)
    if found is None:
        return None
    period, core_start, core_end = found
    if designations.names_a_month(text, core_start, passage.start):
        return None, core_end
    if period is None:
        return quantities.date(text, Place(place, core_end, core_start, core_end), None), core_end
    before = _DATE_BEFORE.search(text, max(passage.floor, place - 22), place)
    word = " ".join(before["word"].lower().split()) if before else ""
    this_year = timeline.document.year if timeline.document else None
    is_led = leads(text, (place, core_end), passage.start, period, _DATE_MODIFIERS.get(word, "exact"), this_year)
    timeline.note(period, core_end, leads=is_led)
    start = before.start() if before and word in ("between", "from") else place
    last = _range_end(passage, period, core_end, word)
    if last is not None:
        period, core_end = quantities.span_of(period, last[0]), last[1]
        timeline.note(period, core_end, leads=is_led)
        return quantities.date(text, Place(start, core_end, core_start, core_end), period, "between"), core_end
    if period.precision == "year" and period.first[:4] != period.last[:4]:
        return quantities.date(text, Place(start, core_end, core_start, core_end), period, "between"), core_end
    now = _TO_NOW.match(text, core_end, end)
    if now is not None:
        return quantities.date(text, Place(start, now.end(), core_start, core_end), period, "since"), now.end()
    return _bounded_date(passage, Place(place, core_end, core_start, core_end), period, before, word)


def _bounded_date(passage: Passage, place: Place, period: Period, before: re.Match[str] | None, word: str) -> Outcome:
    text = passage.text
    modifier = _DATE_MODIFIERS.get(word, "exact")
    if word == "until" and before and _NOT_BEFORE.search(text, max(passage.start, before.start() - 40), before.start()):
        modifier = "exact"
    onwards = _ONWARDS.match(text, place.core_end, passage.end)
    if onwards and word in ("from", "since", ""):
        modifier, place = "since", replace(place, end=onwards.end())
    if before is not None and (modifier != "exact" or (word in ("from", "between") and quantities.is_range(period))):
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
        or (first.precision == "year" and found[0].precision.split("-")[-1] not in ("year", "month", "day"))
    ):
        return None
    return found[0], found[2]
