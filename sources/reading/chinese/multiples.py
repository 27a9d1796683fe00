"""Chinese doublings: 翻一番, 翻番 and 翻倍 are twice as much, 翻两番 four times."""

from __future__ import annotations

import re
from decimal import Decimal

from sources.reading import quantities
from sources.reading.numerals import Numeral
from sources.reading.passage import Outcome, Passage
from sources.reading.quantities import Place

_DOUBLED = re.compile(
    r"翻了?(?:近|约|逾|超过?)?(?:(?P<times>[一两二三])番(?![话遍])|番(?![话遍])|倍(?=[，,。；、]|$))(?P<more>多|以上)?"
)
_TIMES = {"一": 1, "两": 2, "二": 2, "三": 3}
_BOUNDS = {"近": "nearly", "约": "about", "逾": "more_than", "超": "more_than", "多": "more_than", "以上": "at_least"}


def multiple_mention(passage: Passage, place: int) -> Outcome:
    """How many times as much it became."""
    match = _DOUBLED.match(passage.text, place, passage.end)
    if match is None:
        return None, place + 1
    number = Numeral(Decimal(2 ** _TIMES.get(match["times"] or "", 1)), Decimal(1))
    bounds = [name for word, name in _BOUNDS.items() if word in match[0]]
    span = Place(place, match.end(), place, match.end())
    mention = quantities.quantity(
        passage.text, span, number, kind="ratio", unit="times", modifiers=tuple(dict.fromkeys(bounds))
    )
    return mention, match.end()
