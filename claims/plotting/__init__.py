"""Claims drawn on an axis: where each one stands, so that a reader sees in a moment which of them clash.

    axis       numbers or days as shares of a width or a height, with ticks a reader would choose
    positions  the claims of a conflict on one axis, grouped by position
    series     figures that change over time, by the day they hold for
    scale      the unit of the axis

In go marks, out come shapes; a template puts them into SVG. Whatever runs along the axis is in percent of its length,
so that a drawing fits any screen while its letters keep their size; whatever lies across it is in em.
"""

from claims.plotting.axis import Axis, Span, Tick
from claims.plotting.positions import Band, Bar, Group, Mark, Plot, Row, plot_of
from claims.plotting.scale import Scale, scale_of
from claims.plotting.series import Point, Segment, Series, SeriesMark, series_of

__all__ = [
    "Axis",
    "Band",
    "Bar",
    "Group",
    "Mark",
    "Plot",
    "Point",
    "Row",
    "Scale",
    "Segment",
    "Series",
    "SeriesMark",
    "Span",
    "Tick",
    "plot_of",
    "scale_of",
    "series_of",
]
