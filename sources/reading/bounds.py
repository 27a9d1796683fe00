"""Two bounds that stand side by side and make one range: more than 10 and less than 20, 大于 10 小于 20."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from sources.reading.mention import Mention

_JOINER = re.compile(r"\s{0,3}(?:[,，、]\s{0,3})?(?:(?:and|but)\b|并且|同时|而且|且|并|但|而|又|和)?\s{0,3}\Z")
_LONGEST_JOINER = 10
_UPWARDS = ("more_than", "at_least")
_DOWNWARDS = ("less_than", "at_most")


def joined_bounds(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, each lower bound with the upper bound of the same thing that follows or precedes it made one."""
    held: Mention | None = None
    for mention in mentions:
        both = _range(text, held, mention) if held is not None else None
        if held is not None and both is None:
            yield held
        held = both or mention
    if held is not None:
        yield held


def _range(text: str, first: Mention, second: Mention) -> Mention | None:
    if second.start - first.end > _LONGEST_JOINER or first.kind == "date" or second.kind == "date":
        return None
    if not (_opposed(first, second) and _of_one_thing(first, second)):
        return None
    if not _JOINER.match(text[first.end : second.start]):
        return None
    low, high = (first, second) if first.modifier in _UPWARDS else (second, first)
    if low.low is None or high.high is None or Decimal(low.low) >= Decimal(high.high):
        return None
    return Mention(
        first.start, second.end, text[first.start : second.end], first.core_start, second.core_end, second.kind,
        low.low, high.high, "between", first.unit or second.unit, min(low.precision, high.precision, key=Decimal),
        second.noun or first.noun,
    )  # fmt: skip


def _opposed(first: Mention, second: Mention) -> bool:
    return (first.modifier in _UPWARDS and second.modifier in _DOWNWARDS) or (
        first.modifier in _DOWNWARDS and second.modifier in _UPWARDS
    )


def _of_one_thing(first: Mention, second: Mention) -> bool:
    """Whether they count the same: the first may leave unsaid what the second says, or say it for both."""
    if first.kind == "count" and first.unit is None and first.noun is None:
        return second.kind not in ("ordinal", "rank")
    if first.kind != second.kind:
        return False
    if first.unit is None or second.unit is None:
        return first.noun is None or second.noun is None
    return first.unit == second.unit and first.noun in (None, second.noun)
