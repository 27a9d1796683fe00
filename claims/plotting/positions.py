"""The claims of a conflict on one axis, grouped by position: a dot where it is written, thick what it likely means,
thin what its words allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.plotting.axis import Axis, Span, Tick, axis_for

_HEAD, _ROW, _GAP, _AXIS = 1.9, 1.6, 0.7, 2.6
_CLOSE, _CLOSE_HEAD = 0.66, 1.6  # the heights of a row and of a name where there are too many to name each
_MANY = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim to be drawn. `dots`: the number written, both ends of a range, the middle of a period."""

    key: int
    label: str
    value: str
    dots: tuple[float, ...]
    likely: Span
    strict: Span
    as_of: str = ""
    is_denied: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the axis in percent; an end that goes on beyond what is drawn carries an arrow."""

    start: float
    end: float
    goes_on_left: bool = False
    goes_on_right: bool = False

    @property
    def width(self) -> float:
        return round(self.end - self.start, 3)


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as drawn; `y` is the middle of its row in em."""

    mark: Mark
    y: float
    dots: tuple[float, ...]
    likely: Bar
    strict: Bar


@dataclass(frozen=True, slots=True)
class Band:
    """One position: its name, what its claims share, and their rows. `number` is the position's, from 1."""

    number: int
    label: str
    top: float
    height: float
    shared: Bar | None
    rows: tuple[Row, ...]

    @property
    def name_y(self) -> float:
        """Where its name is written."""
        return round(self.top + 1.25, 2)

    @property
    def tone(self) -> int:
        """Which of the six colours it is drawn in."""
        return (self.number - 1) % 6 + 1


@dataclass(frozen=True, slots=True)
class Plot:
    """All of it. Heights are in em, places along the axis in percent."""

    axis: Axis
    bands: tuple[Band, ...]
    height: float
    accepted: Bar | None
    are_close: bool
    """There are too many claims to name each beside its row."""

    @property
    def ticks(self) -> list[Tick]:
        return self.axis.ticks

    @property
    def floor(self) -> float:
        """Where the axis lies."""
        return round(self.height - _AXIS, 2)

    @property
    def tick_y(self) -> float:
        return round(self.floor + 1.3, 2)


@dataclass(frozen=True, slots=True)
class Group:
    """The marks of one position, and the values they share."""

    number: int
    label: str
    marks: tuple[Mark, ...]
    shared: Span | None = None


def plot_of(
    groups: Sequence[Group],
    *,
    accepted: Span | None = None,
    is_date: bool = False,
    is_yearless: bool = False,
    language: str = "en",
) -> Plot | None:
    """The drawing; None where no claim has a number to draw."""
    marks = [mark for group in groups for mark in group.marks]
    needed = [number for mark in marks for number in (*mark.dots, *mark.likely.ends)]
    if not needed:
        return None
    needed += accepted.ends if accepted else []
    wished = [number for mark in marks for number in mark.strict.ends]
    axis = axis_for(needed, wished, is_date=is_date, is_yearless=is_yearless, language=language)
    are_close = len(marks) > _MANY
    top, bands = 0.0, list[Band]()
    for group in groups:
        bands.append(_band(group, axis, top, are_close=are_close))
        top = round(top + bands[-1].height + _GAP, 2)
    return Plot(axis, tuple(bands), round(top + _AXIS, 2), _bar(accepted, axis) if accepted else None, are_close)


def _band(group: Group, axis: Axis, top: float, *, are_close: bool) -> Band:
    head, row = (_CLOSE_HEAD, _CLOSE) if are_close else (_HEAD, _ROW)
    rows = tuple(
        Row(
            mark,
            round(top + head + row * (place + 0.5), 2),
            tuple(axis.place(dot) for dot in mark.dots),
            _bar(mark.likely, axis),
            _bar(mark.strict, axis),
        )
        for place, mark in enumerate(group.marks)
    )
    shared = _bar(group.shared, axis) if group.shared else None
    return Band(group.number, group.label, top, round(head + row * len(rows), 2), shared, rows)


def _bar(span: Span, axis: Axis) -> Bar:
    """What of a span is on the axis, at least a sliver of it."""
    start = axis.low if span.low is None else span.low
    end = axis.high if span.high is None else span.high
    return Bar(
        axis.place(start),
        axis.place(end),
        goes_on_left=span.low is None or span.low < axis.low,
        goes_on_right=span.high is None or span.high > axis.high,
    )
