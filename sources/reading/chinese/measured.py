"""Chinese numbers with their signs, units, nouns and modifiers."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading import quantities
from sources.reading.chinese import counting, designations, lexicon, modifiers, temperatures
from sources.reading.chinese.amount import Amount
from sources.reading.chinese.amounts import amount_at, more_after
from sources.reading.chinese.compounds import range_with_unit_twice, with_minor
from sources.reading.chinese.counting import CountedUnit
from sources.reading.numerals import is_serial
from sources.reading.passage import Outcome, Passage
from sources.reading.quantities import Place

_COMPARED = re.compile(r"\s?(?:还|更)?(?:(?P<up>[大多高长重贵])|[小少低短轻])(?![型会约概致数家])")


def amount_mention(passage: Passage, place: int) -> Outcome:
    text, end = passage.text, passage.end
    amount = amount_at(text, place, end)
    if amount is None:
        return None, place + 1
    if any(number is not None and number.is_beyond_reckoning for number in (amount.low, amount.high)):
        return None, amount.core_end
    if designations.names_a_thing(text, place, amount.core_end, end, passage.start):
        return None, amount.core_end
    if not amount.has_digits:
        word_end = lexicon.word_at(text, place, end)
        if word_end is not None and not amount.is_fraction and (amount.core_end <= word_end or amount.is_bare_scale):
            unit = counting.unit_at(text, amount.core_end, end)
            if unit is None or not unit.measures or unit.end <= word_end:  # 十分钟 is more than 十分
                return None, word_end
        if lexicon.inside_word(text, place, passage.floor):
            return None, amount.core_end
        clock = lexicon.clock_at(text, place, passage.start, end)
        if clock is not None:
            return None, clock
    elif lexicon.names_a_type(text, place, passage.start):
        return None, amount.core_end
    return _with_surroundings(passage, amount)


def _with_surroundings(passage: Passage, amount: Amount) -> Outcome:
    text = passage.text
    stop = more_after(text, amount, passage.end)
    unit = counting.unit_at(text, stop, passage.end) or temperatures.lettered(text, stop, passage.end)
    symbol = counting.symbol_before(text, passage.floor, amount.core_start)
    if symbol and unit and unit.kind == "money" and "，" in text[amount.core_start : amount.core_end]:
        # $20，300美元: with a currency at either end these are two sums, and the comma parts them.
        comma = text.index("，", amount.core_start)
        amount, unit = amount_at(text, amount.core_start, comma) or amount, None
    start = symbol[1] if symbol else amount.core_start
    amount, unit, start = _on_scale(passage, amount, unit, start)
    found, start = _modifiers_before(passage, amount, unit, start)
    amount, unit = with_minor(text, amount, unit, passage.end)
    end = unit.end if unit else more_after(text, amount, passage.end)
    after = modifiers.after_unit(text, unit.classifier_end if unit else end, passage.end, bool(unit and unit.measures))
    if after is not None and not (unit is None and after[0] == "approx_over"):
        found, end = (*found, after[0]), max(end, after[1])
    compared = _compared(passage, amount, unit, start, bool(found))
    if compared is not None:
        found, start, end, unit = (compared[0],), start - 1, compared[1], compared[2]
    if not _stands(passage, amount, unit, bool(found or symbol)):
        return None, max(amount.core_end, amount.core_start + 1)
    if not found:
        hanging = modifiers.detached(text, passage.floor, amount.core_start)
        found = (hanging,) if hanging else ()
    if unit is not None and amount.high is None:
        amount, end = range_with_unit_twice(text, amount, unit, end, passage.end)
    name = symbol[0] if symbol else unit.name if unit else amount.unit
    kind = amount.kind or (unit.kind if unit and not symbol else quantities.kind_of(name))
    if name:
        name = counting.per(text, passage.floor, start, name)
    mention = quantities.quantity(
        text, Place(start, end, amount.core_start, amount.core_end), amount.low, high=amount.high,
        kind=kind, unit=name, modifiers=tuple(dict.fromkeys(found)), noun=unit.noun if unit else None,
    )  # fmt: skip
    return mention, end


def _on_scale(
    passage: Passage, amount: Amount, unit: CountedUnit | None, start: int
) -> tuple[Amount, CountedUnit | None, int]:
    """So many degrees on the scale that stands before them: 零下摄氏5度."""
    scale = temperatures.scale_before(passage.text, passage.floor, start, unit)
    if scale is None or unit is None:
        return amount, unit, start
    return amount.negated() if scale.is_below else amount, replace(unit, name=scale.name), scale.start


def _modifiers_before(
    passage: Passage, amount: Amount, unit: CountedUnit | None, start: int
) -> tuple[tuple[str, ...], int]:
    text = passage.text
    found, start = modifiers.before(text, passage.floor, start, amount.core_end)
    if amount.is_bare_scale and not found and text[start - 1 : start] == "上" and start > passage.floor:
        found, start = ("at_least",), start - 1
    if amount.modifier:
        found = (*found, amount.modifier)
    if unit is not None and unit.modifier:
        found = (*found, unit.modifier)
    return found, start


def _compared(
    passage: Passage, amount: Amount, unit: CountedUnit | None, start: int, bounded: bool
) -> tuple[str, int, CountedUnit | None] | None:
    """比四分之一大: the bound, where its words end, and the unit between the two."""
    text = passage.text
    if bounded or start - 1 < passage.floor or text[start - 1] != "比" or amount.low is None:
        return None
    measure = unit if unit is not None and unit.measures else None
    match = _COMPARED.match(text, measure.end if measure else amount.core_end, passage.end)
    return ("more_than" if match["up"] else "less_than", match.end(), measure) if match else None


def _stands(passage: Passage, amount: Amount, unit: CountedUnit | None, bounded: bool) -> bool:
    """Whether this is a number at all: no 数 of 多数, no bare number within a title."""
    text, place = passage.text, amount.core_start
    if amount.low is None and not amount.is_bare_scale:
        before = text[place - 1] if place > passage.start else ""
        if text[place] == "数" and (before in lexicon.BEFORE_FEW or (unit is not None and unit.is_bare)):
            return False
    if unit is None and not bounded:
        if lexicon.in_title(text, place, passage.start):
            return False
        if amount.has_digits and (
            is_serial(text[place : amount.core_end]) or designations.follows_latin_name(text, place, passage.start)
        ):
            return False
    return amount.stands(text, passage.start, passage.end, unit, bounded)
