"""How two values stand to each other: a verdict, with its reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sources.values.extent import Extent
from sources.values.table import CLASSES
from sources.values.value import ANY_COUNT, DATE, NAME, NoExtent, Value
from sources.values.words import in_words


class Verdict(StrEnum):
    """How two values stand to each other, from the best to the worst."""

    AGREE = "agree"
    COMPATIBLE = "compatible"
    TENSION = "tension"
    CONTRADICTION = "contradiction"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict and its reason in words, ready to be shown."""

    verdict: Verdict
    reason: str


def compare(a: Value, b: Value, *, tolerance: Decimal | None = None) -> Comparison:
    """How two values stand to each other (DESIGN 4). Symmetric; `agree` implies that likely extents meet.

    tolerance   in percent: numbers that differ by no more count as one; dates and temperatures know none
    Two names can answer one question; what they are tells nothing of how they compare: their words do.
    """
    if not comparable(a, b):
        return Comparison(Verdict.NOT_COMPARABLE, f"{_kind_in_words(a)} and {_kind_in_words(b)} do not convert")
    if a.kind == NAME:
        return Comparison(Verdict.COMPATIBLE, "two names: their words tell whether they mean the same")
    try:
        (strict_a, likely_a), (strict_b, likely_b) = (
            (one.tolerant(strict, tolerance), one.tolerant(likely, tolerance))
            for one, (strict, likely) in ((a, _extents_for(a, b)), (b, _extents_for(b, a)))
        )
    except NoExtent as error:
        return Comparison(Verdict.NOT_COMPARABLE, str(error))
    unit = a.base_unit if a.base_unit != ANY_COUNT else b.base_unit
    within = f" (at a tolerance of {tolerance.normalize():f} %)" if tolerance and a.kind != DATE else ""
    if not strict_a.meets(strict_b):
        reason = f"{in_words(strict_a, unit)} and {in_words(strict_b, unit)} have nothing in common{within}"
        return Comparison(Verdict.CONTRADICTION, reason)
    if not likely_a.meets(likely_b):
        reason = (
            f"both can be literally true, but a careful reader takes {in_words(likely_a, unit)} "
            f"and {in_words(likely_b, unit)}, which do not meet{within}"
        )
        return Comparison(Verdict.TENSION, reason)
    if _agree(a, b, tolerance):
        return Comparison(Verdict.AGREE, f"the same value at the precision written: {in_words(likely_a, unit)}")
    shared = likely_a.intersection(likely_b)
    return Comparison(Verdict.COMPATIBLE, f"{in_words(shared, unit)} fits both{within}")


def comparable(a: Value, b: Value) -> bool:
    """Whether two values are of one dimension; a count without a unit meets any count."""
    if a.dimension == b.dimension:
        return True
    kinds = {a.kind, b.kind}
    return kinds == {"count"} and ANY_COUNT in (a.dimension, b.dimension)


def _extents_for(value: Value, other: Value) -> tuple[Extent, Extent]:
    """The extents of the first, as days of any year where either of the two names no year."""
    if value.kind == DATE and value.is_yearless != other.is_yearless and not value.is_yearless:
        days = Value(DATE, _without_year(value.low), _without_year(value.high), value.modifier, None, value.precision)
        return days.strict, days.likely
    return value.strict, value.likely


def _without_year(iso: str | None) -> str | None:
    return iso and "--" + iso[-5:]


def _agree(a: Value, b: Value, tolerance: Decimal | None) -> bool:
    if DATE in (a.kind, b.kind):
        return (a.strict, a.likely) == (b.strict, b.likely) or (a.low, a.high) == (b.low, b.high)
    if a.modifier_class != b.modifier_class:
        return False
    if a.modifier_class not in CLASSES.values():
        return a.strict == b.strict
    return _in_cell_of(a, b, tolerance) and _in_cell_of(b, a, tolerance)


def _in_cell_of(a: Value, b: Value, tolerance: Decimal | None) -> bool:
    """Whether the number written in `a` lies in the rounding cell of the number written in `b`."""
    bare_a = a.tolerant(a.converted(Extent(a.written.number, a.written.number)), tolerance)
    return bare_a.meets(b.tolerant(b.converted(b.written.cell), tolerance))


def _kind_in_words(value: Value) -> str:
    return f"a {value.kind}" if value.unit is None else f"a {value.kind} in {value.unit}"
