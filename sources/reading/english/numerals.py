"""English numerals: digits, words and both: 1,500; 3.5 million; two hundred and five; a dozen; half a million; 2½."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from sources.reading.numerals import VULGAR_FRACTIONS, Numeral, fraction, from_digits, with_exponent
from sources.reading.wordlists import alternation, words

LONGEST = 200
"""Code points looked at for one numeral."""
_MOST_DIGITS = 40

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
SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
    "lakh": 10**5, "lakhs": 10**5, "lkh": 10**5, "crore": 10**7, "crores": 10**7, "mln": 10**6, "bln": 10**9,
    "tln": 10**12,
    "thousands": 10**3, "millions": 10**6, "billions": 10**9, "trillions": 10**12, "mn": 10**6, "bn": 10**9,
    "tn": 10**12, "trn": 10**12, "mil": 10**6,
}  # fmt: skip
_OTHER_SCALES = {"hundred": 100, "hundreds": 100, "dozen": 12, "dozens": 12}
_LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6}
_LETTERS_OF_MONEY = {**_LETTERS, "m": 10**6, "b": 10**9, "B": 10**9, "t": 10**12, "T": 10**12}
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twelfth": 12, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
FIRST_WORDS = frozenset(
    {*ONES, *TEENS, *TENS, "hundred", "dozen", "a", "an", "half", "thousand", "million", "billion", "quarter"}
)

_FIGURE = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:[\u0020\u00a0\u202f\u2009]\d{3})+(?![\d,]|:\d)|\d+)(?:\.\d+)?"
)
FIGURE = re.compile(_FIGURE)
_WORD = re.compile(rf"(?P<figure>{_FIGURE})|(?P<word>[A-Za-z]+)")
_GAP = re.compile(
    r"[^\S\n]?[-‐‑][^\S\n]?|(?:[^\S\n]|\n(?!\s*\n))+|,\s(?=(?:one|two|three|four|five|six|seven|eight|nine|\w+teen|\w+ty)\s\w+\b)"
)
_LETTER_SCALE = re.compile(r"[kKmMbBtT](?![A-Za-z0-9²³/])")
_SPACED_SCALE = re.compile(r"[\s-]{0,3}(%s)(?![A-Za-z])" % alternation([*SCALES, *_OTHER_SCALES]), re.IGNORECASE)  # noqa: UP031
_SLASHED = re.compile(r"\s?[/⁄]\s?(\d{1,3})(?![\d/]|\.\d)")
_MIXED = re.compile(r"(?:\s{1,2}|-)(\d{1,2})\s?[/⁄]\s?(\d{1,3})(?![\d/])")
_POINT = re.compile(
    rf"\s+point((?:[\s-]+(?:{alternation([*ONES, *TEENS, *TENS])})(?![A-Za-z])){{1,12}})", re.IGNORECASE
)
_OUT_OF = re.compile(r"\s+out\s+of\s+(?:every\s+)?", re.IGNORECASE)
_ONE_IN = re.compile(
    r"\s+in\s+(?:every\s+)?(?=\w+(?:\s+(?!percent|per|years?|months?|days?|weeks?|hours?|minutes?)[a-z]|[.,;:!?]|\Z))",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+and\s+(\d{1,2})(?![\d,%]|\.\d)")
_AND_A_HALF = re.compile(
    r"\s+and\s+(?:(?P<one>a|one)\s+(?P<part>half|quarter|third)|(?P<three>three)\s+quarters|(?P<top>\d)/(?P<bottom>\d))(?![A-Za-z])",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"[\s-]+(?P<part>(?:(?:{alternation(TENS)})[\s-])?(?:{alternation([*_PARTS, 'halve', 'first'])}))(?<!\sfirst)"
    r"s?(?![A-Za-z-])",
    re.IGNORECASE,
)
_HALF_A = re.compile(
    r"(?:a\s+)?(?P<top>half|quarter|three[\s-]quarters|two[\s-]thirds|one[\s-]third)(?:\s+of)?(?:[\s-]+an?)?[\s-]+(?P<scale>million|billion|thousand|dozen|hundred|trillion)(?![A-Za-z])",
    re.IGNORECASE,
)
_HALVES = {"half": "0.5", "quarter": "0.25", "threequarters": "0.75", "twothirds": None, "onethird": None}
_ARTICLE = re.compile(
    r"an?\s+(?=(?:hundred|thousand|million|billion|trillion|dozen|half|quarter|third|fifth|tenth|hundredth|thousandth)\b)",
    re.IGNORECASE,
)


_ALONE = re.compile(
    r"(half|quarter|(?:third|fifth|tenth|hundredth|thousandth)(?=\s+(?:of|as|more|less|in|to|and|or|are|were|have|had|said|from|by)\b|\s*[.,;:)]|\s*\Z))(?![A-Za-z-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A numeral in its place; `words` where no digit is written, `part` where it is a fraction of something."""

    start: int
    end: int
    value: Numeral
    words: bool = False
    part: bool = False
    ratio: bool = False


def numeral_at(text: str, place: int, end: int, *, money: bool = False) -> Written | None:
    """The numeral that begins at that place; None where the words form none. After a currency sign 5m is a scale."""
    end = min(end, place + LONGEST)
    char = text[place]
    if char in VULGAR_FRACTIONS:
        value = VULGAR_FRACTIONS[char]
        return Written(place, place + 1, value, part=True) if value else None
    if char.isdigit():
        return _figure(text, place, end, _LETTERS_OF_MONEY if money else _LETTERS)
    half = _HALF_A.match(text, place, end)
    if half:
        return _part_of_scale(half)
    article = _ARTICLE.match(text, place, end)
    return _in_words(text, place, article.end() if article else place, end)


def _part_of_scale(match: re.Match[str]) -> Written:
    """Half a million, three quarters of a billion."""
    top = "".join(char for char in match["top"].lower() if char.isalpha())
    decimal = _HALVES[top]
    number = Decimal(decimal) if decimal else Decimal(1 + (top == "twothirds")) / 3
    value = _scaled(Numeral(number, Decimal("0.1") if top == "half" else Decimal("0.01")), match["scale"].lower())
    return Written(match.start(), match.end(), value, words=True)


def _scaled(value: Numeral, word: str) -> Numeral:
    factor = _OTHER_SCALES.get(word) or SCALES[word]
    return value.times(Decimal(factor))


def _figure(text: str, place: int, end: int, letters: dict[str, int]) -> Written | None:
    match = FIGURE.match(text, place, end)
    if match is None or len(match[0]) > _MOST_DIGITS:
        return None
    value, stop = from_digits(match[0]), match.end()
    simple = match[0].isdigit()
    mixed = _MIXED.match(text, stop, end) if simple else None
    if mixed and int(mixed[1]) < int(mixed[2]):
        return _plus(place, mixed.end(), value, fraction(Decimal(mixed[1]), Decimal(mixed[2])))
    slashed = _SLASHED.match(text, stop, end) if simple and len(match[0]) <= 3 else None
    if slashed:
        part = fraction(value.number, Decimal(slashed[1]))
        return Written(place, slashed.end(), part, part=True) if part else None
    if stop < end and text[stop] in VULGAR_FRACTIONS:
        return _plus(place, stop + 1, value, VULGAR_FRACTIONS[text[stop]])
    value, after = with_exponent(text, stop, end, value)
    if after > stop:
        return Written(place, after, value)
    return _with_scale(text, place, stop, end, value, letters)


def _plus(start: int, end: int, whole: Numeral, part: Numeral | None) -> Written | None:
    return Written(start, end, Numeral(whole.number + part.number, Decimal(0))) if part else None


def _with_scale(text: str, place: int, stop: int, end: int, value: Numeral, letters: dict[str, int]) -> Written:
    """Digits and what multiplies them: "3.5 million", "2 and a half million", "5k", "3 million 200 thousand"."""
    half = _AND_A_HALF.match(text, stop, end)
    if half:
        value, stop = _and_part(value, half), half.end()
    out_of = _proportion(text, place, stop, end, value) if not half else None
    if out_of:
        return out_of
    letter = _LETTER_SCALE.match(text, stop, end)
    if letter and letter[0] in letters:
        return Written(place, letter.end(), value.times(Decimal(letters[letter[0]])))
    scale, last = _SPACED_SCALE.match(text, stop, end), None
    while scale is not None:
        factor = _OTHER_SCALES.get(scale[1].lower()) or SCALES[scale[1].lower()]
        value, stop, last = value.times(Decimal(factor)), scale.end(), factor
        scale = _SPACED_SCALE.match(text, stop, end)
    tail = _TAIL.match(text, stop, end) if last == 100 else None
    if tail:
        value, stop = Numeral(value.number + int(tail[1]), Decimal(1)), tail.end()
    if last is not None and last >= 1000:
        rest = _rest(text, stop, end, last)
        if rest is not None:
            value, stop = Numeral(value.number + rest.value.number, rest.value.place), rest.end
        elif (half := _AND_A_HALF.match(text, stop, end)) is not None and not _unit_follows(text, half.end(), end):
            value, stop = _and_part(value.times(Decimal(1) / last), half).times(Decimal(last)), half.end()
    return Written(place, stop, value)


def _unit_follows(text: str, place: int, end: int) -> bool:
    """Whether a word follows at once, so that "and a half" belongs to it: 3 million and a half hours."""
    return re.compile(r"\s+(?!and\b|of\b|or\b|in\b)[a-z]").match(text, place, end) is not None


def _proportion(text: str, place: int, stop: int, end: int, value: Numeral) -> Written | None:
    """Two out of five, one in three."""
    mark = _OUT_OF.match(text, stop, end) or (_ONE_IN.match(text, stop, end) if value.number == 1 else None)
    if mark is None or mark.end() >= end:
        return None
    whole = (
        _figure(text, mark.end(), end, {})
        if text[mark.end()].isdigit()
        else _in_words(text, mark.end(), mark.end(), end)
    )
    if whole is None or whole.part or not whole.value.number or whole.value.number < value.number:
        return None
    if mark[0].split()[0].lower() == "in" and whole.value.number > 1000:
        return None
    part = fraction(value.number, whole.value.number)
    return Written(place, whole.end, part, part=True, ratio=True) if part else None


_REST = re.compile(rf"\s+(?:and\s+)?({_FIGURE})\s+(thousand|million|hundred)(?![A-Za-z])", re.IGNORECASE)


def _rest(text: str, place: int, end: int, below: int) -> Written | None:
    match = _REST.match(text, place, end)
    if match is None:
        return None
    value = _scaled(from_digits(match[1]), match[2].lower())
    return Written(place, match.end(), value) if value.number < below else None


def _and_part(value: Numeral, half: re.Match[str]) -> Numeral:
    if half["three"]:
        return Numeral(value.number + Decimal("0.75"), Decimal("0.01"))
    if half["top"]:
        part = fraction(Decimal(half["top"]), Decimal(half["bottom"]))
        return Numeral(value.number + (part.number if part else 0), Decimal("0.01"))
    part = fraction(Decimal(1), Decimal(_PARTS[half["part"].lower()]))
    return Numeral(value.number + (part.number if part else 0), Decimal("0.1"))


class _Words:
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


def _in_words(text: str, start: int, place: int, end: int) -> Written | None:
    """Adds words while they belong together: two hundred [and] five; never one and two."""
    adding, stop, after_and = _Words(), place, False
    position = place
    while True:
        match = _WORD.match(text, position, end)
        if match is None:
            break
        word = (match["word"] or "").lower()
        if word == "and" and adding.begun and not after_and:
            fractional = _fraction_after(text, match.end(), end)
            if fractional is not None:
                return _with_fraction(text, start, end, adding, fractional)
            if adding.tail < 100:
                break
            after_and = True
        elif word and adding.take(word):
            stop, after_and = match.end(), False
        else:
            break
        gap = _GAP.match(text, match.end(), end)
        if gap is None:
            break
        position = gap.end()
    return _with_part(text, start, place, stop, end, adding)


def _fraction_after(text: str, place: int, end: int) -> Written | None:
    """The "two thirds" of "three and two thirds"."""
    gap = _GAP.match(text, place, end)
    if gap is None or not text[gap.end() : gap.end() + 1].isalpha():
        return None
    article = _ARTICLE.match(text, gap.end(), end)
    found = _in_words(text, gap.end(), article.end() if article else gap.end(), end)
    return found if found is not None and found.part and not found.ratio and found.value.number < 1 else None


def _with_fraction(text: str, start: int, end: int, adding: _Words, part: Written) -> Written:
    """One and a half million; after a scale the fraction is one of the scale: six million and two thirds."""
    own = adding.largest if adding.largest and adding.largest >= 10**6 and not adding.group else 1
    value = Numeral(adding.value.number + part.value.number * own, Decimal(0))
    scale = _SPACED_SCALE.match(text, part.end, end) if own == 1 else None
    if scale:
        place = Decimal("0.1") if part.value.number == Decimal("0.5") else Decimal("0.01")
        return Written(start, scale.end(), _scaled(Numeral(value.number, place), scale[1].lower()), words=True)
    return Written(start, part.end, value, words=True)


def _decimal(whole: Numeral, written: str) -> Numeral:
    """Two point seven one, two point seventy-one."""
    names = {**ONES, **TEENS, **TENS}
    digits, last = "", 0
    for word in written.replace("-", " ").lower().split():
        small = digits.endswith("0") and len(digits) > 1 and names[word] < 10 and last >= 20
        digits = digits[:-1] + str(names[word]) if small else digits + str(names[word])
        last = names[word]
    return Numeral(whole.number + Decimal(f"0.{digits}"), Decimal(1).scaleb(-len(digits)))


def _denominator(written: str) -> int:
    word = written.lower().replace("halve", "half")
    if "-" in word or " " in word:
        tens, _, ones = word.replace(" ", "-").partition("-")
        return TENS[tens] + _PARTS.get(ones, {"first": 1, "second": 2}.get(ones, 0))
    return _PARTS[word]


def _with_part(text: str, start: int, place: int, stop: int, end: int, adding: _Words) -> Written | None:
    """Two thirds, one and a half million, three quarters of a million, a third."""
    if not adding.begun:
        alone = _ALONE.match(text, place, end)
        if alone is None or (place == start and alone[1].lower() != "half"):
            return None
        part = fraction(Decimal(1), Decimal(_PARTS[alone[1].lower()]))
        return Written(start, alone.end(), part, words=True, part=True) if part else None
    value = adding.value
    point = _POINT.match(text, stop, end)
    if point:
        value, stop = _decimal(value, point[1]), point.end()
        scale = _SPACED_SCALE.match(text, stop, end)
        return (
            Written(start, scale.end(), _scaled(value, scale[1].lower()), words=True)
            if scale
            else Written(start, stop, value, words=True)
        )
    proportion = _proportion(text, start, stop, end, value)
    if proportion is not None:
        return replace(proportion, words=True)
    parts = _PART.match(text, stop, end)
    if parts and (value.number == 1 or text[parts.end() - 1] in "sS"):
        denominator = _denominator(parts["part"])
        exact = fraction(value.number, Decimal(denominator))
        return Written(start, parts.end(), exact, words=True, part=True) if exact else None
    half = _AND_A_HALF.match(text, stop, end)
    if half:
        value, stop = _and_part(value, half), half.end()
        scale = _SPACED_SCALE.match(text, stop, end)
        if scale:
            value, stop = _scaled(value, scale[1].lower()), scale.end()
    return Written(start, stop, value, words=True)
