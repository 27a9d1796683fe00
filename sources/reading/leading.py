"""Whether a text goes on at the time a date names, so that a bare month after it is of that year.

"In 2017 the bridge opened. In May ..." goes on in 2017; "the highest since 1998", "from 9 % in 2006" and 去年同期 only
look back. Where a document has a date of its own, its bare months are otherwise those of its year.
"""

from __future__ import annotations

import re

from sources.reading.periods import Period

_OPENING = re.compile(
    r"(?:[.!?。！？;；:：\n][\"”’』」)]?|\A)\s{0,3}(?:[A-Za-z]{1,9}\s{1,3}){0,2}[\u3400-\u9fff]{0,3}\s{0,3}\Z"
)
_REACH = 24
_GOES_ON = re.compile(r"\s?[,，]?\s?的?\s?\d{1,2}\s?月")
_LOOKS_BACK = re.compile(r"\s?同[期月日]")


def leads(
    text: str, span: tuple[int, int], begins: int, period: Period, modifier: str, this_year: int | None = None
) -> bool:
    """`begins` is where the passage of the date does, `this_year` that of the document's date."""
    start, end = span
    if _LOOKS_BACK.match(text, end):
        return False
    if not period.precision.endswith(("year", "century", "decade")):
        return modifier != "since" or this_year is None or period.year is None or period.year >= this_year
    if _GOES_ON.match(text, end):
        return True
    first = max(begins, start - _REACH)
    before = ("" if first == begins else ",") + text[first:start]
    return modifier in ("exact", "between") and _OPENING.search(before) is not None
