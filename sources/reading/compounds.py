"""Adding up the parts of a measure that is written in several units: 5 feet 2 inches, 一小时三十分钟."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sources.reading.numerals import Numeral
from sources.units import unit_named

CENT = "cent"
_WITH_CENTS = frozenset(("USD", "EUR", "CAD", "AUD", "NZD", "MYR", "GBP", "SGD", "HKD", "INR", "PKR", "CHF", "ZAR"))


def has_cents(unit: str | None) -> bool:
    return unit in _WITH_CENTS


def with_part(value: Numeral, unit: str, part: Numeral, of: str, previous: str) -> tuple[Numeral, str] | None:
    """The sum of a value and a part of it in a smaller unit, and the unit it is counted in.

    That is the larger unit where the sum is an exact decimal of it, else the smaller one (minutes of an hour). None
    where the two do not convert, or where the part makes one or more of the unit that was written last.
    """
    share, own = _share(of, unit), _share(of, previous)
    if share is None or own is None or own >= 1 or part.number * own.numerator >= own.denominator:
        return None
    if _terminates(share):
        factor = Decimal(share.numerator) / Decimal(share.denominator)
        return Numeral(value.number + factor * part.number, factor * part.place), unit
    scale = Decimal(share.denominator) / Decimal(share.numerator)
    return Numeral(value.number * scale + part.number, part.place), of


def _terminates(share: Fraction) -> bool:
    """Whether the share is an exact decimal."""
    rest = share.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _share(part: str, whole: str) -> Fraction | None:
    """How much of the whole unit the part is; None where they do not convert."""
    if part == CENT:
        return Fraction(1, 100) if has_cents(whole) else None
    first, second = unit_named(part), unit_named(whole)
    if first is None or second is None or first.dimension != second.dimension or first.offset or second.offset:
        return None
    return first.factor / second.factor
