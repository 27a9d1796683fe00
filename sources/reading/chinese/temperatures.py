"""Chinese degrees whose scale stands before the number, or in a letter: 摄氏35度, 零下摄氏5度; 35C of heat or cold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.reading.chinese.counting import CountedUnit

_SCALE = re.compile(r"(?P<below>零下|负)?\s?(?P<scale>摄氏|华氏)\s?\Z")
_NAMES = {"摄氏": "degree celsius", "华氏": "degree fahrenheit", "C": "degree celsius", "F": "degree fahrenheit"}
_LETTER = re.compile(r"\s?(?P<letter>[CF])(?![A-Za-z0-9+])")
_SPEAKS_OF_HEAT = re.compile(r"[气体水低高升降室地]温|温度|摄氏|华氏|℃|℉|°|炎热|热浪|寒冷|严寒|寒潮|冰点|发烧|发热")
_FAR = 60  # code points on either side within the words that tell


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale that stands before a number: where its words begin, and whether they say that it is below nought."""

    name: str
    start: int
    is_below: bool


def scale_before(text: str, floor: int, start: int, unit: CountedUnit | None) -> Scale | None:
    """The scale that stands before so many degrees."""
    found = _SCALE.search(text, max(floor, start - 6), start) if unit and unit.name == "degree" else None
    return Scale(_NAMES[found["scale"]], found.start(), bool(found["below"])) if found else None


def lettered(text: str, place: int, end: int) -> CountedUnit | None:
    """The degrees that one letter right after the number stands for."""
    match = _LETTER.match(text, place, end)
    if match is None or not _SPEAKS_OF_HEAT.search(text, max(0, place - _FAR), min(end, place + _FAR)):
        return None
    return CountedUnit(_NAMES[match["letter"]], "quantity", None, match.end(), match.end(), measures=True)
