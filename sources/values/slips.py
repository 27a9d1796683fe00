"""Two values that clash as if one were the other, miswritten: a factor of ten, two digits swapped, another unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sources.values.comparing import Verdict, compare
from sources.values.value import DATE, Value
from sources.values.words import phrase

_FACTORS = {
    Decimal(10): "ten",
    Decimal(100): "a hundred",
    Decimal(1000): "a thousand",
    Decimal(10000): "ten thousand",
    Decimal(1000000): "a million",
}
_TELLING = 2  # significant digits below which a factor of ten or a hundred, or a swap, is chance
_MIXED_UP = {Decimal(1000), Decimal(10000), Decimal(1000000)}  # thousand and million, 万 and 千, 万 and 亿


@dataclass(frozen=True, slots=True)
class Slip:
    """What may have been miswritten, in words, ready to be shown."""

    kind: str
    reason: str


def slip_between(a: Value, b: Value) -> Slip | None:
    """The slip that would explain why two values contradict each other, or None. Symmetric.

    kind is "factor", "swapped digits" or "copied unit". Dates have none: two years apart by a digit are two years.
    """
    if DATE in (a.kind, b.kind) or not (a.is_one_number and b.is_one_number):
        return None
    if compare(a, b).verdict != Verdict.CONTRADICTION:
        return None
    low, high = sorted((a, b), key=_in_base)
    if a.unit != b.unit:
        return _copied_unit(low, high)
    return _factor(low, high) or _swapped(low, high)


def _in_base(value: Value) -> Decimal:
    number = value.written.number
    extent = value.converted(value.written.cell)
    return extent.low if extent.low is not None else number


def _copied_unit(low: Value, high: Value) -> Slip | None:
    if low.written.number != high.written.number or None in (low.unit, high.unit):
        return None
    return Slip("copied unit", f"{phrase(low)} and {phrase(high)}: the same number with another unit")


def _factor(low: Value, high: Value) -> Slip | None:
    if not low.written.number:
        return None
    times = high.written.number / low.written.number
    name = _FACTORS.get(times)
    if name is None or (times not in _MIXED_UP and len(_digits(low)) < _TELLING):
        return None
    return Slip("factor", f"{phrase(low)} and {phrase(high)}: the same digits, {name} times as much")


def _swapped(low: Value, high: Value) -> Slip | None:
    """Two neighbouring digits the wrong way round (58,000 and 85,000)."""
    if low.written.number.adjusted() != high.written.number.adjusted():
        return None
    size = max(len(_digits(low)), len(_digits(high)))
    one, other = (_digits(value).ljust(size, "0") for value in (low, high))
    differing = [place for place in range(size) if one[place] != other[place]]
    if size < _TELLING or len(differing) != 2 or differing[1] != differing[0] + 1:
        return None
    first, second = differing
    if (one[first], one[second]) != (other[second], other[first]):
        return None
    return Slip("swapped digits", f"{phrase(low)} and {phrase(high)}: two digits the wrong way round")


def _digits(value: Value) -> str:
    """The significant digits as written, without the zeros before and after them."""
    return "".join(map(str, value.written.number.as_tuple().digits)).strip("0")
