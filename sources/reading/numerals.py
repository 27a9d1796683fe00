"""Numbers as they are written: an exact decimal and the place value of its last significant digit."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

ONE = Decimal(1)
_MOST_DIGITS = 24


@dataclass(frozen=True, slots=True)
class Numeral:
    """A bare number. `place` is g of DESIGN 4 (4.3万 -> 1000), 0 where the number is exact (half, "exactly")."""

    number: Decimal
    place: Decimal

    @property
    def is_beyond_reckoning(self) -> bool:
        """Whether it has more digits than values are reckoned with: a row of digits, but no number to compare."""
        least = min(self.place.adjusted(), 0) if self.place else 0
        return self.number.adjusted() - least > _MOST_DIGITS

    def times(self, factor: Decimal) -> Numeral:
        return Numeral(self.number * factor, self.place * factor)

    def negated(self) -> Numeral:
        return Numeral(-self.number, self.place)


def plain(number: Decimal) -> str:
    """A decimal without exponent and without idle zeros: "43000", "0.25"."""
    written = f"{number:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written


def from_digits(written: str) -> Numeral:
    """Digits with a point and any separators: "1, 500" is 1500 at place 100, "4.30" is 4.3 at place 0.01."""
    kept = "".join(_ascii(char) for char in written)
    number = Decimal(kept)
    if "." in kept:
        return Numeral(number, Decimal(1).scaleb(-len(kept.partition(".")[2])))
    zeros = len(kept) - len(kept.rstrip("0")) if number else 0
    return Numeral(number, ONE.scaleb(zeros))


def _ascii(char: str) -> str:
    if char.isascii():
        return char if char.isdigit() or char == "." else ""
    if char == "．":
        return "."
    return str(unicodedata.decimal(char, ""))


def is_serial(written: str) -> bool:
    """Whether digits begin with an idle zero, as those of a serial number, a code or a telephone do: 0958."""
    return written[:1] == "0" and written.isdigit() and written.strip("0") != ""


def fraction(numerator: Decimal, denominator: Decimal) -> Numeral | None:
    """An exact fraction, to 28 digits where no decimal is exact; None where it has no value."""
    if not denominator:
        return None
    return Numeral(numerator / denominator, Decimal(0))


VULGAR_FRACTIONS = {
    char: fraction(Decimal(int(top)), Decimal(int(bottom)))
    for char, top, bottom in (
        (char, *unicodedata.normalize("NFKD", char).split("\u2044")) for char in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
    )
}
"""½ and its like, one code point each."""

_EXPONENT = re.compile(
    r"[eE](?P<e>[+\-−－]?\d{1,3})(?![A-Za-z0-9_.])"
    r"|\s?[xX×*·]\s?10\s?(?:\^\s?(?P<caret>[+\-−]?\d{1,3})|(?P<sign>[-−–]\d{1,3})(?!\d)|(?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹]{1,3}))"
    r"|\^\(?(?P<power>[+\-−]{0,2}\d{1,2})\)?(?!\d)"
)
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹−–－", "+-0123456789---")


def with_exponent(text: str, place: int, end: int, value: Numeral) -> tuple[Numeral, int]:
    """The number with the power that follows it at that place (1.3e6, 6 × 10⁻⁴, 2^10), and where that ends."""
    match = _EXPONENT.match(text, place, end)
    if match is None:
        return value, place
    written = match[match.lastgroup or 0].translate(_RAISED)
    exponent = int(written.lstrip("+-")) * (-1) ** written.count("-")
    if match.lastgroup != "power":
        return Numeral(value.number.scaleb(exponent), value.place.scaleb(exponent)), match.end()
    if not value.number or len(str(value.number)) * abs(exponent) > _LONGEST_POWER:
        return value, place
    return Numeral(value.number**exponent, Decimal(0)), match.end()


_LONGEST_POWER = 400
