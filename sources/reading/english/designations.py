"""English numbers that name a thing and count nothing: 350 Fifth Avenue, DC 20500, iOS 17, lost 3-6, a Long March 5."""

from __future__ import annotations

import re

_STREET = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Drive|Square|Place|Court|Terrace|Plaza|Parkway|Crescent"
    r"|Highway|Way|Row|Mews|Embankment)"
)
_HOUSE = re.compile(rf"[A-Z]?\s(?:(?:[A-Z][\w.’'-]{{0,20}}|\d{{1,3}}(?:st|nd|rd|th))\s){{1,3}}{_STREET}(?![\w-])")
_IN_A_STREET = re.compile(rf"\s(?:{_STREET})(?![\w-])")
# UA 328, DC 20500; iOS 17; the Group of 77. The years of an era are years.
_NO_MARKS = "AD|BC|CE|US|UK|EU|UN|OK|NO|TO|IN|OF|BY|AT|ON|UP|IS|AS|OR"
_MARK_BEFORE = re.compile(
    rf"(?:(?<![\w.-])(?!{_NO_MARKS})[A-Z]{{2}}\s|(?<!\w)[a-z]{{1,2}}[A-Z]\w{{1,15}}\s|(?<!\w)Group of\s)\Z"
)
_PAIR = r"(\d{1,3})[-–](\d{1,3})(?![\w-]|[.,]\d|\s?(?:%|percent|per\b|year|month|day|million|billion|thousand))"
_ONE_SCORE = re.compile(_PAIR)
_NEXT_SCORE = re.compile(rf"(?:\s\(\d{{1,2}}(?:[-–]\d{{1,2}})?\))?,?\s(?:and\s)?{_PAIR}")
_SCORE_BEFORE = re.compile(r"(?<![\w-])(\d{1,3})[-–](\d{1,3})(?:\s\(\d{1,2}(?:[-–]\d{1,2})?\))?,?\s(?:and\s)?\Z")
_LOST = re.compile(r"\b(?:lost|loses|losing|loss|defeat(?:ed)?|beaten|trail(?:s|ed|ing)?)\s(?:by\s)?\Z", re.IGNORECASE)
# Rockets, marches and people whose name holds that of a month.
_BEFORE_A_NAMED_MONTH = {
    "March": re.compile(
        r"(?<![\w-])(?:Long|Salt|Death|Freedom|Peace|Protest|Pride|Climate|Hunger|Wedding|Funeral|Radetzky|Million\sMan"
        r"|(?:Wom|M)en['’]s|People['’]s|Workers['’]|(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Lord)\.?)[\s-]\Z"
    ),
    "May": re.compile(r"(?<![\w-])(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Lord)\.?\s\Z"),
}
_CAPITAL_WORD = re.compile(r"[A-Z][a-z]+")


def is_house_number(text: str, stop: int, end: int) -> bool:
    """Whether the name of a street follows: 350 Fifth Avenue, 221B Baker Street."""
    return _HOUSE.match(text, stop, end) is not None


def is_in_a_street(text: str, stop: int, end: int) -> bool:
    """Whether an ordinal is the name of a street: Fifth Avenue, 42nd Street."""
    return _IN_A_STREET.match(text, stop, end) is not None


def follows_mark(text: str, place: int, start: int) -> bool:
    """Whether a mark that numbers are put to stands right before: UA 328, iOS 17, the Group of 77."""
    return _MARK_BEFORE.search(text, max(start, place - 20), place) is not None


def score_end(text: str, place: int, start: int, end: int) -> int | None:
    """Where a result of the losing side ends: after "lost", or beside one that the other side lost (6-4, 3-6)."""
    score = _ONE_SCORE.match(text, place, end)
    if score is None:
        return None
    beside = _NEXT_SCORE.match(text, score.end(), end), _SCORE_BEFORE.search(text, max(start, place - 18), place)
    if any(other is not None and int(other[1]) > int(other[2]) for other in beside):
        return score.end()
    return score.end() if _LOST.search(text, max(start, place - 14), place) else None


def names_a_month(text: str, place: int, start: int) -> bool:
    """Whether the month at this place belongs to a name: the Long March 5 rocket, Mrs May."""
    word = _CAPITAL_WORD.match(text, place)
    before = _BEFORE_A_NAMED_MONTH.get(word[0]) if word else None
    return before is not None and before.search(text, max(start, place - 14), place) is not None
