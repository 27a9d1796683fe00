"""Chinese numerals: plain, financial and traditional characters, mixed with digits, broken by a PDF's spaces.

`NUMERAL` finds one, `value_of` says what it is worth: 3亿5千, 十五点六万, 1. 15 万, 二〇二一, 两百五.
"""

from __future__ import annotations

import re
from decimal import Decimal

from sources.reading.numerals import Numeral, from_digits

DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    **dict(zip("○两俩仨弌幺", (0, 2, 2, 3, 1, 1), strict=True)),
}
SMALL = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "卌": 40, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
FEW = "几数"

DIGIT = "".join(DIGITS)
SCALE = "".join(SMALL) + "".join(LARGE)
_GAP = r"\s{0,3}"
# A figure: grouped digits, or digits with a point; one space may follow the mark ("4. 3 万", "1, 500").
FIGURE = r"(?:\d{1,3}(?:(?:,\s?|，)\d{3})+(?!\d)|\d+)(?:\s?\.\s?\d+)?"
_WORDS = rf"[{DIGIT}{SCALE}](?:[\x20\u3000]{{0,2}}[{DIGIT}{SCALE}])*(?:\x20?点\x20?[{DIGIT}](?:\x20?[{DIGIT}])*)?"
NUMERAL = re.compile(
    rf"{FIGURE}(?:{_GAP}[{SCALE}]+(?:{_GAP}[{''.join(LARGE)}])*(?:{_GAP}(?:零?{_GAP}\d{{1,4}}(?:\.\d+)?|零?[{DIGIT}]){_GAP}[{SCALE}]+)*"
    rf"(?:(?:零\s{{0,2}})?\d+(?![\d.])|零?[{DIGIT}](?![{DIGIT}]))?)?"
    rf"|{_WORDS}(?:{_GAP}[{''.join(LARGE)}]+)*"
)
_TOKEN = re.compile(rf"(?P<figure>{FIGURE})|(?P<digit>[{DIGIT}])|(?P<scale>[{SCALE}])")
_ALL_DIGITS = re.compile(rf"[{DIGIT}]{{2,60}}\Z")
_DECIMAL_WORDS = re.compile(rf"([{DIGIT}{SCALE}]{{1,60}})点([{DIGIT}]{{1,60}})([{SCALE}]{{0,9}})\Z")


def value_of(written: str) -> Numeral | None:
    """What a numeral that `NUMERAL` found is worth; None where the characters form no number (十百, 三三两两)."""
    if not written[0].isdigit():
        written = "".join(written.split())
    decimal = _DECIMAL_WORDS.match(written)
    if decimal:
        return _decimal_words(decimal)
    if _ALL_DIGITS.match(written):
        return from_digits("".join(str(DIGITS[char]) for char in written))
    return _Sum().of(written)


def _decimal_words(written: re.Match[str]) -> Numeral | None:
    whole = value_of(written[1])
    if whole is None:
        return None
    digits = "".join(str(DIGITS[char]) for char in written[2])
    result = Numeral(whole.number + Decimal(f"0.{digits}"), Decimal(1).scaleb(-len(digits)))
    for char in written[3]:
        result = result.times(Decimal(SMALL.get(char) or LARGE[char]))
    return result


class _Sum:
    """Adds up a numeral from left to right: `section` is what stands since the last 万, 亿 or 兆."""

    def __init__(self) -> None:
        self.total = Numeral(Decimal(0), Decimal(1))
        self.section = Numeral(Decimal(0), Decimal(1))
        self.figure: Numeral | None = None
        self.last_scale = 1
        self.zero = False

    def of(self, written: str) -> Numeral | None:
        for token in _TOKEN.finditer(written):
            kind, text = token.lastgroup, token[0]
            if kind == "scale":
                if self.figure is None and text in SMALL and self.section.number and SMALL[text] > self.last_scale:
                    return None
                self._small(SMALL[text]) if text in SMALL else self._large(LARGE[text])
            else:
                number = from_digits(text) if kind == "figure" else Numeral(Decimal(DIGITS[text]), Decimal(1))
                if self.figure is not None and self.figure.number:
                    return None
                self.zero = self.zero or not number.number
                self.figure = number
        return self._finished()

    def _small(self, scale: int) -> None:
        unit = Decimal(scale)
        figure = self.figure if self.figure is not None and self.figure.number else Numeral(Decimal(1), Decimal(1))
        term = figure.times(unit)
        self.section = Numeral(self.section.number + term.number, term.place)
        self.figure, self.last_scale, self.zero = None, scale, False

    def _large(self, scale: int) -> None:
        unit = Decimal(scale)
        section = self._section()
        if not section.number:
            base = self.total if self.total.number else Numeral(Decimal(1), Decimal(1))
            self.total = base.times(unit)
        elif self.last_scale < scale and self.total.number and self._above(unit):
            self.total = Numeral(self.total.number + section.number, section.place).times(unit)
        else:
            term = section.times(unit)
            self.total = Numeral(self.total.number + term.number, term.place)
        self.section = Numeral(Decimal(0), Decimal(1))
        self.figure, self.last_scale, self.zero = None, scale, False

    def _above(self, unit: Decimal) -> bool:
        """Whether the total so far is counted in this larger unit: the 三万 of 三万五千亿."""
        return self.total.number < unit and self.total.number >= 10**4

    def _section(self) -> Numeral:
        if self.figure is None or not self.figure.number:
            return self.section
        return Numeral(self.section.number + self.figure.number, self.figure.place)

    def _spoken_short(self) -> bool:
        """Whether a closing 千 is one of the 万 left unsaid: 3亿5千 is 3.5 亿."""
        return self.total.number >= 10**8 and self.total.place >= 10**8 and self.section.number < 10**4

    def _finished(self) -> Numeral:
        """A last digit after a scale counts in its tenth: 三百五 is 350, 两万五 25,000; 三百零五 is 305."""
        figure = self.figure
        if figure is not None and self.last_scale >= 100 and not self.zero and figure.number < 10:
            figure = figure.times(Decimal(self.last_scale // 10))
        section = self.section
        if figure is None and self.last_scale == 1000 and self._spoken_short():
            section = section.times(Decimal(10**4))
        if figure is not None and (figure.number or not section.number):
            section = Numeral(section.number + figure.number, figure.place)
        if not section.number and self.total.number:
            return self.total
        return Numeral(self.total.number + section.number, section.place)
