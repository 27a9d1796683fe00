"""An interval of numbers, and how two of them lie."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Extent:
    """An interval of numbers; `None` is unbounded, `bounds` as PostgreSQL writes them ("[]", "[)" ...)."""

    low: Decimal | None
    high: Decimal | None
    bounds: str = "[]"

    def meets(self, other: Extent) -> bool:
        """Whether the two have a point in common."""
        return not self.intersection(other).is_empty

    @property
    def is_empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and self.bounds != "[]")

    def __contains__(self, number: Decimal) -> bool:
        return self.meets(Extent(number, number))

    def intersection(self, other: Extent) -> Extent:
        low, opening = max(self.lower_end, other.lower_end)
        high, closing = min(self.upper_end, other.upper_end)
        return Extent(
            None if low.is_infinite() else low,
            None if high.is_infinite() else high,
            ("(" if opening else "[") + ("]" if closing else ")"),
        )

    def widened(self, share: Decimal) -> Extent:
        """The interval with each end moved outwards by this share of its size; what is unbounded stays so."""
        low = None if self.low is None else self.low - abs(self.low) * share
        high = None if self.high is None else self.high + abs(self.high) * share
        return Extent(low, high, self.bounds)

    def hull(self, other: Extent) -> Extent:
        """The smallest interval that holds both: "the wider of the two" for stacked modifiers."""
        low, opening = min(self.lower_end, other.lower_end)
        high, closing = max(self.upper_end, other.upper_end)
        return Extent(
            None if low.is_infinite() else low,
            None if high.is_infinite() else high,
            ("(" if opening else "[") + ("]" if closing else ")"),
        )

    @property
    def lower_end(self) -> tuple[Decimal, bool]:
        """Orders lower ends: an open one starts after a closed one."""
        return (Decimal("-Infinity") if self.low is None else self.low, self.bounds[0] == "(")

    @property
    def upper_end(self) -> tuple[Decimal, bool]:
        """Orders upper ends: a closed one ends after an open one."""
        return (Decimal("Infinity") if self.high is None else self.high, self.bounds[1] == "]")
