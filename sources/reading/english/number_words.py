"""English numerals in words: two hundred and five, seven point four million, one and a half, two thirds."""

from __future__ import annotations

import re
from decimal import Decimal

from sources.reading.english.scales import OTHER_SCALES, SCALES, SPACED_SCALE, Written, scaled
from sources.reading.numerals import Numeral, fraction
from sources.reading.wordlists import alternation, words

ONES = dict(zip(words("zero one two three four five six seven eight nine"), range(10), strict=True)) | {
    "nought": 0,
    "naught": 0,
}
TEENS = dict(
    zip(
        words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"),
        range(10, 20),
        strict=True,
    )
)
TENS = dict(zip(words("twenty thirty forty fifty sixty seventy eighty ninety"), range(20, 100, 10), strict=True)) | {
    "fourty": 40
}
PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twelfth": 12, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_SPOKEN_DIGITS = {**ONES, **TEENS, **TENS, "o": 0, "oh": 0}

_WORD = re.compile(r"[A-Za-z]+")
_GAP = re.compile(
    r"[^\S\n]?[-‐‑][^\S\n]?|(?:[^\S\n]|\n(?![^\S\n]{0,9}\n)){1,4}|,\s(?=(?:one|two|three|four|five|six|seven|eight|nine|\w+teen|\w+ty)\s\w+\b)"
)
_POINT = re.compile(
    rf"\s{{1,3}}point((?:[\s-]{{1,3}}(?:{alternation(_SPOKEN_DIGITS)})(?![A-Za-z])){{1,12}})", re.IGNORECASE
)
AND_A_HALF = re.compile(
    r"\s{1,3}and\s{1,3}(?:(?:(?P<one>an?|one)\s{1,3})?(?P<part>half|quarter|(?<=\s)third)"
    r"|(?P<three>three)[\s-]quarters|(?P<top>\d)/(?P<bottom>\d))(?![A-Za-z])",
    re.IGNORECASE,
)
"""The rest of "5 and a half", which the whole number stands before."""
_QUARTERS = re.compile(r"(?:(?P<count>an?|one|two|three)\s{1,3})?(?P<part>half|quarter)(?![A-Za-z-])", re.IGNORECASE)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_PART = re.compile(
    rf"[\s-]{{1,3}}(?P<part>(?:(?:{alternation(TENS)})[\s-])?(?:{alternation([*PARTS, 'halve', 'first'])}))(?<!\sfirst)"
    r"s?(?![A-Za-z-])",
    re.IGNORECASE,
)
_SMALL_PARTS = [*(name for name in PARTS if PARTS[name] < 10), "first", "second"]
_TENS_OF_A_PART = re.compile(
    rf"(?:{alternation(TENS)})[\s-](?:{alternation(_SMALL_PARTS)})"
    r"s(?![A-Za-z])",
    re.IGNORECASE,
)
ARTICLE = re.compile(
    r"an?\s{1,3}(?=(?:hundred|thousand|million|billion|trillion|dozen|half|quarter|third|fifth|tenth|hundredth|thousandth)\b)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?<!first\s)(?<!second\s)(?<!latter\s)(?:(half|quarter)(?=-(?:hours?|miles?|lit(?:re|er)s?|pints?|kilos?|tons?|inch(?:es)?|days?|years?|acres?|minutes?|points?|dozen|century|gallons?)(?!\w))"
    r"|(half|quarter|(?:third|fifth|tenth|hundredth|thousandth)(?=\s{1,3}(?:of|as|more|less|in|to|and|or|are|were|have|had|said|from|by)\b|\s{0,3}(?:[.,;:)]|\Z)))(?![A-Za-z-]))",
    re.IGNORECASE,
)


class _Sum:
    """Adds up number words from left to right; `take` says whether the word belongs to the numeral."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.group = Decimal(0)
        self.place = Decimal(1)
        self.largest: int | None = None
        self.begun = False
        self.tail = 1000
        """What the next ones, teens or tens must stay below: 10 after twenty, 100 after hundred."""

    def take(self, word: str) -> bool:
        number = ONES.get(word, TEENS.get(word, TENS.get(word)))
        if number is not None:
            return self._small(number)
        if word in ("hundred", "hundreds"):
            return self._hundred()
        if word in ("dozen", "dozens") and not self.total and self.group < 100:
            self.group, self.place, self.tail, self.begun = (self.group or Decimal(1)) * 12, Decimal(12), 0, True
            return True
        return word in SCALES and self._scale(SCALES[word])

    def _small(self, number: int) -> bool:
        if number >= self.tail or (number == 0 and self.begun):
            return False
        self.group += number
        self.place = Decimal(10) if number >= 20 or number == 10 else Decimal(1)
        self.tail = 10 if number >= 20 else 0
        self.begun = True
        return True

    def _hundred(self) -> bool:
        if self.group >= 100 or (self.begun and not self.group):
            return False
        self.group = (self.group or Decimal(1)) * 100
        self.place, self.tail, self.begun = Decimal(100), 100, True
        return True

    def _scale(self, scale: int) -> bool:
        if not self.group and self.begun and self.total:
            self.total, self.place = self.total * scale, self.place * scale
            return True
        if self.largest is not None and scale >= self.largest:
            return False
        self.total += (self.group or Decimal(1)) * scale
        self.place = (self.place if self.group else Decimal(1)) * scale
        self.group, self.largest, self.tail, self.begun = Decimal(0), scale, min(1000, scale), True
        return True

    @property
    def value(self) -> Numeral:
        return Numeral(self.total + self.group, self.place)


def in_words(text: str, start: int, end: int) -> Written | None:
    """The numeral in words that begins at that place, its article included; None where there is none."""
    article = ARTICLE.match(text, start, end)
    place = article.end() if article else start
    adding, stop, after_and = _Sum(), place, False
    position = place
    while True:
        match = _WORD.match(text, position, end)
        if match is None:
            break
        word = match[0].lower()
        if word == "and" and adding.begun and not after_and:
            fractional = _fraction_after(text, match.end(), end)
            if fractional is not None:
                return _with_fraction(text, start, end, adding, fractional)
            if adding.tail < 100:
                break
            after_and = True
        elif adding.begun and word in TENS and _TENS_OF_A_PART.match(text, position, end):
            break
        elif adding.take(word):
            stop, after_and = match.end(), False
        else:
            break
        gap = _GAP.match(text, match.end(), end)
        if gap is None:
            break
        position = gap.end()
    if not adding.begun:
        return _part_alone(text, start, place, end)
    return _with_part(text, start, stop, end, adding.value)


def _fraction_after(text: str, place: int, end: int) -> Written | None:
    """The "two thirds" of "three and two thirds", the "quarter" of "one and quarter hour"."""
    gap = _GAP.match(text, place, end)
    if gap is None or not text[gap.end() : gap.end() + 1].isalpha():
        return None
    quarters = _QUARTERS.match(text, gap.end(), end)
    if quarters:
        count = _COUNTS[(quarters["count"] or "a").lower()]
        part = fraction(Decimal(count), Decimal(PARTS[quarters["part"].lower()]))
        return Written(gap.end(), quarters.end(), part, words=True, part=True) if part else None
    found = in_words(text, gap.end(), end)
    return found if found is not None and found.part and found.value.number < 1 else None


def _with_fraction(text: str, start: int, end: int, adding: _Sum, part: Written) -> Written:
    """One and a half million; after a scale the fraction is one of the scale: six million and two thirds.

    A scale that follows is that of the fraction alone where the whole has a larger one: a billion and a half million.
    """
    largest = adding.largest if adding.largest and adding.largest >= 10**6 and not adding.group else None
    scale = SPACED_SCALE.match(text, part.end, end)
    if scale is not None and (largest is None or scaled(part.value, scale[1]).number < largest):
        place = Decimal("0.1") if part.value.number == Decimal("0.5") else Decimal("0.01")
        if largest is not None:
            own = scaled(Numeral(part.value.number, place), scale[1])
            return Written(start, scale.end(), Numeral(adding.value.number + own.number, own.place), words=True)
        whole = Numeral(adding.value.number + part.value.number, place)
        return Written(start, scale.end(), scaled(whole, scale[1]), words=True)
    value = Numeral(adding.value.number + part.value.number * (largest or 1), Decimal(0))
    return Written(start, part.end, value, words=True)


def _decimal(whole: Numeral, written: str) -> Numeral:
    """Two point seven one, two point seventy-one, two point o five."""
    digits, last = "", 0
    for word in written.replace("-", " ").lower().split():
        number = _SPOKEN_DIGITS[word]
        ones_of_tens = digits.endswith("0") and len(digits) > 1 and number < 10 and last >= 20
        digits = digits[:-1] + str(number) if ones_of_tens else digits + str(number)
        last = number
    return Numeral(whole.number + Decimal(f"0.{digits}"), Decimal(1).scaleb(-len(digits)))


def _denominator(written: str) -> int:
    word = written.lower().replace("halve", "half")
    if "-" in word or " " in word:
        tens, _, ones = word.replace(" ", "-").partition("-")
        return TENS[tens] + PARTS.get(ones, {"first": 1, "second": 2}.get(ones, 0))
    return PARTS[word]


def _part_alone(text: str, start: int, place: int, end: int) -> Written | None:
    """Half; a third of the voters."""
    alone = _ALONE.match(text, place, end)
    if alone is None or (place == start and not alone[1] and alone[2].lower() != "half"):
        return None
    part = fraction(Decimal(1), Decimal(PARTS[(alone[1] or alone[2]).lower()]))
    return Written(start, alone.end(), part, words=True, part=True) if part else None


def _with_part(text: str, start: int, stop: int, end: int, value: Numeral) -> Written:
    """Two thirds, one and a half million, seven point four million."""
    point = _POINT.match(text, stop, end)
    if point:
        value, stop = _decimal(value, point[1]), point.end()
        return _with_scale(text, start, stop, end, value)
    parts = _PART.match(text, stop, end)
    if parts and (value.number == 1 or text[parts.end() - 1] in "sS"):
        exact = fraction(value.number, Decimal(_denominator(parts["part"])))
        if exact is not None:
            return Written(start, parts.end(), exact, words=True, part=True)
    half = AND_A_HALF.match(text, stop, end)
    if half:
        return _with_scale(text, start, half.end(), end, and_part(value, half))
    return Written(start, stop, value, words=True)


def _with_scale(text: str, start: int, stop: int, end: int, value: Numeral) -> Written:
    scale = SPACED_SCALE.match(text, stop, end)
    if scale:
        value, stop = scaled(value, scale[1]), scale.end()
    return Written(start, stop, value, words=True)


def and_part(value: Numeral, half: re.Match[str]) -> Numeral:
    """The whole number with the fraction that `AND_A_HALF` found."""
    if half["three"]:
        return Numeral(value.number + Decimal("0.75"), Decimal("0.01"))
    if half["top"]:
        part = fraction(Decimal(half["top"]), Decimal(half["bottom"]))
        return Numeral(value.number + (part.number if part else 0), Decimal("0.01"))
    part = fraction(Decimal(1), Decimal(PARTS[half["part"].lower()]))
    return Numeral(value.number + (part.number if part else 0), Decimal("0.1"))


FIRST_WORDS = frozenset(
    {*ONES, *TEENS, *TENS, *OTHER_SCALES, "a", "an", "half", "thousand", "million", "billion", "quarter"}
)
"""The words a numeral may begin with."""
