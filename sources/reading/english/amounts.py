"""English numbers with their signs, units, nouns and modifiers."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from sources.reading import quantities
from sources.reading.english import counting, lexicon, modifiers
from sources.reading.english.counting import CountedUnit
from sources.reading.english.numerals import Written, numeral_at
from sources.reading.english.ranges import BETWEEN, FROM, range_of, unit_after
from sources.reading.numerals import Numeral
from sources.reading.passage import Outcome, Passage
from sources.reading.quantities import Place
from sources.units import unit_named

_IDENTIFIER = re.compile(r"[\w.+\-]*\w(?:,\d{3})*")
_MINUS = re.compile(r"(?:\b(?:minus|negative)[\s-]+|(?<![\w)])[-−–])\Z", re.IGNORECASE)
_AGE_IN_COMMAS = re.compile(r"(?<=[a-z]),\s\Z")
_NEXT_PART = re.compile(r"\s(?:and\s)?(?=[\da-zA-Z])", re.IGNORECASE)


def amount_mention(passage: Passage, place: int, word: str) -> Outcome:
    text, end = passage.text, passage.end
    sign = counting.sign_before(text, passage.floor, place)
    written = numeral_at(text, place, end, money=sign is not None)
    if written is None:
        return None, identifier_end(text, place, end) if word[0].isdigit() else place + len(word)
    if written.words:
        idiom = lexicon.idiom_at(text, place, end)
        if idiom is not None or (
            word == "one" and written.end - place == 3 and lexicon.inside_phrase(text, place, passage.floor, "one")
        ):
            return None, idiom or written.end
    elif sign is None and lexicon.is_label(text, place, passage.start):
        return None, written.end
    return _with_surroundings(passage, written, sign)


def _with_surroundings(passage: Passage, written: Written, sign: tuple[str, int, bool] | None) -> Outcome:
    text, end = passage.text, passage.end
    core_start, low = written.start, written.value
    if (
        text[core_start - 1 : core_start] == "."
        and core_start - 1 >= passage.floor
        and not text[max(0, core_start - 2) : core_start - 1].isalnum()
    ):
        written = replace(written, start=core_start - 1)
        low, core_start = _decimal_part(text, written), core_start - 1
    minus = None if sign else _MINUS.search(text, max(passage.floor, core_start - 10), core_start)
    if minus or (sign and sign[2]):
        low = low.negated()
    core_start = minus.start() if minus else core_start
    negative = minus is not None
    start = sign[1] if sign else core_start
    found, start = modifiers.before(text, passage.floor, start)
    stop = written.end
    odd = modifiers.odd(text, stop, end)
    if odd is not None:
        found, stop = (*found, "approx_over"), odd
    plus = text[stop : stop + 1] == "+" and not text[stop + 1 : stop + 2].isdigit()
    if plus:
        found, stop = (*found, "at_least"), stop + 1
    ahead = modifiers.after(text, stop, end)
    if ahead is not None and (unit_after(text, ahead[1], end, None) is not None):
        found, stop = (*found, ahead[0]), ahead[1]
    unit = unit_after(text, stop, end, sign)
    low, unit = _compound(text, low, unit, end)
    if (
        unit is not None
        and unit.name == "metre"
        and text[unit.end - 1] == "m"
        and unit.end == stop + 1
        and not written.words
    ):
        scaled = counting.unit_at(text, unit.end, end)
        if scaled is not None and (scaled.measures or scaled.plural) and scaled.end - unit.end > 2:
            low, unit, stop = low.times(Decimal(10**6)), scaled, unit.end
            written = replace(written, end=stop)
    low, high, core_end, unit = range_of(passage, written, low, unit, sign)
    if high is not None and core_end > stop:
        stop = core_end
    if not _stands(passage, written, unit, bool(found or sign or high or negative)):
        return None, max(stop, written.end)
    return _finished(passage, Place(start, stop, core_start, core_end), low, high, unit, sign, found, written.part)


def _compound(text: str, low: Numeral, unit: CountedUnit | None, end: int) -> tuple[Numeral, CountedUnit | None]:
    """A measure that goes on in smaller units: 5 feet 2 inches, 1 hour and 15 minutes, 3 dollars 50 cents."""
    while (
        unit is not None and unit.measures and unit.name is not None and unit.kind in ("quantity", "duration", "money")
    ):
        mark = _NEXT_PART.match(text, unit.end, end)
        if mark is None or mark.end() == unit.end or mark.end() >= end:
            break
        second = numeral_at(text, mark.end(), end)
        other = counting.unit_at(text, second.end, end) if second is not None and not second.part else None
        if second is None or other is None or other.name is None or other.name == unit.name:
            break
        share = _share(other.name, unit.name)
        if share is None or share >= 1 or second.value.number * share.numerator >= share.denominator:
            break
        if _terminates(share):
            part = Decimal(share.numerator) / Decimal(share.denominator)
            low = Numeral(low.number + part * second.value.number, part * second.value.place)
            unit = replace(unit, end=other.end)
        else:
            whole = Decimal(share.denominator) / Decimal(share.numerator)
            low = Numeral(low.number * whole + second.value.number, second.value.place)
            unit = other
    return low, unit


def _terminates(share: Fraction) -> bool:
    """Whether the share is an exact decimal; where it is none (minutes of an hour) the smaller unit counts."""
    rest = share.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _share(part: str, whole: str) -> Fraction | None:
    """How much of the whole unit the part is; None where they do not convert."""
    if part == "cent":
        return Fraction(1, 100) if whole in ("USD", "EUR", "CAD", "AUD", "MYR", "GBP") else None
    first, second = unit_named(part), unit_named(whole)
    if first is None or second is None or first.dimension != second.dimension or not second.factor:
        return None
    return first.factor / second.factor


def _finished(
    passage: Passage, place: Place, low: Numeral, high: Numeral | None, unit: CountedUnit | None,
    sign: tuple[str, int, bool] | None, found: tuple[str, ...], part: bool,
) -> Outcome:  # fmt: skip
    text, stop, start = passage.text, place.end, place.start
    if unit is not None and unit.ends_quote:
        stop = max(stop, unit.end)
    if high is None:
        after = modifiers.after(text, stop, passage.end)
        if after is not None:
            found, stop = (*found, after[0]), after[1]
    else:
        between = BETWEEN.search(text, max(passage.floor, start - 20), start) or FROM.search(
            text, max(passage.floor, start - 12), start
        )
        start = between.start() if between else start
    kind, name = (unit.kind, unit.name) if unit else ("count", None)
    if part and kind == "count":
        kind, name = "ratio", None
    aged = counting.AGED.search(text, max(passage.floor, start - 22), start) and (unit is None or name == "year")
    if aged or (unit is None and high is None and _is_age_in_commas(passage, place, low)):
        kind, name = "age", "year"
    mention = quantities.quantity(
        text, Place(start, stop, place.core_start, place.core_end), low, high=high, kind=kind, unit=name,
        modifiers=tuple(dict.fromkeys(found)), noun=unit.noun if unit else None,
    )  # fmt: skip
    return mention, stop


def _is_age_in_commas(passage: Passage, place: Place, low: Numeral) -> bool:
    """The age after a name: "Ann Lee, 25, said"."""
    text = passage.text
    if not _AGE_IN_COMMAS.search(text, max(passage.floor, place.start - 2), place.start) or text[
        place.end : place.end + 2
    ] not in (", ", ",\n"):
        return False
    name = text[max(passage.start, place.start - 18) : place.start - 2].split()
    return bool(name) and name[-1][:1].isupper() and 1 <= low.number <= 110


def _decimal_part(text: str, written: Written) -> Numeral:
    """The value of ".5", which begins with its point."""
    digits = re.compile(r"\.(\d{1,20})").match(text, written.start)
    rest = digits[1] if digits else "0"
    own = Decimal(f"0.{rest}")
    factor = written.value.number / int(rest) if int(rest) else Decimal(1)
    return Numeral(own * factor, Decimal(1).scaleb(-len(rest)) * factor)


def _stands(passage: Passage, written: Written, unit: CountedUnit | None, bounded: bool) -> bool:
    """Whether this is a number at all, and not part of a name, a mark or an idiom."""
    text, end = passage.text, passage.end
    after = text[written.end : written.end + 1]
    if written.words:
        short = text[written.start : written.end].lower()
        if text[written.start].isupper() and not bounded and lexicon.follows_name(text, written.start, passage.start):
            return False
        if short == "one":
            return (
                bounded or (unit is not None and (unit.measures or unit.name == "person")) or _alone(passage, written)
            )
        if written.part and not bounded and unit is None:
            return short != "quarter" and (short == "half" or " " in short or "-" in short)
        return not (
            short in ("hundred", "thousand", "million", "dozen")
            and unit is None
            and not bounded
            and not _alone(passage, written)
        )
    if after.isalpha() and unit is None:
        return False
    if unit is None and not bounded and "," not in text[written.start : written.end]:
        return not lexicon.follows_name(text, written.start, passage.start)
    return after != "_" and not (unit is None and after in ("/", "\\") and written.end + 1 < end)


def _alone(passage: Passage, written: Written) -> bool:
    """Whether nothing but the numeral is written on its line."""
    text = passage.text
    before = text[max(passage.start, written.start - 2) : written.start].strip(" ")
    after = text[written.end : min(passage.end, written.end + 2)].strip(" ")
    return before in ("", "\n") and after[:1] in ("", "\n", ".", ",", "?")


def identifier_end(text: str, place: int, end: int) -> int:
    match = _IDENTIFIER.match(text, place, end)
    return match.end() if match else place + 1
