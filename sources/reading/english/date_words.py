"""The English names of months, weekdays and days, and the pieces that the date patterns share."""

from __future__ import annotations

import re

from sources.reading.wordlists import words

_MONTHS = words("january february march april may june july august september october november december")
_SHORT = {name[:3]: index for index, name in enumerate(_MONTHS, 1)} | {"sept": 9}
MONTHS = {name: index for index, name in enumerate(_MONTHS, 1)} | _SHORT
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
_NTHS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
    " twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
DAY_WORDS = {name: index for index, name in enumerate(_NTHS, 1)}
ORDINALS = {name: index for name, index in DAY_WORDS.items() if index <= 21}

S = r"(?:[^\S\n]|\n(?![^\S\n]{0,9}\n)){1,3}"
"""White space within a date: a line end, but no blank line."""
MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT)})\.?)(?![a-z])"
CAPITAL_MONTH = (
    r"(?:(?-i:[A-Z])(?:(?:anuary|ebruary|arch|pril|ay|une|uly|ugust|eptember|ctober|ovember|ecember)))(?![a-z])"
)
YEAR = r"(?:1[0-9]\d\d|2[01]\d\d)(?![\d]|,\d{3}|\.\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w]|\.\d|,\d{3})"
DAY_WORD = "|".join(sorted((name.replace("-", "[- ]") for name in DAY_WORDS), key=len, reverse=True))
DASH = r"\s?(?:[-–—~]|to|until|through|and)\s?"
PART = (
    rf"(?P<part>early|mid|late|(?:the{S})?(?:beginning|start|end|middle|close|first{S}days|last{S}days){S}of(?:{S}the)?)(?:{S}in(?=\s))?"
    rf"(?:[-‐‑–]|{S}|-{S})(?:the{S})?"
)
PARTS = {
    "early": "early", "mid": "mid", "late": "late", "beginning": "early", "start": "early", "first": "early",
    "end": "late", "close": "late", "last": "late", "middle": "mid",
}  # fmt: skip
_DIGITS = re.compile(r"\d+")


def month_number(written: str) -> int:
    return MONTHS[written.lower().rstrip(".")]


def day_number(written: str) -> int:
    """The number of "23rd"."""
    found = _DIGITS.match(written)
    return int(found[0]) if found else 0
