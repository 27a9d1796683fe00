"""English durations whose number is an article: for a week, within an hour, more than a decade.

Only where the words before say that something lasted: "a week ago" and "a year later" are points in time, "$5 a month"
and "twice a week" rates, "a day trip" and "a second time" something else. "Prices rose over a decade" tells when.
"""

from __future__ import annotations

import re
from decimal import Decimal

from sources.reading.english.scales import Written
from sources.reading.numerals import Numeral

_S = r"(?:[^\S\n]|\n(?![^\S\n]{0,9}\n)){1,3}"
_LASTED = re.compile(
    r"\b(?:(?P<bound>within|(?:less|more|longer|shorter)\s{1,3}than|at\s{1,3}(?:least|most)|up\s{1,3}to|nearly|almost"
    r"|about|around|roughly|approximately|just\s{1,3}(?:under|over)|well\s{1,3}over|close\s{1,3}to)"
    r"|(?:for|in|after|of|lasted|took|spent|served|worked|lived|waited)\s{1,3}over"
    r"|for|(?<!once\s)in|after|last(?:s|ed|ing)?|takes?|took|taken|taking|spen(?:t|ds?|ding))"
    r"(?:\s{1,3}(?:only|just|exactly))?\s{1,3}\Z",
    re.IGNORECASE,
)
_UNIT = re.compile(
    rf"(?P<one>an?){_S}(?:(?:full|whole|entire|solid){_S})?"
    rf"(?:minute|hour|day|week|fortnight|month|year|decade|century)(?![\w’'‐‑-])",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    rf"{_S}(?:ago|later|earlier|old|away|apart|prior|hence|off|out|from{_S}now|in{_S}advance|ahead|long|or{_S}(?:two|three|so{_S}ago)"
    rf"|that|when|which|where|on(?=\s{{0,3}}[.,;]))(?!\w)",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(rf"{_S}(?:after|before|since|following|of)(?!\w)", re.IGNORECASE)
_ENDS = re.compile(
    rf"\s{{0,3}}(?:[.,;:!?)\]”\"—–]|\Z)|{_S}(?:of|in|to|on|at|by|for|from|with|without|and|or|but|as|after|before|because"
    rf"|since|while|if|until|during|under|over|between|among|amid|following|despite|due|inside|outside|into|than|straight"
    rf"|now|already|is|was|were|are|has|had|have|will|would|can|could|may|might|he|she|it|they|we|the|his|her|its|their"
    rf"|trying|waiting|working|\w{{2,12}}ing{_S}(?:the|a|an|his|her|its|their|for|in|with|to|at|on))(?!\w)",
    re.IGNORECASE,
)
_BEFORE = 22
_MARGIN = 3  # code points around words that are all there is: the value of a cell


def lasting(text: str, place: int, floor: int, start: int, end: int) -> Written | None:
    """The article at that place, where it counts a measure of time that something lasted."""
    unit = _UNIT.match(text, place, end)
    if unit is None or _ELSEWHERE.match(text, unit.end(), end):
        return None
    near_both_ends = place - start <= _MARGIN and end - unit.end() <= _MARGIN
    alone = near_both_ends and not text[start:place].strip() and not text[unit.end() : end].strip(" .\n")
    lasted = _LASTED.search(text, max(floor, place - _BEFORE), place)
    if not alone and (lasted is None or not _ENDS.match(text, unit.end(), end)):
        return None
    if (
        lasted
        and not lasted["bound"]
        and lasted[0].split()[0].lower() in ("in", "after")
        and _AFTERWARDS.match(text, unit.end(), end)
    ):
        return None  # in a year of drought; after a week of it something else began
    return Written(place, unit.end("one"), Numeral(Decimal(1), Decimal(1)), words=True)
