"""As of when a value holds: the day up to which was counted, a month or year, or the day of the report itself.

A bare day tells when something happened, not as of when.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from claims.similarity.statements import FILED_KINDS, Span
from sources.reading import Mention
from sources.values import DATE, day_numbered

CARRIED_FOR = 3
"""Sentences of a paragraph that a day at the head of one goes on for, where none of them has a date of its own."""

_CLOCK = (
    r"(?:(?:about|around)\s)?\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|noon|midnight|hours|GMT|UTC)?,?(?:\s[Ll]ocal time)?"
)
_COUNTED_TO = re.compile(
    rf"(?:\b[Aa]s (?:of|at)(?: (?:{_CLOCK}|noon|midnight))?(?: on)?|\b[Bb]y(?: the)?|\b[Uu]p to|截至|截止到?)\s*$"
)
_NOW = re.compile(
    r"\b(?:[Ss]o far|[Tt]o date|[Cc]urrently|[Aa]t present|[Aa]s of now|[Uu]ntil now)\b"
    r"|截至目前|截至(?:[记記]者)?[发發]稿|迄今[为為]止|目前"
)
_BEFORE_THAT = re.compile(r"\b(?:[Ee]arlier|[Pp]revious(?:ly)?|[Bb]efore that)\b|此前|之前|早前|先前")
_POSSESSED = re.compile(r"['’]s\b")
_WINDOW = 48  # code points before a date in which the words stand that say it was counted to it


@dataclass(frozen=True, slots=True)
class AsOf:
    """The days a value holds for, and the words that say so."""

    period: DateRange
    words: str


class AsOfReader:
    """Reads as of when the values of a text hold, sentence by sentence in its order.

    told_on   the day the text was published; None where that is not known, and then its "so far" says nothing
    """

    def __init__(self, text: str, told_on: dt.date | None) -> None:
        self.text, self.told_on = text, told_on
        self._carried: AsOf | None = None
        self._carried_from = (0, 0)

    def read(
        self, sentence: Span, number: int, paragraph: int, placed: Sequence[tuple[Mention, Span]]
    ) -> Mapping[Mention, AsOf | None]:
        """Of each value of a sentence as of when it holds; None where nothing says so.

        number, paragraph   of the sentence; sentences come in their order
        placed              the values and dates of the sentence, each with its clause
        """
        dates = [(each, clause) for each, clause in placed if each.kind == DATE and not each.is_vague]
        told_in, since = self._carried_from
        is_far = paragraph != told_in or number - since > CARRIED_FOR
        if is_far or dates or _BEFORE_THAT.search(self.text, *sentence):
            self._carried = None
        leading = [date for date, clause in dates if self._leads(date, clause, placed)]
        days = [date for date, _ in dates]
        read = {each: self._of(each, clause, sentence, days, leading) for each, clause in placed if each.kind != DATE}
        if leading:
            self._carried, self._carried_from = _as_of(leading[0]), (paragraph, number)
        return read

    def _of(
        self, mention: Mention, clause: Span, sentence: Span, dates: Sequence[Mention], leading: Sequence[Mention]
    ) -> AsOf | None:
        own = [date for date in dates if clause[0] <= date.start < clause[1]]
        for date in own:
            if date.start >= mention.end and self._is_counted_to(date):
                return _as_of(date)
        for date in reversed(dates):
            if date.end > mention.start:
                continue
            if date in leading:
                return _as_of(date)
            if date in own and not date.precision.endswith("day") and not _POSSESSED.match(self.text, date.end):
                return _as_of(date)
        return self._now(clause, sentence) or self._carried

    def _now(self, clause: Span, sentence: Span) -> AsOf | None:
        """The day of the report, where the clause or what leads to it says that this is how things stand."""
        if not self.told_on or not (found := _NOW.search(self.text, sentence[0], clause[1])):
            return None
        return AsOf(DateRange(self.told_on, self.told_on + dt.timedelta(days=1)), f"{found[0]} ({self.told_on})")

    def _is_counted_to(self, date: Mention) -> bool:
        before = self.text[max(0, date.start - _WINDOW) : date.start]
        return "until" in date.modifier or bool(_COUNTED_TO.search(before))

    def _leads(self, date: Mention, clause: Span, placed: Sequence[tuple[Mention, Span]]) -> bool:
        """Whether a day counted to holds for what follows its clause too: not where it ends what a value began."""
        values = (each for each, of in placed if of == clause and each.kind in FILED_KINDS - {DATE})
        return self._is_counted_to(date) and all(value.start > date.start for value in values)


def _as_of(date: Mention) -> AsOf:
    """The days a date names; of "until X" the last one."""
    if date.low is None and date.high is not None and not date.value.is_yearless:
        last = dt.date.fromisoformat(date.high)
        return AsOf(DateRange(last, last + dt.timedelta(days=1)), date.quote)
    extent = date.value.likely
    first, end = (None if day is None else day_numbered(int(day)) for day in (extent.low, extent.high))
    return AsOf(DateRange(first, end), date.quote)
