"""Chinese numbers with their signs, units, nouns and modifiers."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from sources.reading import quantities
from sources.reading.chinese import counting, lexicon, modifiers
from sources.reading.chinese.amounts import Amount, amount_at, more_after
from sources.reading.chinese.counting import CountedUnit
from sources.reading.chinese.dated import RANGE_MARK
from sources.reading.chinese.numerals import DIGIT, SCALE, value_of
from sources.reading.numerals import Numeral
from sources.reading.passage import Outcome, Passage
from sources.reading.quantities import Place

_MINOR = re.compile(rf"零?\s?(?:(?P<jiao>\d|[{DIGIT}])\s?[角毛](?:钱)?)?\s?(?:(?P<fen>\d{{1,2}}|[{DIGIT}])\s?分钱?)?")
_ONE_MORE = re.compile(rf"(?P<zero>零?)(?P<digit>\d(?!\d)|[{DIGIT}])(?![{DIGIT}{SCALE}个月年日天%多分])")
_HALF_MORE = re.compile(r"\s?半(?![年天个小夜路价岛数])")


def amount_mention(passage: Passage, place: int) -> Outcome:
    text, end = passage.text, passage.end
    amount = amount_at(text, place, end)
    if amount is None:
        return None, place + 1
    if not amount.has_digits:
        word_end = lexicon.word_at(text, place, end)
        if word_end is not None and not amount.is_fraction and (amount.core_end <= word_end or amount.is_bare_scale):
            return None, word_end
        if lexicon.inside_word(text, place, passage.floor):
            return None, amount.core_end
    elif lexicon.names_a_type(text, place, passage.start):
        return None, amount.core_end
    return _with_surroundings(passage, amount)


def _with_surroundings(passage: Passage, amount: Amount) -> Outcome:
    text = passage.text
    unit = counting.unit_at(text, more_after(text, amount, passage.end), passage.end)
    symbol = counting.symbol_before(text, passage.floor, amount.core_start)
    start = symbol[1] if symbol else amount.core_start
    found, start = modifiers.before(text, passage.floor, start)
    if amount.is_bare_scale and not found and text[start - 1 : start] == "上" and start > passage.floor:
        found, start = ("at_least",), start - 1
    if amount.modifier:
        found = (*found, amount.modifier)
    if unit is not None and unit.modifier:
        found = (*found, unit.modifier)
    amount, unit = _with_minor(text, amount, unit, passage.end)
    end = unit.end if unit else more_after(text, amount, passage.end)
    after = modifiers.after_unit(text, unit.classifier_end if unit else end, passage.end)
    if after is not None and not (unit is None and after[0] == "approx_over"):
        found, end = (*found, after[0]), max(end, after[1])
    if not amount.stands(text, passage.start, passage.end, unit, bool(found or symbol)):
        return None, max(amount.core_end, amount.core_start + 1)
    if not found:
        hanging = modifiers.detached(text, passage.floor, amount.core_start)
        found = (hanging,) if hanging else ()
    if unit is not None and amount.high is None:
        amount, end = _unit_twice(text, amount, unit, end, passage.end)
    name = symbol[0] if symbol else unit.name if unit else amount.unit
    kind = amount.kind or (unit.kind if unit and not symbol else quantities.kind_of(name))
    if name:
        name = counting.per(text, passage.floor, start, name)
    mention = quantities.quantity(
        text, Place(start, end, amount.core_start, amount.core_end), amount.low, high=amount.high,
        kind=kind, unit=name, modifiers=_clean(found), noun=unit.noun if unit else None,
    )  # fmt: skip
    return mention, end


def _with_minor(text: str, amount: Amount, unit: CountedUnit | None, end: int) -> tuple[Amount, CountedUnit | None]:
    """What a number goes on with after its unit: 五元三毛, 三块五, 三米九, 两年半, 一个半小时."""
    if unit is None or not unit.measures or amount.low is None or amount.high is not None or unit.modifier:
        return amount, unit
    half = None if unit.and_a_half else _HALF_MORE.match(text, unit.end, end)
    more, stop = Decimal(0), unit.end
    if unit.and_a_half or half:
        more, stop = Decimal("0.5"), half.end() if half else stop
    elif text[unit.end - 1] in "元块圆钱":
        minor = _MINOR.match(text, unit.end, end)
        if minor and minor.lastgroup:
            more, stop = _cents(minor["jiao"], 10) + _cents(minor["fen"], 1), minor.end()
    if not more and text[unit.end - 1] in "块米":
        one = _ONE_MORE.match(text, unit.end, end)
        if one:
            more, stop = _cents(one["digit"], 1 if one["zero"] else 10), one.end()
    if not more:
        return amount, unit
    place = Decimal(1).scaleb(-len(str(more).partition(".")[2].rstrip("0")))
    return replace(amount, low=Numeral(amount.low.number + more, place)), replace(unit, classifier_end=stop, end=stop)


def _cents(written: str | None, worth: int) -> Decimal:
    value = value_of(written) if written else None
    return value.number * worth / 100 if value else Decimal(0)


def _unit_twice(text: str, amount: Amount, unit: CountedUnit, end: int, last: int) -> tuple[Amount, int]:
    """A range that names its unit at both ends: 1万元至5万元."""
    mark = RANGE_MARK.match(text, unit.end, last)
    if mark is None or mark["and"] or mark.end() >= last:
        return amount, end
    second = amount_at(text, mark.end(), last) if text[mark.end()].isalnum() else None
    other = counting.unit_at(text, more_after(text, second, last), last) if second else None
    if second is None or other is None or (other.name, other.kind) != (unit.name, unit.kind):
        return amount, end
    second, found = _with_minor(text, second, other, last)
    if amount.low is None or second.low is None or amount.low.number >= second.low.number or found is None:
        return amount, end
    return replace(amount, high=second.low, core_end=second.core_end), found.end


def _clean(found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
