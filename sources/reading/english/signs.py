"""The signs and codes of currencies before an English number: $5, US$5, EUR 5."""

from __future__ import annotations

import re

from sources.reading.english.units import CURRENCY_CODES, CURRENCY_SIGNS
from sources.reading.wordlists import alternation

Sign = tuple[str, int, bool]
"""A currency sign before a number: its currency, where it begins, whether a minus follows it."""


def _sign_pattern(sign: str) -> str:
    """Any case, and a blank before the $ of "us $"; the one-letter "A$" only as written, for "a $5 fine" is none."""
    if not sign.endswith("$") or not sign[0].isalpha():
        return re.escape(sign)
    if len(sign) == 2 and sign != "C$":
        return rf"(?-i:{re.escape(sign)})"
    return rf"{re.escape(sign[:-1])}\s?\$"


_LETTER_SIGNS = sorted(
    (sign for sign in (*CURRENCY_CODES, *CURRENCY_SIGNS) if sign[0].isalpha()), key=len, reverse=True
)
_ANY_SIGN = (
    rf"(?:(?<![A-Za-z])(?:{'|'.join(map(_sign_pattern, _LETTER_SIGNS))})"
    rf"|(?:{alternation(sign for sign in CURRENCY_SIGNS if not sign[0].isalpha())}))"
)
_SIGN_BEFORE = re.compile(rf"(?P<sign>{_ANY_SIGN})\s?(?P<minus>[-−])?\Z", re.IGNORECASE)
SIGN_AT = re.compile(rf"{_ANY_SIGN}\s?", re.IGNORECASE)
_SIGNS = {sign.lower(): code for sign, code in CURRENCY_SIGNS.items()}


def sign_before(text: str, floor: int, place: int) -> Sign | None:
    """The currency that a sign or code before the number names, where it begins, and whether a minus follows it."""
    found = _SIGN_BEFORE.search(text, max(floor, place - 10), place)
    if found is None:
        return None
    written = "".join(found["sign"].split())
    return _SIGNS.get(written.lower(), written.upper()), found.start(), bool(found["minus"])
