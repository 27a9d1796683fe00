"""What multiplies an English numeral: million, lakh, bn, and the k and m that stand right after digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from sources.reading.numerals import Numeral
from sources.reading.wordlists import alternation

SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
    "lakh": 10**5, "lakhs": 10**5, "lkh": 10**5, "crore": 10**7, "crores": 10**7, "mln": 10**6, "bln": 10**9,
    "tln": 10**12, "koti": 10**7,
    "thousands": 10**3, "millions": 10**6, "billions": 10**9, "trillions": 10**12, "mn": 10**6, "bn": 10**9,
    "tn": 10**12, "trn": 10**12, "mil": 10**6,
}  # fmt: skip
OTHER_SCALES = {"hundred": 100, "hundreds": 100, "dozen": 12, "dozens": 12}
LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6}
LETTERS_OF_MONEY = {**LETTERS, "m": 10**6, "b": 10**9, "B": 10**9, "t": 10**12, "T": 10**12}

LETTER_SCALE = re.compile(r"[kKMmBbtT](?![A-Za-z0-9²³/])")
GIGA = re.compile(r"\s?G(?=\s{0,3}(?:[.,;:)?!]|\Z))")
"""For numbers with a point or comma alone, at the end of a clause: "1,674.5 G", but "a 5G network"."""
SPACED_SCALE = re.compile(rf"[\s-]{{0,3}}({alternation([*SCALES, *OTHER_SCALES])})(?![A-Za-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A numeral in its place; `words` where no digit is written, `part` where it is a fraction of something."""

    start: int
    end: int
    value: Numeral
    words: bool = False
    part: bool = False
    ratio: bool = False


def factor_of(word: str) -> Decimal:
    """What a scale word multiplies by."""
    lower = word.lower()
    return Decimal(OTHER_SCALES.get(lower) or SCALES[lower])


def scaled(value: Numeral, word: str) -> Numeral:
    return value.times(factor_of(word))
