"""What a Chinese number goes on with after its unit: 五元三毛, 三块五, 1米8, 两年半, 一小时三十分钟, 3斤5两."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from sources.reading.chinese import counting
from sources.reading.chinese.amount import Amount
from sources.reading.chinese.amounts import amount_at, more_after
from sources.reading.chinese.counting import CountedUnit
from sources.reading.chinese.dated import RANGE_MARK
from sources.reading.chinese.numerals import DIGIT, SCALE, value_of
from sources.reading.compounds import with_part
from sources.reading.numerals import Numeral

_MINOR = re.compile(
    rf"零?\s?(?:(?P<jiao>\d|[{DIGIT}])\s?[角毛毫](?!米|克|升|安|秒)(?:钱)?)?\s?(?:(?P<fen>\d{{1,2}}|[{DIGIT}])\s?(?:分钱?(?!之)|(?<=[角毛毫].)(?![\w%])))?"
)
_ONE_MORE = re.compile(rf"(?P<zero>零?)(?P<digit>\d(?!\d)|[{DIGIT}])(?![{DIGIT}{SCALE}个月年日天%多分])")
_HALF_MORE = re.compile(r"\s?半(?![年天个小夜路价岛数])")
_NEXT_PART = re.compile(rf"\s?(?:零|又|加)?\s?(?=[\d{DIGIT}十])")
_MONEY_WITH_CHANGE = "元块圆钱蚊"
_ADDED_UP = ("quantity", "duration")


def with_minor(text: str, amount: Amount, unit: CountedUnit | None, end: int) -> tuple[Amount, CountedUnit | None]:
    """The number with all that goes on after its unit, its core up to the last numeral."""
    if unit is None or not unit.measures or amount.low is None or amount.high is not None or unit.modifier:
        return amount, unit
    if unit.factor != 1:
        amount = replace(amount, low=amount.low.times(unit.factor))
    return (
        _half(text, amount, unit, end) or _change(text, amount, unit, end) or _in_smaller_units(text, amount, unit, end)
    )


def _half(text: str, amount: Amount, unit: CountedUnit, end: int) -> tuple[Amount, CountedUnit] | None:
    """一个半小时, 两年半."""
    if unit.and_a_half:
        return _more(amount, unit, Decimal("0.5"), text.index("半", amount.core_end, unit.end) + 1, unit.end)
    half = _HALF_MORE.match(text, unit.end, end)
    return _more(amount, unit, Decimal("0.5"), half.end(), half.end()) if half else None


def _change(text: str, amount: Amount, unit: CountedUnit, end: int) -> tuple[Amount, CountedUnit] | None:
    """Small money, and the bare digit that is a tenth: 五元三毛, 三块五, 1米8."""
    if text[unit.end - 1] in _MONEY_WITH_CHANGE or unit.factor != 1:
        minor = _MINOR.match(text, unit.end, end)
        if minor and minor.lastgroup:
            more = _cents(minor["jiao"], 10) + _cents(minor["fen"], 1)
            return _more(amount, unit, more, minor.end(minor.lastgroup), minor.end())
    if text[unit.end - 1] in "块米蚊" or unit.factor != 1:
        one = _ONE_MORE.match(text, unit.end, end)
        if one:
            worth = 1 if one["zero"] or unit.factor != 1 else 10
            return _more(amount, unit, _cents(one["digit"], worth), one.end(), one.end())
    return None


def _more(
    amount: Amount, unit: CountedUnit, more: Decimal, core_end: int, end: int
) -> tuple[Amount, CountedUnit] | None:
    if not more or amount.low is None:
        return None
    place = Decimal(1).scaleb(-len(str(more).partition(".")[2].rstrip("0")))
    value = Numeral(amount.low.number + more, place)
    return replace(amount, low=value, core_end=core_end), replace(unit, classifier_end=end, end=end)


def _cents(written: str | None, worth: int) -> Decimal:
    value = value_of(written) if written else None
    return value.number * worth / 100 if value else Decimal(0)


def _in_smaller_units(text: str, amount: Amount, unit: CountedUnit, end: int) -> tuple[Amount, CountedUnit]:
    """一小时三十分钟, 3斤5两, 5英尺2英寸."""
    previous = unit
    while unit.kind in _ADDED_UP and unit.name and previous.name and amount.low is not None:
        mark = _NEXT_PART.match(text, unit.end, end)
        second = amount_at(text, mark.end(), end) if mark else None
        if second is None or second.low is None or second.high is not None or second.unit or second.modifier:
            break
        other = counting.unit_at(text, second.core_end, end)
        if other is None or not other.measures or not other.name or other.modifier or other.and_a_half:
            break
        total = with_part(amount.low, unit.name, second.low, other.name, previous.name)
        if total is None:
            break
        amount = replace(amount, low=total[0], core_end=second.core_end)
        counted = unit if total[1] == unit.name else other
        unit, previous = replace(counted, classifier_end=other.classifier_end, end=other.end), other
    return amount, unit


def range_with_unit_twice(text: str, amount: Amount, unit: CountedUnit, end: int, last: int) -> tuple[Amount, int]:
    """A range that names its unit at both ends: 1万元至5万元; else the amount and `end` as they are."""
    mark = RANGE_MARK.match(text, unit.end, last)
    if mark is None or mark["and"] or mark.end() >= last:
        return amount, end
    second = amount_at(text, mark.end(), last) if text[mark.end()].isalnum() else None
    other = counting.unit_at(text, more_after(text, second, last), last) if second else None
    if second is None or other is None or (other.name, other.kind) != (unit.name, unit.kind):
        return amount, end
    second, found = with_minor(text, second, other, last)
    if amount.low is None or second.low is None or amount.low.number >= second.low.number or found is None:
        return amount, end
    return replace(amount, high=second.low, core_end=second.core_end), found.end
