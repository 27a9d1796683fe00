"""Large numbers as a reader takes them in at a glance: with the word of their scale, where that says every digit."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"\d+(?:,\d+)*(?:\.\d+)?")
_LARGE = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_WORDS = {6: "million", 9: "billion", 12: "trillion"}
_IN_DIGITS = re.compile(r"\bnumber \d|\bpercent|\btimes\b|\bof age\b")


def scaled(words: str, *, decimals: int = 3) -> str:
    """The words of an English value, numbers from a million on in millions, billions or trillions.

    A number that needs more decimals there stays in full digits, and so do both ends of a range of which one does ("10
    to 12 million" says another range); so do ordinals, percentages, ratios and ages. Years and dates have no commas, by
    which large numbers are told.
    """
    amount, per, each = words.partition(" per ")
    told = [_scaled(number, decimals) for number in _NUMBER.findall(amount)]
    if not all(told) or _IN_DIGITS.search(words):
        return words
    return _NUMBER.sub(lambda number: _scaled(number[0], decimals), amount) + per + each


def _scaled(said: str, decimals: int) -> str:
    """A number with its commas, in its scale; "" where that has none, or needs more decimals."""
    number = said.replace(",", "")
    zeros = min(12, (len(number.partition(".")[0]) - 1) // 3 * 3)
    shorter = pointed(number, zeros, decimals=decimals) if _LARGE.fullmatch(said) else ""
    return f"{Decimal(shorter):,f} {_WORDS[zeros]}" if shorter else ""


def pointed(number: str, zeros: int, *, decimals: int) -> str:
    """A number of more than so many digits with its point that much to the left; "" where it needs more decimals.

    Digits are moved, nothing is reckoned: Decimal rounds a number of many digits.
    """
    whole, _, fraction = number.partition(".")
    behind = (whole[-zeros:] + fraction).rstrip("0")
    if len(behind) > decimals:
        return ""
    return f"{whole[:-zeros]}.{behind}" if behind else whole[:-zeros]
