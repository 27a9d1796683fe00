"""Figures that change over time: each by the day it holds for, joined where they develop, marked where they clash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from claims.plotting.axis import Axis, Span, Tick, axis_for

_HEIGHT, _TOP, _FOOT = 17.0, 1.6, 2.4


@dataclass(frozen=True, slots=True)
class SeriesMark:
    """One claim with a number and the day or period it holds for, as `date.toordinal()`."""

    key: int
    value: str
    label: str
    as_of: str
    day: float
    dot: float
    likely: Span
    strict: Span


@dataclass(frozen=True, slots=True)
class Point:
    """A claim as drawn: `x` in percent; the others are heights in em, the upper end first. None: it goes on there."""

    mark: SeriesMark
    x: float
    y: float
    likely: tuple[float, float]
    strict: tuple[float, float]
    goes_on_up: bool
    goes_on_down: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """From one date to the next; `is_unsure` where one of them is disputed."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A line across, with what is written on it."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Series:
    """The drawing. `clashes`: where, in percent, claims of one date contradict each other."""

    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    clashes: tuple[float, ...]
    levels: tuple[Level, ...]
    ticks: tuple[Tick, ...]
    height: float = _HEIGHT
    is_log: bool = False

    @property
    def top(self) -> float:
        return _TOP

    @property
    def floor(self) -> float:
        return round(_HEIGHT - _FOOT, 2)

    @property
    def inner(self) -> float:
        return round(self.floor - _TOP, 2)

    @property
    def tick_y(self) -> float:
        return round(self.floor + 1.3, 2)


def series_of(marks: Sequence[SeriesMark], *, is_date: bool = False, language: str = "en") -> Series | None:
    """The drawing; None where fewer than two dates are told, which is no development."""
    ordered = sorted(marks, key=lambda mark: (mark.day, mark.dot, mark.key))
    if len({mark.day for mark in ordered}) < 2:
        return None
    days = axis_for([mark.day for mark in ordered], [], is_date=True, language=language)
    needed = [number for mark in ordered for number in (mark.dot, *mark.likely.ends)]
    values = axis_for(needed, [n for m in ordered for n in m.strict.ends], is_date=is_date, language=language)
    by_day = [list(group) for _, group in groupby(ordered, key=lambda mark: mark.day)]
    places = [(days.place(group[0].day), _y(values, median(m.dot for m in group)), _clash(group)) for group in by_day]
    return Series(
        points=tuple(_point(mark, days, values) for mark in ordered),
        segments=tuple(Segment(a[0], a[1], b[0], b[1], a[2] or b[2]) for a, b in pairwise(places)),
        clashes=tuple(x for x, _, clashes in places if clashes),
        levels=tuple(Level(_height(tick.at), tick.label) for tick in values.ticks),
        ticks=tuple(days.ticks),
        is_log=values.is_log,
    )


def _clash(group: Sequence[SeriesMark]) -> bool:
    """Whether the claims of one date share no likely value."""
    lows = [mark.likely.low for mark in group if mark.likely.low is not None]
    highs = [mark.likely.high for mark in group if mark.likely.high is not None]
    return bool(lows and highs) and max(lows) > min(highs)


def _point(mark: SeriesMark, days: Axis, values: Axis) -> Point:
    likely, strict = mark.likely, mark.strict
    return Point(
        mark,
        days.place(mark.day),
        _y(values, mark.dot),
        (_y(values, _or(likely.high, values.high)), _y(values, _or(likely.low, values.low))),
        (_y(values, _or(strict.high, values.high)), _y(values, _or(strict.low, values.low))),
        goes_on_up=strict.high is None or strict.high > values.high,
        goes_on_down=strict.low is None or strict.low < values.low,
    )


def _or(end: float | None, otherwise: float) -> float:
    return otherwise if end is None else end


def _y(values: Axis, number: float) -> float:
    return _height(values.place(number))


def _height(percent: float) -> float:
    """A place on the value axis as a height: the largest is at the top."""
    return round(_TOP + (_HEIGHT - _TOP - _FOOT) * (1 - percent / 100), 3)
