"""An axis: a stretch of numbers or days, even or by powers of ten, and the ticks a reader would choose."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sources.values import ANY_COUNT, Value, phrase_in

_WIDE = 100.0
"""From this ratio of the largest to the smallest value on the axis goes by powers of ten."""
_PAD = 0.06
_LETTERS = 56  # of tick labels that fit side by side
_STEPS = (1.0, 2.0, 5.0, 10.0)
_SOME_DAYS, _SOME_MONTHS, _MONTHS_A_YEAR = (1, 2, 5, 10), (1, 3, 6), 12
_MONTH, _YEAR = 30.44, 365.25
_FIRST_DAY, _LAST_DAY = dt.date.min.toordinal(), dt.date.max.toordinal()
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Span:
    """An interval on the axis; None is unbounded. Days are counted as `date.toordinal()`."""

    low: float | None
    high: float | None

    @property
    def ends(self) -> list[float]:
        return [end for end in (self.low, self.high) if end is not None]


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis, in percent from its beginning, and what is written there.

    `is_minor`: its label gives way where there is little room.
    """

    at: float
    label: str
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`: numbers, or days where `is_date`; `is_log`: each step is ten times the one before."""

    low: float
    high: float
    is_date: bool = False
    is_log: bool = False
    is_yearless: bool = False
    language: str = "en"

    def place(self, number: float) -> float:
        """Where a number stands, in percent; one beyond an end stands at that end."""
        low, high, number = self.low, self.high, min(max(number, self.low), self.high)
        if self.is_log:
            low, high, number = math.log10(low), math.log10(high), math.log10(number)
        return round(100 * (number - low) / (high - low), 3)

    @property
    def ticks(self) -> list[Tick]:
        """From two to six or so, at round numbers or at the beginnings of days, months or years."""
        if self.is_date:
            return self._listed(self._days())
        numbers = self._powers() if self.is_log else list(self._rounds(_most_ticks(self._longest)))
        return self._listed([(number, labelled(number, self.language)) for number in numbers])

    def _listed(self, places: Sequence[tuple[float, str]]) -> list[Tick]:
        return [Tick(self.place(number), label, bool(order % 2)) for order, (number, label) in enumerate(places)]

    @property
    def _longest(self) -> int:
        return max(len(labelled(round_to(end, 3), self.language)) for end in (self.low, self.high))

    def _rounds(self, most: int) -> Iterator[float]:
        step = _round_up((self.high - self.low) / most)
        number = math.ceil(self.low / step) * step
        while number <= self.high * (1 + 1e-9):
            yield round_to(number, 12)
            number += step

    def _powers(self) -> list[float]:
        first, last = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
        most = _most_ticks(self._longest)
        for digits in ((1, 2, 5), (1, 3), (1,)):
            numbers = [digit * 10.0**power for power in range(first, last + 1) for digit in digits]
            numbers = [number for number in numbers if self.low <= number <= self.high]
            if len(numbers) <= most:
                return numbers
        return numbers[:: math.ceil(len(numbers) / most)]

    def _days(self) -> list[tuple[float, str]]:
        span = self.high - self.low
        for step in _SOME_DAYS:
            if span / step <= 5:
                return [(day.toordinal(), self._day(day)) for day in self._each_day(step)]
        for step in _SOME_MONTHS:
            if span / _MONTH / step <= 5:
                return [(day.toordinal(), self._month(day)) for day in self._each_month(step)]
        step = int(_round_up(span / _YEAR / 5))
        years = self._each_month(_MONTHS_A_YEAR * max(step, 1))
        return [(day.toordinal(), f"{day.year}年" if self.language == "zh" else str(day.year)) for day in years]

    def _each_day(self, step: int) -> Iterator[dt.date]:
        for number in range(math.ceil(self.low), math.floor(self.high) + 1, step):
            yield _day_numbered(number)

    def _each_month(self, step: int) -> Iterator[dt.date]:
        first = _day_numbered(math.floor(self.low))
        months = (first.year * 12 + first.month - 1) // step * step
        while months < 12 * dt.MAXYEAR:
            if months >= 12:
                day = dt.date(months // 12, months % 12 + 1, 1)
                if day.toordinal() > self.high:
                    return
                if day.toordinal() >= self.low:
                    yield day
            months += step

    def _day(self, day: dt.date) -> str:
        if self.language == "zh":
            return f"{day.month}月{day.day}日" if self.is_yearless else f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]}" + ("" if self.is_yearless else f" {day.year}")

    def _month(self, day: dt.date) -> str:
        if self.language == "zh":
            return f"{day.month}月" if self.is_yearless else f"{day.year}年{day.month}月"
        return _MONTHS[day.month - 1] + ("" if self.is_yearless else f" {day.year}")


def axis_for(
    needed: Iterable[float], wished: Iterable[float], *, is_date: bool, is_yearless: bool = False, language: str = "en"
) -> Axis:
    """An axis that holds every needed number, and the wished ones that lie near.

    Wished are the far ends of what words merely allow: "less than a million" allows nothing at all, and an axis that
    begins there tells nothing of the rest.
    """
    numbers = sorted(needed)
    low, high = numbers[0], numbers[-1]
    is_log = not is_date and low > 0 and high / low > _WIDE
    reach = (high - low) or abs(high) / 2 or 1.0
    near = (low / 10, high * 10) if is_log else (low - reach, high + reach)
    for number in wished:
        if near[0] <= number <= near[1] and (number > 0 or not is_log):
            low, high = min(low, number), max(high, number)
    if is_log:
        ratio = (high / low) ** _PAD
        return Axis(low / ratio, high * ratio, is_log=True, language=language)
    pad = (high - low) * _PAD or (15.0 if is_date else abs(high) * 0.1 or 1.0)
    if is_date:
        low, high = max(low - pad, _FIRST_DAY), min(high + pad, _LAST_DAY)
        return Axis(low, high, is_date=True, is_yearless=is_yearless, language=language)
    return Axis(low - pad if low < 0 else max(low - pad, 0.0), high + pad, language=language)


def labelled(number: float, language: str) -> str:
    """As values are shown, without an end of zeros: "43,000", "1.5 million", "0.25"."""
    digits = f"{Decimal(repr(round_to(number, 12))).normalize():f}"
    return phrase_in(Value(ANY_COUNT, digits, digits, "exact", None, "1"), language)


def round_to(number: float, digits: int) -> float:
    return float(f"{number:.{digits}g}")


def _round_up(number: float) -> float:
    """The next number whose first digit is 1, 2 or 5 and whose others are none."""
    power = 10.0 ** math.floor(math.log10(number))
    return next(step * power for step in _STEPS if step * power >= number * (1 - 1e-9))


def _most_ticks(letters: int) -> int:
    return min(max(_LETTERS // (letters + 3), 2), 6)


def _day_numbered(number: int) -> dt.date:
    return dt.date.fromordinal(min(max(number, _FIRST_DAY), _LAST_DAY))
