"""One value: what is written, and the extents its words allow."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sources.units import unit_named
from sources.values.extent import Extent
from sources.values.periods import date_extents
from sources.values.table import CLASSES, EXTENTS, Written

DATE = "date"
NAME = "name"
ANY_COUNT = "count"
MONTH_OF_AGE = "month of age"
_SCALES_WITHOUT_ZERO = {"temperature"}
_TENTH, _TWENTIETH, _ONE = Decimal("0.1"), Decimal("0.05"), Decimal(1)


class NoExtent(ValueError):
    """The words name no value a machine may compare ("several", "数十")."""


@dataclass(frozen=True)
class Value:
    """What a claim says. Build it with the fields of a `Mention`.

    kind        count, quantity, money, percent, ratio, ordinal, rank, date, duration or age; name: a claim's own words
                say which, and there is no extent
    low, high   the bare number as written (exact decimal) or the ISO first and last day; None is unbounded
    modifier    one key of EXTENTS, "between", "since", "until", or two joined by "+"
    unit        an English singular of `sources.units` or a counted noun; None where there is none
    precision   numbers: the place value of the last significant digit ("1000"), "0" for "exactly" and
                fractions; dates: day, month, quarter, half, year, decade, century, or one of them after
                "early-", "mid-", "late-" (then low and high are the likely part of it)
    """

    kind: str
    low: str | None
    high: str | None
    modifier: str
    unit: str | None
    precision: str

    @property
    def dimension(self) -> str:
        """What it can be compared with: values of other dimensions never are."""
        if self.kind == DATE:
            return DATE
        if self.kind in ("age", "ordinal", "rank"):
            return self.kind
        if self.unit is None:
            return ANY_COUNT if self.kind == "count" else self.kind
        unit = unit_named(self.unit)
        return unit.dimension if unit else self.kind

    @property
    def base_unit(self) -> str:
        """The unit the extents are counted in ("date" for days, "count" where no unit is written)."""
        if self.kind == "age":
            return MONTH_OF_AGE
        unit = None if self.kind in (DATE, "ordinal", "rank") else unit_named(self.unit)
        return unit.base if unit else self.dimension

    @cached_property
    def strict(self) -> Extent:
        return self._extents[0]

    @cached_property
    def likely(self) -> Extent:
        return self._extents[1]

    @property
    def is_yearless(self) -> bool:
        return self.kind == DATE and (self.low or self.high or "").startswith("--")

    @property
    def is_one_number(self) -> bool:
        """Whether a single number is written, with a bound or without one: no range, no date, not nothing."""
        return self.kind != DATE and (self.low, self.high) != (None, None) and self._range is None

    @property
    def _range(self) -> list[Decimal] | None:
        """Both ends of a range, sorted; None where no range is written."""
        if self.modifier.startswith("between") or (self.low and self.high and self.low != self.high):
            return sorted(Decimal(end) for end in (self.low, self.high) if end is not None)
        return None

    @cached_property
    def _extents(self) -> tuple[Extent, Extent]:
        """Raises NoExtent where the words allow none."""
        if self.low is None and self.high is None:
            raise NoExtent("no number is written here")
        strict, likely = date_extents(self) if self.kind == DATE else self._number_extents()
        return strict, likely.intersection(strict)

    def _number_extents(self) -> tuple[Extent, Extent]:
        if ends := self._range:
            return self._in_base(Extent(ends[0], ends[-1]), Extent(ends[0], ends[-1]))
        written = self.written
        strict, likely = _stacked([EXTENTS[name](written) for name in self.modifier.split("+")])
        return self._in_base(strict, likely)

    @property
    def written(self) -> Written:
        """The bare number as the table of meanings needs it."""
        number = Decimal(self.low if self.low is not None else self.high or "0")
        size, place = abs(number), Decimal(self.precision)
        counted = self.kind in ("count", "ordinal", "rank")
        scale = self.dimension in _SCALES_WITHOUT_ZERO
        if self.kind == "percent":
            place = min(place, _ONE)
        half = place / 2 if scale else min(place / 2, size * _TWENTIETH)
        if (counted and place == 1) or self.kind in ("ordinal", "rank"):
            half = Decimal(0)
        step = place if scale else min(place or _ONE, size / 4)
        if counted:
            step = max(step, _ONE)
        floor = Decimal(0) if counted and number > 0 else None
        return Written(number, half, step or _ONE, place, floor, Decimal(0) if scale else size * _TENTH)

    def _in_base(self, *extents: Extent) -> tuple[Extent, Extent]:
        strict, likely = (self.converted(extent) for extent in extents)
        return strict, likely

    def converted(self, extent: Extent) -> Extent:
        """An extent of the unit as written, in the base unit."""
        unit = unit_named(self.unit)
        if unit is None or unit.base == unit.name:
            return extent
        low, high = (None if end is None else unit.to_base(end) for end in (extent.low, extent.high))
        return Extent(low, high, extent.bounds)

    def tolerant(self, extent: Extent, tolerance: Decimal | None) -> Extent:
        """An extent of this value where answers that differ by `tolerance` percent count as one.

        Either of two takes half of it upon itself. Dates and temperatures have none: a share of them means nothing.
        """
        if tolerance is None or self.kind == DATE or self.dimension in _SCALES_WITHOUT_ZERO:
            return extent
        return extent.widened(tolerance / 200)

    @property
    def modifier_class(self) -> str:
        """Of stacked modifiers the bounding one counts: "at least about" looks upwards."""
        classes = [CLASSES.get(name, name) for name in self.modifier.split("+")]
        return next((name for name in classes if name != "point"), "point")


def _stacked(pairs: list[tuple[Extent, Extent]]) -> tuple[Extent, Extent]:
    strict, likely = pairs[0]
    for other_strict, other_likely in pairs[1:]:
        strict, likely = strict.hull(other_strict), likely.hull(other_likely)
    return strict, likely
