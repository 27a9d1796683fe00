"""English degrees without their sign: 35C, 95 F, 1.5C of warming, where the words around speak of heat or cold."""

from __future__ import annotations

import re

_LETTER = re.compile(r"\s?(?P<letter>[CF])(?![\w'’&+°]|[-–/](?!\s?\d)|\.\w)")
_SPEAKS_OF_HEAT = re.compile(
    r"temperatures?|\bdegrees?\b|warm|\bheat|\bhot(?:ter|test)?\b|\bcold|\bcool|celsius|fahrenheit|centigrade|°"
    r"|climate|fever|thermometer|freez|\bfrost|\bthaw|\bboil|\bmelt",
    re.IGNORECASE,
)
_IN_THE_OTHER = re.compile(r"\s?(?:[(/]|or\s|,\s)\s?[-−–]?\d{1,4}(?:\.\d)?\s?[CF](?!\w)")
_OTHER_BEFORE = re.compile(r"\d\s?[CF]\s?(?:[(/]|or\s|,\s)\s?[-−–]?[\d.]{1,6}\Z")
_FAR = 100  # code points on either side within the words that tell
_NAMES = {"C": "degree celsius", "F": "degree fahrenheit"}


def degrees_at(text: str, place: int, end: int) -> tuple[str, int] | None:
    """The unit that the letter right after a number stands for, and where it ends."""
    match = _LETTER.match(text, place, end)
    if match is None:
        return None
    told = (
        _SPEAKS_OF_HEAT.search(text, max(0, place - _FAR), min(end, place + _FAR))
        or _IN_THE_OTHER.match(text, match.end(), end)
        or _OTHER_BEFORE.search(text, max(0, place - 20), place)
    )
    return (_NAMES[match["letter"]], match.end()) if told else None
