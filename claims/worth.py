"""How much a draft is worth checking, 0 to 100: so that whoever works through the drafts meets the telling ones first.

Counts of people, money and measures say more than dates; a figure somebody is quoted for, of something named, is what
other documents contradict. The weights are our own judgement and order a list, nothing else.
"""

from __future__ import annotations

from sources.extracting import BlockKind
from sources.reading import Mention
from sources.values import DATE

_KINDS = {"count": 50, "money": 50, "quantity": 45, "percent": 45, "ratio": 40, "duration": 35, "age": 25, DATE: 30}
_ATTRIBUTED = 15
_COUNTED_NOUN = 10
_LARGE, _LARGE_FROM = 15, 1000
_BOUNDED = 5  # "more than", "about": somebody chose the word
_SHORT_CLAUSE, _SHORTER_THAN = -15, 12  # code points
_IN_TABLE = -10
_NAME, _ATTRIBUTED_NAME = 15, 10  # who was first is read with less certainty than how many
_BARE_YEAR = -10


def worth(mention: Mention, clause: str, *, block: BlockKind | None, is_attributed: bool) -> int:
    """The worth of a value in its clause; `block` is what it stands in, where that is known."""
    points = _KINDS.get(mention.kind, 20)
    points += _ATTRIBUTED if is_attributed else 0
    points += _COUNTED_NOUN if mention.noun else 0
    points += _LARGE if mention.kind != DATE and _is_large(mention) else 0
    points += _BOUNDED if mention.modifier != "exact" else 0
    points += _SHORT_CLAUSE if len(clause) < _SHORTER_THAN else 0
    points += _IN_TABLE if block in (BlockKind.TABLE, BlockKind.CAPTION) else 0
    points += _BARE_YEAR if mention.precision in ("year", "decade", "century") else 0
    return max(0, min(100, points))


def worth_of_name(*, is_attributed: bool) -> int:
    """The worth of a name that is said to be the first, the only one, the largest: below that of any figure told."""
    return _NAME + (_ATTRIBUTED_NAME if is_attributed else 0)


def _is_large(mention: Mention) -> bool:
    number = mention.low if mention.low is not None else mention.high
    return number is not None and abs(float(number)) >= _LARGE_FROM
