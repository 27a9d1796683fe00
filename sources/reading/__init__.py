"""Every number, quantity and date of a text, as a value with the words' own bounds.

`read` is the door. Each language is one package with one function of one shape, listed in `LANGUAGES`:
`read_x(text, start, end, timeline)` yields the mentions of text[start:end] in order of start.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from sources.reading.bounds import joined_bounds
from sources.reading.chinese import read_chinese
from sources.reading.english import read_english
from sources.reading.mention import Mention
from sources.reading.periods import Timeline
from sources.reading.scripts import language_of, passages, readable

__all__ = ["LANGUAGES", "READER_VERSION", "Mention", "language_of", "read"]

READER_VERSION = 6
"""Stored with what the reader produced; raised whenever a text may be read differently than before."""

LANGUAGES: dict[str, Callable[[str, int, int, Timeline], Iterator[Mention]]] = {
    "en": read_english,
    "zh": read_chinese,
}


def read(
    text: str,
    *,
    language: str | None = None,
    date: dt.date | None = None,
    skip: Sequence[tuple[int, int]] = (),
) -> list[Mention]:
    """The mentions of a text in order of start; none overlap.

    language    that of the text's paragraphs ("en", "zh"); None decides for each by its script. Either way whole
                sentences in the other script are read in their own language.
    date        the day the document is of: years, months and weekdays left unsaid are taken against it
    skip        spans in which nothing is read (page headers, page numbers)
    """
    timeline = Timeline(date, text)
    found: list[Mention] = []
    stretches = readable(text, skip)
    position = 0
    for start, end, spoken in passages(text, language):
        while position < len(stretches) and stretches[position][1] <= start:
            position += 1
        index = position
        while index < len(stretches) and stretches[index][0] < end:
            first, last = max(start, stretches[index][0]), min(end, stretches[index][1])
            found.extend(LANGUAGES[spoken](text, first, last, timeline))
            index += 1
    return list(joined_bounds(text, found))
