"""English numbers with their signs, units, nouns and modifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from sources.reading import quantities
from sources.reading.english import articles, compounds, counting, designations, lexicon, modifiers, shares, signs
from sources.reading.english.counting import CountedUnit
from sources.reading.english.numerals import numeral_at
from sources.reading.english.ranges import BETWEEN, FROM, Range, range_of, unit_after
from sources.reading.english.scales import Written
from sources.reading.english.signs import Sign
from sources.reading.english.standing import stands
from sources.reading.numerals import Numeral
from sources.reading.passage import Outcome, Passage
from sources.reading.quantities import Place

_IDENTIFIER = re.compile(r"[\w.+\-]*\w(?:,\d{3}){0,4}")
_MINUS = re.compile(r"(?:\b(?:minus|negative)[\s-]{1,3}|(?<![\w)])[-−–])\Z", re.IGNORECASE)
_SPACED_MINUS = re.compile(r"(?:\A|(?<=[\n(]))[-−–]\s\Z")
_BELOW_ZERO = re.compile(r"(?:\s{1,3}degrees?)?\s{1,3}below\s{1,3}(?:zero|freezing)(?!\w)", re.IGNORECASE)
_INHABITED = re.compile(
    r"\b(?:city|town|village|country|nation|province|county|district|island|metropolis|community|population)\s+of\s+\Z",
    re.IGNORECASE,
)
_AGE_IN_COMMAS = re.compile(r"(?<=[^\W\d_]),\s\Z")
_RESTATED = re.compile(r"\s?\((?=[\dA-Za-z])")
_DECIMAL_PART = re.compile(r"\.(\d{1,20})")
_MEGA = Decimal(10**6)


@dataclass(frozen=True, slots=True)
class _Signed:
    """A numeral with its sign: where the two begin, what they are worth."""

    written: Written
    core_start: int
    value: Numeral
    negative: bool


def amount_mention(passage: Passage, place: int, word: str) -> Outcome:
    text, end = passage.text, passage.end
    sign = signs.sign_before(text, passage.floor, place)
    written = numeral_at(text, place, end, money=sign is not None)
    if written is None and word in ("a", "an"):
        written = compounds.one_unit(text, place, end) or articles.lasting(
            text, place, passage.floor, passage.start, end
        )
    if written is None:
        return None, identifier_end(text, place, end) if word[0].isdigit() else place + len(word)
    if written.value.is_beyond_reckoning:
        return None, written.end
    if written.words:
        idiom = lexicon.idiom_at(text, place, end)
        if idiom is not None or (
            word == "one" and written.end - place == 3 and lexicon.inside_phrase(text, place, passage.floor, "one")
        ):
            return None, idiom or written.end
    elif sign is None and _is_designation(passage, written):
        return None, written.end
    return _with_surroundings(passage, written, sign)


def _is_designation(passage: Passage, written: Written) -> bool:
    """Whether the digits name a thing: page 12, 350 Fifth Avenue."""
    return lexicon.is_label(passage.text, written.start, passage.start) or designations.is_house_number(
        passage.text, written.end, passage.end
    )


def _with_surroundings(passage: Passage, written: Written, sign: Sign | None) -> Outcome:
    text, end = passage.text, passage.end
    signed = _signed(passage, _restated(text, written, end), sign)
    written, low = signed.written, signed.value
    found, start = modifiers.before(text, passage.floor, sign[1] if sign else signed.core_start)
    found, stop = _bounded_after(text, written.end, end, found)
    unit = unit_after(text, stop, end, sign)
    if unit is None and low.number != low.number.to_integral_value():
        unit = counting.unit_of_part(text, stop, end)
    below = _BELOW_ZERO.match(text, unit.end if unit and unit.measures else stop, end)
    if below and not signed.negative and low.number > 0:
        low, unit = low.negated(), _degrees_below(unit, below.end())
    low, unit, written = _in_unit(text, low, unit, written, end)
    stop = max(stop, written.end)
    span = range_of(passage, written, low, unit, sign)
    span = replace(span, unit=shares.per_share(text, passage.start, start, span.unit, low))
    if span.high is not None:
        stop = max(stop, span.core_end)
    if not stands(passage, written, span.unit, bool(found or sign or span.high or signed.negative)):
        return None, max(stop, written.end)
    place = Place(start, stop, signed.core_start, span.core_end)
    if span.about:
        found = (*found, "about")
    return _finished(passage, place, span, sign, found, written.part)


def _restated(text: str, written: Written, end: int) -> Written:
    """The numeral with its repetition in brackets: thirty (30) days."""
    bracket = _RESTATED.match(text, written.end, end)
    again = numeral_at(text, bracket.end(), end) if bracket else None
    if again is None or again.value.number != written.value.number or text[again.end : again.end + 1] != ")":
        return written
    return replace(written, end=again.end + 1, words=False)


def _signed(passage: Passage, written: Written, sign: Sign | None) -> _Signed:
    """The numeral with the point it begins with (.5) and the minus before it."""
    text, floor = passage.text, passage.floor
    value, core_start = written.value, written.start
    if (
        text[core_start - 1 : core_start] == "."
        and core_start > floor
        and not text[max(0, core_start - 2) : core_start - 1].isalnum()
    ):
        core_start -= 1
        written = replace(written, start=core_start)
        value = _decimal_part(text, written)
    minus = None
    if sign is None:
        minus = _MINUS.search(text, max(floor, core_start - 10), core_start)
        if minus is None and core_start - 2 >= floor:
            minus = _spaced_minus(passage, written, core_start)
    negative = minus is not None or bool(sign and sign[2])
    core_start = minus.start() if minus else core_start
    return _Signed(written, core_start, value.negated() if negative else value, minus is not None)


def _spaced_minus(passage: Passage, written: Written, core_start: int) -> re.Match[str] | None:
    """A minus with a blank after it, at the head of a line: before degrees, or where nothing else is on the line."""
    text, end = passage.text, passage.end
    minus = _SPACED_MINUS.search(text, max(0, core_start - 2), core_start)
    if minus is None or (minus.start() > 0 and text[minus.start() - 1] not in "\n("):
        return None
    unit = counting.unit_at(text, written.end, end)
    alone = not text[written.end : min(end, written.end + 1)].strip()
    if (unit is not None and (unit.name or "").startswith(("degree", "kelvin"))) or (unit is None and alone):
        return minus
    return None


def _bounded_after(text: str, place: int, end: int, found: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """The modifiers between the numeral and its unit (50-odd, 300+, 300 or more people), and where they end."""
    odd = modifiers.odd(text, place, end)
    if odd is not None:
        found, place = (*found, "approx_over"), odd
    if text[place : place + 1] == "+" and not text[place + 1 : place + 2].isdigit():
        found, place = (*found, "at_least"), place + 1
    ahead = modifiers.after(text, place, end)
    if ahead is not None and unit_after(text, ahead[1], end, None) is not None:
        found, place = (*found, ahead[0]), ahead[1]
    return found, place


def _degrees_below(unit: CountedUnit | None, end: int) -> CountedUnit:
    if unit is not None and unit.measures:
        return replace(unit, end=end)
    return CountedUnit("degree", "quantity", None, end, measures=True)


def _in_unit(
    text: str, low: Numeral, unit: CountedUnit | None, written: Written, end: int
) -> tuple[Numeral, CountedUnit | None, Written]:
    """The number in the unit it is counted in, with what goes on after that: 5 feet 2, 75 USD million, 2.7m tonnes."""
    if unit is None:
        money = counting.scaled_currency(text, written.end, end)
        return (low.times(money[0]), money[1], written) if money else (low, unit, written)
    scaled = compounds.scale_after(text, low, unit, end)
    if scaled is not None:
        return (*scaled, written)
    whole = compounds.compound(text, written.end, low, unit, end)
    if whole.core_end > written.end:
        return whole.value, whole.unit, replace(written, end=whole.core_end)
    if unit.name == "metre" and text[unit.end - 1] == "m" and unit.end == written.end + 1 and not written.words:
        other = counting.unit_at(text, unit.end, end)
        if other is not None and (other.measures or other.plural) and other.end - unit.end > 2:
            return low.times(_MEGA), other, replace(written, end=unit.end)
    return low, unit, written


def _finished(
    passage: Passage, place: Place, span: Range, sign: Sign | None, found: tuple[str, ...], part: bool
) -> Outcome:
    text, stop, start, unit = passage.text, place.end, place.start, span.unit
    if unit is not None and unit.ends_quote:
        stop = max(stop, unit.end)
    if span.high is None:
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
    aged = counting.AGED.search(text, max(passage.start, start - 22), start) and (unit is None or name == "year")
    if aged or (unit is None and span.high is None and _is_age_in_commas(passage, place, span.low)):
        kind, name = "age", "year"
    if unit is None and kind == "count" and _INHABITED.search(text, max(passage.start, start - 24), start):
        name = "person"
    mention = quantities.quantity(
        text, Place(start, stop, place.core_start, place.core_end), span.low, high=span.high, kind=kind, unit=name,
        modifiers=tuple(dict.fromkeys(found)), noun=unit.noun if unit else None,
    )  # fmt: skip
    return mention, stop


def _is_age_in_commas(passage: Passage, place: Place, low: Numeral) -> bool:
    """The age after a name: "Ann Lee, 25, said"."""
    text = passage.text
    if not _AGE_IN_COMMAS.search(text, max(passage.floor, place.start - 3), place.start) or text[
        place.end : place.end + 2
    ] not in (", ", ",\n"):
        return False
    name = text[max(passage.start, place.start - 18) : place.start - 2].split()
    return bool(name) and name[-1][:1].isupper() and 1 <= low.number <= 110


def _decimal_part(text: str, written: Written) -> Numeral:
    """The value of ".5", which begins with its point."""
    digits = _DECIMAL_PART.match(text, written.start)
    rest = digits[1] if digits else "0"
    own = Decimal(f"0.{rest}")
    factor = written.value.number / int(rest) if int(rest) else Decimal(1)
    return Numeral(own * factor, Decimal(1).scaleb(-len(rest)) * factor)


def identifier_end(text: str, place: int, end: int) -> int:
    """Where the identifier that begins with the digit at that place ends."""
    match = _IDENTIFIER.match(text, place, end)
    return match.end() if match else place + 1
