"""The unit of an axis, and where a value is written on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from claims.plotting.axis import Span
from sources.units import unit_named
from sources.values import DATE, Extent, Value, unit_in


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit of an axis: numbers of the base unit are turned into it."""

    unit: str
    is_date: bool
    is_yearless: bool
    language: str
    turned: Callable[[Decimal], float]

    @property
    def unit_said(self) -> str:
        return unit_in(self.unit, self.language) if self.unit else ""

    def span(self, extent: Extent) -> Span:
        return Span(*(None if end is None else self.turned(end) for end in (extent.low, extent.high)))

    def dots(self, value: Value, likely: Extent) -> tuple[float, ...]:
        """Where a value is written: its number, both ends of a range, the middle of a period."""
        if value.is_one_number:
            number = value.written.number
            converted = value.converted(Extent(number, number)).low
            return (self.turned(number if converted is None else converted),)
        ends = self.span(likely).ends
        if value.kind == DATE:
            return (sum(ends) / len(ends),) if ends else ()
        return tuple(dict.fromkeys(ends))


def scale_of(values: Iterable[Value], *, language: str) -> Scale:
    """The unit most of the values are written in, where it converts; days for dates."""
    listed = list(values)
    if any(value.kind == DATE for value in listed):
        is_yearless = all(value.is_yearless for value in listed)
        return Scale("", is_date=True, is_yearless=is_yearless, language=language, turned=float)
    written = Counter(value.unit for value in listed if value.unit)
    unit = unit_named(written.most_common(1)[0][0]) if written else None
    if unit is None or unit.base not in {value.base_unit for value in listed}:
        return Scale(unit.name if unit else "", is_date=False, is_yearless=False, language=language, turned=float)
    factor, offset = float(unit.factor), float(unit.offset)

    def turned(base: Decimal) -> float:
        return (float(base) - offset) / factor

    return Scale(unit.name, is_date=False, is_yearless=False, language=language, turned=turned)
