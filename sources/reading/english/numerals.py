"""English numerals: digits with what multiplies them (3.5 million, 2½, 5k), words, proportions (two out of five)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from sources.reading.english.number_words import AND_A_HALF, and_part, in_words
from sources.reading.english.scales import (
    GIGA,
    LETTER_SCALE,
    LETTERS,
    LETTERS_OF_MONEY,
    SCALES,
    SPACED_SCALE,
    Written,
    factor_of,
    scaled,
)
from sources.reading.numerals import VULGAR_FRACTIONS, Numeral, fraction, from_digits, with_exponent
from sources.reading.wordlists import alternation

__all__ = ["FIGURE", "LONGEST", "Written", "numeral_at"]

LONGEST = 200
"""Code points looked at for one numeral."""
_MOST_DIGITS = 40

_CONTINENTAL = r"\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"
_FIGURE = (
    rf"(?:{_CONTINENTAL}|(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)"
    r"|\d{1,3}(?:[\u0020\u00a0\u202f\u2009]\d{3})+(?![\d,]|:\d)|\d+)(?:\.\d+)?)"
)
FIGURE = re.compile(_FIGURE)
_IS_CONTINENTAL = re.compile(rf"{_CONTINENTAL}\Z")
# "The rate is 1,3." but not "rules 1,3 and 5".
_DECIMAL_COMMA = re.compile(r",(\d{1,2})(?![\d\-–/]|[.,]\d|\s?(?:and|or|to|&)\b)")
_SLASHED = re.compile(r"\s?[/⁄]\s?(\d{1,3})(?![\d/]|\.\d)")
_MIXED = re.compile(r"(?:\s{1,2}|-)(\d{1,2})\s?[/⁄]\s?(\d{1,3})(?![\d/])")
_OUT_OF = re.compile(r"\s{1,3}out\s{1,3}of\s{1,3}(?:every\s{1,3})?", re.IGNORECASE)
_ONE_IN = re.compile(
    r"\s{1,3}in\s{1,3}(?:every\s{1,3})?(?=\w{1,20}(?:\s{1,3}(?!percent|per|years?|months?|days?|weeks?|hours?|minutes?)[a-z]|[.,;:!?]|\Z))",
    re.IGNORECASE,
)
_OVER = re.compile(r"\s{1,3}over\s{1,3}(?=[\w-]{1,20}\s{0,3}(?:[.,;:)!?]|\Z))", re.IGNORECASE)
_TAIL = re.compile(r"\s{1,3}and\s{1,3}(\d{1,2})(?![\d,%]|\.\d)")
_REST = re.compile(
    rf"\s{{1,3}}(?:and\s{{1,3}})?(?:({_FIGURE})\s{{1,3}}({alternation([*SCALES, 'hundred'])})(?![A-Za-z])"
    r"|(?=(?:an?|one|two|three|four|five|six|seven|eight|nine)\s{1,3}(?:hundred|thousand|million)))",
    re.IGNORECASE,
)
_HALF_A = re.compile(
    r"(?:a\s{1,3})?(?P<top>half|quarter|three[\s-]quarters|two[\s-]thirds|one[\s-]third)(?:\s{1,3}of)?(?:[\s-]{1,3}an?)?[\s-]{1,3}(?P<scale>million|billion|thousand|dozen|hundred|trillion)(?![A-Za-z])",
    re.IGNORECASE,
)
_HALVES = {"half": "0.5", "quarter": "0.25", "threequarters": "0.75", "twothirds": None, "onethird": None}
_UNIT_FOLLOWS = re.compile(r"\s{1,3}(?!and\b|of\b|or\b|in\b)[a-z]")


def numeral_at(text: str, place: int, end: int, *, money: bool = False) -> Written | None:
    """The numeral that begins at that place; None where the words form none. After a currency sign 5m is a scale."""
    end = min(end, place + LONGEST)
    char = text[place]
    if char in VULGAR_FRACTIONS:
        value = VULGAR_FRACTIONS[char]
        return Written(place, place + 1, value, part=True) if value else None
    if char.isdigit():
        return _figure(text, place, end, LETTERS_OF_MONEY if money else LETTERS)
    half = _HALF_A.match(text, place, end)
    if half:
        return _part_of_scale(half)
    written = in_words(text, place, end)
    if written is None or written.part:
        return written
    proportion = _proportion(text, place, written.end, end, written.value)
    return replace(proportion, words=True) if proportion else written


def _part_of_scale(match: re.Match[str]) -> Written:
    """Half a million, three quarters of a billion."""
    top = "".join(char for char in match["top"].lower() if char.isalpha())
    decimal = _HALVES[top]
    number = Decimal(decimal) if decimal else Decimal(1 + (top == "twothirds")) / 3
    value = scaled(Numeral(number, Decimal("0.1") if top == "half" else Decimal("0.01")), match["scale"])
    return Written(match.start(), match.end(), value, words=True)


def _figure(text: str, place: int, end: int, letters: dict[str, int]) -> Written | None:
    match = FIGURE.match(text, place, end)
    if match is None or len(match[0]) > _MOST_DIGITS:
        return None
    if _IS_CONTINENTAL.match(match[0]):
        return Written(place, match.end(), from_digits(match[0].replace(".", "").replace(",", ".")))
    value, stop = from_digits(match[0]), match.end()
    simple = match[0].isdigit()
    fractional = _with_fraction(text, place, stop, end, value) if simple else None
    if fractional is not None:
        return fractional
    if stop < end and text[stop] in VULGAR_FRACTIONS:
        return _plus(place, stop + 1, value, VULGAR_FRACTIONS[text[stop]])
    comma = (
        _DECIMAL_COMMA.match(text, stop, end)
        if simple and len(match[0]) <= 3 and text[place - 1 : place] != ","
        else None
    )
    if comma:
        return Written(place, comma.end(), from_digits(f"{match[0]}.{comma[1]}"))
    value, after = with_exponent(text, stop, end, value)
    if after > stop:
        return Written(place, after, value)
    return _with_scale(text, place, stop, end, value, letters)


def _with_fraction(text: str, place: int, stop: int, end: int, value: Numeral) -> Written | None:
    """4/5, 1 4/5."""
    mixed = _MIXED.match(text, stop, end)
    if mixed and int(mixed[1]) < int(mixed[2]):
        return _plus(place, mixed.end(), value, fraction(Decimal(mixed[1]), Decimal(mixed[2])))
    slashed = _SLASHED.match(text, stop, end) if stop - place <= 3 else None
    part = fraction(value.number, Decimal(slashed[1])) if slashed else None
    return Written(place, slashed.end(), part, part=True) if slashed and part else None


def _plus(start: int, end: int, whole: Numeral, part: Numeral | None) -> Written | None:
    return Written(start, end, Numeral(whole.number + part.number, Decimal(0))) if part else None


def _with_scale(text: str, place: int, stop: int, end: int, value: Numeral, letters: dict[str, int]) -> Written:
    """Digits and what multiplies them: "3.5 million", "2 and a half million", "5k", "3 million 200 thousand"."""
    half = AND_A_HALF.match(text, stop, end)
    if half:
        value, stop = and_part(value, half), half.end()
    out_of = _proportion(text, place, stop, end, value) if not half else None
    if out_of:
        return out_of
    letter = LETTER_SCALE.match(text, stop, end)
    if letter and letter[0] in letters:
        return Written(place, letter.end(), value.times(Decimal(letters[letter[0]])))
    giga = None if text[place:stop].isalnum() else GIGA.match(text, stop, end)
    if giga:
        return Written(place, giga.end(), value.times(Decimal(10**9)))
    scale, last = SPACED_SCALE.match(text, stop, end), None
    while scale is not None:
        last = factor_of(scale[1])
        value, stop = value.times(last), scale.end()
        scale = SPACED_SCALE.match(text, stop, end)
    return _with_rest(text, Written(place, stop, value), end, last)


def _with_rest(text: str, written: Written, end: int, last: Decimal | None) -> Written:
    """What a scale goes on with: 4 thousand 3 hundred and 21, 6 million and two hundred, 3 million and a half."""
    while last is not None and last >= 1000:
        rest = _rest(text, written.end, end, last)
        if rest is None:
            break
        written = replace(
            written, end=rest.end, value=Numeral(written.value.number + rest.value.number, rest.value.place)
        )
        last = Decimal(1000) if rest.value.place >= 1000 else Decimal(100)
    if last is None or written.value.number < last:
        return written
    tail = _TAIL.match(text, written.end, end) if last == 100 else None
    if tail:
        return replace(written, end=tail.end(), value=Numeral(written.value.number + int(tail[1]), Decimal(1)))
    half = AND_A_HALF.match(text, written.end, end) if last >= 1000 else None
    if half is not None and not _UNIT_FOLLOWS.match(text, half.end(), end):
        value = and_part(written.value.times(Decimal(1) / last), half).times(last)
        return replace(written, end=half.end(), value=value)
    return written


def _rest(text: str, place: int, end: int, below: Decimal) -> Written | None:
    match = _REST.match(text, place, end)
    if match is None:
        return None
    if match[1]:
        found: Written | None = Written(place, match.end(), scaled(from_digits(match[1]), match[2]))
    else:
        found = in_words(text, match.end(), end)
    return found if found is not None and not found.part and found.value.number < below else None


def _proportion(text: str, place: int, stop: int, end: int, value: Numeral) -> Written | None:
    """Two out of five, one in three, one over three."""
    mark = _OUT_OF.match(text, stop, end) or _OVER.match(text, stop, end)
    if mark is None and value.number == 1:
        mark = _ONE_IN.match(text, stop, end)
    if mark is None or mark.end() >= end:
        return None
    begin = mark.end()
    whole = _figure(text, begin, end, {}) if text[begin].isdigit() else in_words(text, begin, end)
    if whole is None or whole.part or not whole.value.number or whole.value.number < value.number:
        return None
    if mark[0].split()[0].lower() == "in" and whole.value.number > 1000:
        return None
    part = fraction(value.number, whole.value.number)
    return Written(place, whole.end, part, part=True, ratio=True) if part else None
