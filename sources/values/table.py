"""The table of meanings (DESIGN 4): what each modifier makes of a written number.

Change it only together with TABLE_VERSION, which is stored beside every computed extent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from sources.values.extent import Extent

TABLE_VERSION = 1


@dataclass(frozen=True, slots=True)
class Written:
    """A bare number as the extent table needs it: X, the half width h of its cell, its step s and g."""

    number: Decimal
    half: Decimal
    step: Decimal
    place: Decimal
    floor: Decimal | None
    margin: Decimal

    @property
    def cell(self) -> Extent:
        if not self.half:
            return Extent(self.number, self.number)
        return Extent(self.number - self.half, self.number + self.half, "[)")

    @property
    def about(self) -> Extent:
        return self.cell.hull(Extent(self.number - self.margin, self.number + self.margin))


Rule = Callable[[Written], tuple[Extent, Extent]]


def same(extent: Extent) -> tuple[Extent, Extent]:
    return extent, extent


EXTENTS: dict[str, Rule] = {
    "exact": lambda x: same(x.cell),
    "about": lambda x: same(x.about),
    "more_than": lambda x: (Extent(x.number, None, "()"), Extent(x.number, x.number + x.step, "(]")),
    "at_least": lambda x: (Extent(x.number, None, "[)"), Extent(x.number, x.number + x.step)),
    "approx_over": lambda x: same(Extent(x.number, x.number + (x.place or x.step), "[)")),
    "less_than": lambda x: (Extent(x.floor, x.number, "[)"), Extent(x.number - x.step, x.number, "[)")),
    "nearly": lambda x: same(Extent(x.number - (x.margin or x.step), x.number)),
    "at_most": lambda x: (Extent(x.floor, x.number), Extent(x.number - x.step, x.number)),
}
CLASSES = {
    "exact": "point",
    "about": "point",
    "more_than": "upwards",
    "at_least": "upwards",
    "approx_over": "upwards",
    "less_than": "downwards",
    "at_most": "downwards",
    "nearly": "downwards",
}
