"""Whether values that are said to belong together add up: a part and its whole, parts and their total, a share.

Each answers in words where no values that the words allow would fit, else None. What may be right is never flagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sources.values.extent import Extent
from sources.values.value import NoExtent, Value
from sources.values.words import in_words, phrase

_HUNDRED = Decimal(100)


def part_above_whole(part: Value, whole: Value) -> str | None:
    """A part that is larger than what it is a part of."""
    extents = _strict(part, whole)
    if extents is None or extents[0].low is None or extents[1].high is None:
        return None
    if extents[0].low > extents[1].high:
        return f"a part, {phrase(part)}, is more than its whole, {phrase(whole)}"
    return None


def sum_differs(parts: Sequence[Value], whole: Value) -> str | None:
    """Parts that do not sum to their total, whatever each of them is rounded to."""
    extents = _strict(*parts, whole)
    if extents is None:
        return None
    lows, highs = [each.low for each in extents[:-1]], [each.high for each in extents[:-1]]
    low = None if None in lows else sum((end for end in lows if end is not None), Decimal(0))
    high = None if None in highs else sum((end for end in highs if end is not None), Decimal(0))
    total = Extent(low, high)
    if total.meets(extents[-1]):
        return None
    listed = " + ".join(phrase(part) for part in parts)
    return f"{listed} make {in_words(total, whole.base_unit)}, not {phrase(whole)}"


def share_differs(part: Value, whole: Value, share: Value) -> str | None:
    """A percentage that is not that of the part in its whole."""
    extents = _strict(part, whole)
    if extents is None or share.kind != "percent":
        return None
    (low, high), (least, most) = ((each.low, each.high) for each in extents)
    if low is None or high is None or not least or not most:
        return None
    worked_out = Extent(low * _HUNDRED / most, high * _HUNDRED / least)
    try:
        if worked_out.meets(share.strict):
            return None
    except NoExtent:
        return None
    rounded = Extent(round(worked_out.low or Decimal(0), 1), round(worked_out.high or Decimal(0), 1))
    return f"{phrase(part)} of {phrase(whole)} are {in_words(rounded, 'percent')}, not {phrase(share)}"


def _strict(*values: Value) -> list[Extent] | None:
    """The strict extents in the base unit; None where one has none."""
    try:
        return [value.strict for value in values]
    except NoExtent:
        return None
