"""Chinese dates with the words around them: 自2010年以来, 2012年至2019年, 截至2020年底."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading import quantities
from sources.reading.chinese import dates
from sources.reading.chinese.same_days import same_day_at
from sources.reading.leading import leads
from sources.reading.passage import Outcome, Passage
from sources.reading.periods import Period
from sources.reading.quantities import Place

RANGE_MARK = re.compile(r"\s{0,2}(?:至|到|[-–—~]{1,2}|(?P<and>和|与))\s{0,2}")
_YEAR_BEFORE_RANGE = re.compile(r"(1\d{3}|20\d\d)\s{0,2}(?:至|到|[-–—~]{1,2})\s{0,2}(?=(?:1\d{3}|20\d\d)\s{0,3}年)")
_MONTH_BEFORE_RANGE = re.compile(r"(1[0-2]|[1-9])\s{0,2}(?:至|到|[-–—~])\s{0,2}(?=(?:1[0-2]|[1-9])\s{0,3}月)")
_DAY_BEFORE_RANGE = re.compile(r"(3[01]|[12]?\d)\s{0,2}(?:至|到|[-–—~])\s{0,2}(?=(?:3[01]|[12]?\d)\s{0,3}[日号])")
_BETWEEN_AFTER = re.compile(r"\s{0,2}之?间")
_DATE_BEFORE = re.compile(
    r"(自从|自|从|始于|截至|截止到|截止|直到|直至|迟至|至|到|早在|大约|约|大概|不晚于|不早于|晚于|(?<!最)早于)\s{0,3}\Z"
)
_DATE_AFTER = re.compile(
    r"\s{0,3}(?:(?P<on>(?:及其?|或者?)(?:之|以)后)|(?P<by>(?:及其?|或者?)(?:之|以)前)|(?P<since>以来|至今|起|迄今|来(?=[，,。、]))|(?P<begin>开始)|(?P<until>为止)|(?P<between>期?间)"
    r"|(?P<after>以后|之后|过后|后(?!期|来|面))|(?P<before>以前|之前|前(?!期|后|夕|往|面|任|总|首|夜|来|述|者|线|身|途|景)))"
    r"|\s{0,3}(?P<about>前后|左右)"
)
# 直到2021年8月才离开: the leaving was in that month.
_ONLY_THEN = re.compile(r"[^，。；,;\n]{0,12}才")
# 一直掌权至2001年: what went on did so until then. 推迟至5月 is another matter.
_WENT_ON = re.compile(r"(?:一直|持续|延续|维持|存续)[^，。；,;\n]{0,20}\Z")
_DATE_MODIFIERS = {
    "自": "since", "自从": "since", "始于": "since", "截至": "until", "截止": "until", "截止到": "until",
    "直到": "until",
    "直至": "until", "大约": "about", "约": "about", "大概": "about",
    "不晚于": "at_most", "不早于": "at_least", "晚于": "more_than", "早于": "less_than",
}  # fmt: skip


def date_mention(passage: Passage, place: int) -> Outcome | None:
    found = _period_at(passage, place)
    if found is None:
        return None
    text = passage.text
    period, core_end = found
    if period is None:
        return quantities.date(text, Place(place, core_end, place, core_end), None), core_end
    modifier = "exact"
    mark = RANGE_MARK.match(text, core_end, passage.end)
    if mark:
        passage.timeline.note(period, core_end)
        last = _period_at(passage, mark.end())
        joined = last is not None and (not mark["and"] or _BETWEEN_AFTER.match(text, last[1], passage.end))
        if (
            joined
            and last is not None
            and last[0] is not None
            and (last[0].first >= period.first or period.year is None)
        ):
            period, core_end, modifier = quantities.span_of(period, last[0]), last[1], "between"
    outcome = _dated(passage, period, place, core_end, modifier)
    timeline, said = passage.timeline, outcome[0]
    this_year = timeline.document.year if timeline.document else None
    is_led = leads(text, (place, core_end), passage.start, period, said.modifier if said else modifier, this_year)
    timeline.note(period, core_end, leads=is_led)
    return outcome


def _period_at(passage: Passage, place: int) -> dates.Found | None:
    text, end = passage.text, passage.end
    if place >= end:
        return None
    same_day = same_day_at(text, place, end, passage.timeline) if text[place] in "同当次翌前" else None
    if same_day is not None:
        return same_day
    if text[place] in dates.RELATIVE_STARTS:
        relative = dates.relative_date_at(text, place, end, passage.timeline)
        if relative is not None:
            return relative
    short = _short_range(passage, place)
    return short or dates.date_at(text, place, end, passage.timeline)


def _short_range(passage: Passage, place: int) -> dates.Found | None:
    """A range that names its unit once: 2012至2019年, 3至5月, 6-8日."""
    text, end, timeline = passage.text, passage.end, passage.timeline
    for pattern, suffix in ((_YEAR_BEFORE_RANGE, "年"), (_MONTH_BEFORE_RANGE, "月"), (_DAY_BEFORE_RANGE, "日")):
        match = pattern.match(text, place, end)
        if match is None:
            continue
        first = dates.date_at(match[1] + suffix, 0, len(match[1]) + 1, timeline.moved(place))
        last = dates.date_at(text, match.end(), end, timeline)
        if first and last and first[0] and last[0] and first[0].first <= last[0].first:
            return quantities.span_of(first[0], last[0]), last[1]
    return None


_AFTER_MEANS = {
    "since": "since", "begin": "since", "on": "since", "by": "until", "until": "until", "after": "more_than",
    "before": "less_than", "about": "about",
}  # fmt: skip


def _dated(passage: Passage, period: Period, place: int, core_end: int, modifier: str) -> Outcome:
    """Puts the words around a date to it: 自…以来, 截至…, …起."""
    text, start, end = passage.text, place, core_end
    before = _DATE_BEFORE.search(text, max(passage.floor, place - 6), place)
    after = _DATE_AFTER.match(text, core_end, passage.end)
    if after is not None and after.lastgroup == "begin" and not _begins(text, before, after):
        after = None
    if after is not None:
        end = after.end()
        name = _AFTER_MEANS.get(after.lastgroup or "")
        if modifier == "exact" and name:
            modifier = name
    if before is not None and modifier in ("exact", "since", "until"):
        name = _DATE_MODIFIERS.get(before[1])
        if before[1] in ("至", "到") and _WENT_ON.search(text, max(passage.floor, before.start() - 24), before.start()):
            name = "until"
        if before[1] in ("直到", "直至") and _ONLY_THEN.match(text, end, passage.end):
            name = None
        if name or modifier in ("since", "until"):
            start = before.start()
        if name and modifier == "exact":
            modifier = name
        elif before[1] == "截至":
            modifier = "until"
    if modifier == "until" and period.precision.startswith("late-"):
        period = replace(period, precision="day")
    return quantities.date(text, Place(start, end, place, core_end), period, modifier), end


def _begins(text: str, before: re.Match[str] | None, after: re.Match[str]) -> bool:
    """Whether 开始 closes the phrase, so that it says from when: 从3月开始, but not 3月开始施工."""
    closed = text[after.end() : after.end() + 1] in tuple("，,。、；")
    return closed or (before is not None and before[1][-1] in "从自")
