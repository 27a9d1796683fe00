"""Chinese numbers in running text: a numeral with what is written round it (多, 分之, 成, 半, 数), or a range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from sources.reading.chinese.counting import CountedUnit
from sources.reading.chinese.numerals import DIGIT, DIGITS, LARGE, NUMERAL, SCALE, SMALL, value_of
from sources.reading.numerals import VULGAR_FRACTIONS, Numeral, fraction, from_digits, with_exponent

LONGEST = 60
"""A run of digits longer than this is no number anybody wrote."""

_GAP = r"\s{0,3}"
_SIGN = re.compile(rf"(?:负|零下|[-−－﹣])\s?(?=[\d{DIGIT}{SCALE}])")
_MINUS_BEFORE = re.compile(r"(?:\A|[\s(（:：,，、为至到~])[-−－﹣]\Z")
_MORE = re.compile(rf"{_GAP}(?P<word>[多余来几数])(?P<scale>{_GAP}[{SCALE}]{{1,2}})?")
_MORE_ENDS = "年月天日周岁个名人位万亿种家架次元美份米公吨斤小分里所件只条项台辆户亩度倍%"
_OF_PARTS = re.compile(rf"{_GAP}分{_GAP}之{_GAP}")
_WITH_PARTS = re.compile(rf"{_GAP}又{_GAP}")
_LETTER = re.compile(r"\s?([kKM])(?![A-Za-z0-9])")
_LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6}
_DOZEN = re.compile(r"\s?打(?![击开破造算电架仗球字猎工断响败折压烂扰死伤])")
_POINT_FIRST = re.compile(r"\.(\d{1,20})(?![\d.])")
_RANGE = re.compile(rf"(?:\(含\))?{_GAP}(?:至|到|[-–—~～－]{{1,2}}){_GAP}(?=[\d{DIGIT}{SCALE}])")
_TRAILING_SCALE = re.compile(rf"[{SCALE}\s]+\Z")
_UNIT_PREFIX = re.compile(rf"{_GAP}[克瓦卡赫焦伏帕字米]")
_TENTHS = re.compile(
    rf"{_GAP}成(?![功为立员都本果长就年绩分人熟交千群语天败百形吉套品色型份公双名员])(?:{_GAP}(?P<rest>[{DIGIT}半]))?"
    rf"|{_GAP}折(?![叠磨扣腾断])"
)
_HALF = re.compile(
    r"对折|一半(?![以天个岛夜])|过半数?|半数|半(?=\s{0,2}(?:年(?!级|报)|个|小时|天(?![下])|分钟|月(?!刊)|世纪|公里|里|吨|斤|公斤|价|英里|日|秒|米|数|杯|升|亩|百))"
)
_FEW = re.compile(rf"[数几]{_GAP}(?P<scale>[{SCALE}]{{1,3}})?|若干|好几")
_PAIR = re.compile(r"([一二三四五六七八两])([二两三四五六七八九])")
_SLASH = re.compile(r"\s?[/∕⁄]\s?(\d{1,3})(?![\d/.])")
_MIXED_SLASH = re.compile(r"\x20(\d{1,2})[/∕⁄](\d{1,3})(?![\d/.])")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in its place. `low` None is vague (数十); `unit` and `kind` are what the numeral says itself (三成)."""

    core_start: int
    core_end: int
    low: Numeral | None
    high: Numeral | None = None
    modifier: str | None = None
    unit: str | None = None
    kind: str | None = None
    has_digits: bool = True
    is_fraction: bool = False
    is_bare_scale: bool = False
    is_one: bool = False

    def stands(self, text: str, start: int, end: int, unit: CountedUnit | None, bounded: bool) -> bool:
        """Whether this is a number at all. Chinese characters need more evidence than digits do."""
        after = text[self.core_end : self.core_end + 1]
        if self.low is None:
            return unit is not None or self.is_bare_scale
        if self.unit or self.is_fraction:
            return True
        if self.has_digits:
            return unit is not None or not (after.isascii() and (after.isalpha() or after == "_"))
        if self.is_one and unit is not None and not unit.noun and self._alone(text, start, end, unit.end):
            return True
        if self.is_one:
            return bounded or (unit is not None and unit.measures) or self._alone(text, start, end)
        if unit is not None and text[self.core_start : self.core_end] == "拾" and not unit.measures:
            return False
        if unit is not None:
            return not self.is_bare_scale or unit.measures or unit.name is not None
        length = self.core_end - self.core_start
        if length >= 2 and not self.is_bare_scale:
            return True
        return self._alone(text, start, end) or (bounded and length >= 2)

    def _alone(self, text: str, start: int, end: int, stop: int | None = None) -> bool:
        """Whether no other character of a word stands beside it, as in a cell of a table."""
        stop = self.core_end if stop is None else stop
        before = text[self.core_start - 1] if self.core_start > start else ""
        after = text[stop] if stop < end else ""
        return (
            not _wordlike(before)
            and not _wordlike(after)
            and after not in tuple("、．)）")
            and before not in tuple("(（")
        )


def _wordlike(char: str) -> bool:
    return char.isalnum()


def amount_at(text: str, place: int, end: int) -> Amount | None:
    """The number that begins at that place."""
    char = text[place]
    if char == ".":
        point = _POINT_FIRST.match(text, place, end)
        return Amount(place, point.end(), from_digits(f"0{point[0]}")) if point else None
    if char in VULGAR_FRACTIONS:
        return Amount(place, place + 1, VULGAR_FRACTIONS[char], is_fraction=True)
    half = _HALF.match(text, place, end)
    if half:
        if half[0] == "对折":
            return Amount(
                place, half.end(), Numeral(Decimal(50), Decimal(0)), unit="percent", kind="percent", has_digits=False
            )
        kind = "ratio" if half[0] != "半" else None
        over = "more_than" if half[0].startswith("过") else None
        value = Numeral(Decimal("0.5"), Decimal(0))
        return Amount(place, half.end(), value, modifier=over, kind=kind, has_digits=False, is_fraction=True)
    if char in "数几":
        return _few(text, place, end)
    sign = _SIGN.match(text, place, end)
    if sign:
        amount = _plain(text, sign.end(), end)
        if amount is None or amount.low is None:
            return None
        return replace(amount, core_start=place, low=amount.low.negated(), is_fraction=not amount.has_digits)
    amount = _plain(text, place, end)
    if amount is not None and amount.low is not None and _MINUS_BEFORE.search(text, max(0, place - 2), place):
        return replace(amount, core_start=place - 1, low=amount.low.negated())
    return _range(text, amount, end) if amount is not None else None


def _few(text: str, place: int, end: int) -> Amount | None:
    few = _FEW.match(text, place, end)
    if few is None:
        return None
    return Amount(place, few.end(), None, has_digits=False, is_bare_scale=bool(few["scale"]))


def _plain(text: str, place: int, end: int) -> Amount | None:
    match = NUMERAL.match(text, place, min(end, place + LONGEST))
    if match is None or match.end() == place + LONGEST:
        return None
    stop = _without_prefix(text, match, end)
    written = text[place:stop]
    has_digits = text[place].isdigit()
    pair = None if has_digits else _PAIR.search(written)
    if pair and int(DIGITS[pair[2]]) - int(DIGITS[pair[1]]) == 1 and not _in_digits(written, pair):
        return _pair(written, pair, place, stop)
    value = value_of(written)
    while value is None and len(written) > 1 and not has_digits:
        written = written[:-1].rstrip()
        value = value_of(written)
    if value is None:
        return None
    stop = place + len(written)
    if has_digits:
        value, stop = _extended(text, stop, end, value)
    dozen = _DOZEN.match(text, stop, end)
    if dozen:
        value, stop = value.times(Decimal(12)), dozen.end()
    bare = not has_digits and written[0] in SCALE and written[0] not in "十拾廿卅"
    amount = Amount(place, stop, value, has_digits=has_digits, is_bare_scale=bare, is_one=written in ("一", "壹"))
    parts = _WITH_PARTS.match(text, stop, end)
    mixed = _mixed(text, amount, parts.end(), end) if parts else None
    if mixed is not None:
        return mixed
    return (
        _fraction(text, amount, end)
        or _slashed(text, amount, end)
        or _tenths(text, amount, end)
        or _more(text, amount, end)
    )


def _extended(text: str, stop: int, end: int, value: Numeral) -> tuple[Numeral, int]:
    """Digits with an exponent (1.3e6) or a letter that multiplies them (15k)."""
    if text[stop - 1].isdigit():
        value, stop = with_exponent(text, stop, end, value)
        letter = _LETTER.match(text, stop, end)
        if letter:
            return value.times(Decimal(_LETTERS[letter[1]])), letter.end()
    return value, stop


def _mixed(text: str, whole: Amount, place: int, end: int) -> Amount | None:
    """三又二分之一."""
    match = NUMERAL.match(text, place, min(end, place + LONGEST))
    denominator = value_of(match[0]) if match else None
    if match is None or denominator is None or whole.low is None:
        return None
    part = _fraction(text, Amount(place, match.end(), denominator), end)
    if part is None or part.low is None:
        return None
    share = part.low.number / 100 if part.unit == "percent" else part.low.number
    value = Numeral(whole.low.number + share, Decimal(0))
    return replace(whole, core_end=part.core_end, low=value, is_fraction=True)


def _without_prefix(text: str, match: re.Match[str], end: int) -> int:
    """Leaves the 千 of 千克 and 千瓦, the 兆 of 兆瓦, to the unit."""
    written = match[0]
    if len(written) > 1 and written[-1] == "两":
        return match.end() - 1
    if len(written) > 1 and written[-1] in "千兆百" and _UNIT_PREFIX.match(text, match.end(), end):
        rest = written[:-1].rstrip()
        of_unit = written[-1] != "百" or text[match.end() : match.end() + 1] == "帕"
        if of_unit and not any(char in LARGE or char in "千仟" for char in rest):
            return match.start() + len(rest)
    return match.end()


def _in_digits(written: str, pair: re.Match[str]) -> bool:
    """Whether the pair lies in a plain row of digits: 二〇一二."""
    return len(written) > 2 and all(char in DIGITS for char in written)


def _pair(written: str, pair: re.Match[str], place: int, stop: int) -> Amount | None:
    """Two neighbours name a range: 三四十 is 30 to 40, 十七八 is 17 or 18."""
    low = value_of(written[: pair.start()] + pair[1] + written[pair.end() :])
    high = value_of(written[: pair.start()] + pair[2] + written[pair.end() :])
    if low is None or high is None:
        return None
    return Amount(place, stop, low, high, has_digits=False)


def _fraction(text: str, amount: Amount, end: int) -> Amount | None:
    """三分之一, 百分之四十五, 千分之三."""
    of_parts = _OF_PARTS.match(text, amount.core_end, end)
    if of_parts is None or amount.low is None or of_parts.end() >= end:
        return None
    half = text.startswith("一半", of_parts.end())
    match = NUMERAL.match(text, of_parts.end(), min(end, of_parts.end() + LONGEST))
    if match is None or half:
        return None
    written = match[0]
    numerator = value_of(written)
    while numerator is None and len(written) > 1:
        written = written[:-1].rstrip()
        numerator = value_of(written)
    if numerator is None:
        return None
    last = match.start() + len(written)
    bare = text[amount.core_start : amount.core_end]
    if bare in ("百", "佰"):
        more = _MORE.match(text, last, end)
        numerator, stop = _extended(text, last, end, numerator)
        found = Amount(amount.core_start, stop, numerator, unit="percent", kind="percent", is_fraction=True)
        if more and more["word"] in "多余" and not more["scale"]:
            return replace(found, core_end=more.end(), modifier="approx_over")
        return _percent_range(text, found, end)
    if bare[0] in "千仟万":
        share = numerator.times(Decimal(100) / amount.low.number)
        return Amount(amount.core_start, last, share, unit="percent", kind="percent", is_fraction=True)
    value = fraction(numerator.number, amount.low.number)
    return Amount(amount.core_start, last, value, kind="ratio", is_fraction=True) if value else None


def _percent_range(text: str, found: Amount, end: int) -> Amount:
    mark = _RANGE.match(text, found.core_end, end)
    if mark is None:
        return found
    begin = mark.end()
    parts = re.compile(rf"百{_GAP}分{_GAP}之{_GAP}").match(text, begin, end)
    match = NUMERAL.match(text, parts.end() if parts else begin, min(end, begin + LONGEST))
    value = value_of(match[0]) if match else None
    return replace(found, high=value, core_end=match.end()) if match and value else found


def _slashed(text: str, amount: Amount, end: int) -> Amount | None:
    """1/3, where it is no date and no rate."""
    mixed = _MIXED_SLASH.match(text, amount.core_end, end)
    if mixed and amount.has_digits and amount.low is not None:
        part = fraction(Decimal(mixed[1]), Decimal(mixed[2]))
        total = Numeral(amount.low.number + part.number, Decimal(0)) if part else None
        return Amount(amount.core_start, mixed.end(), total, is_fraction=True) if total else None
    slash = _SLASH.match(text, amount.core_end, end)
    if slash is None or amount.low is None or not amount.has_digits or not text[amount.core_end - 1].isdigit():
        return None
    value = fraction(amount.low.number, Decimal(slash[1]))
    return Amount(amount.core_start, slash.end(), value, is_fraction=True) if value else None


def _tenths(text: str, amount: Amount, end: int) -> Amount | None:
    """三成 and 两成半 are exact tenths, 八折 and 七五折 what is left to pay."""
    match = _TENTHS.match(text, amount.core_end, end)
    if match is None or amount.low is None or amount.low.number > 100:
        return None
    if match[0].strip() == "折":
        if amount.low.number == 10:
            return None
        number = amount.low.number * 10 if amount.low.number < 10 else amount.low.number
        return Amount(
            amount.core_start,
            match.end(),
            Numeral(number, Decimal(0)),
            unit="percent",
            kind="percent",
            is_fraction=True,
        )
    rest = {"半": Decimal(5)}.get(match["rest"] or "", Decimal(DIGITS.get(match["rest"] or "", 0)))
    value = Numeral(amount.low.number * 10 + rest, Decimal(0))
    return Amount(amount.core_start, match.end(), value, unit="percent", kind="percent", is_fraction=True)


def _more(text: str, amount: Amount, end: int) -> Amount:
    """十多万, 5 万多, 2,300 余, 二十来."""
    more = _MORE.match(text, amount.core_end, end)
    if more is None or amount.low is None:
        return amount
    if not more["scale"] and more["word"] in "几数":
        return replace(amount, core_end=more.end("word"), modifier="approx_over") if amount.low.place >= 10 else amount
    if not more["scale"]:
        following = text[more.end() : more.end() + 3].lstrip()[:1]
        if more["word"] == "来" and (following not in _MORE_ENDS or not following):
            return amount
        return replace(amount, modifier="about" if more["word"] == "来" else "approx_over", core_end=amount.core_end)
    value = amount.low
    for char in more["scale"].strip():
        if not char.isspace():
            value = value.times(Decimal(SMALL.get(char) or LARGE[char]))
    modifier = "about" if more["word"] == "来" else "approx_over"
    return replace(amount, low=value, core_end=more.end(), modifier=modifier)


def more_after(text: str, amount: Amount, end: int) -> int:
    """Where the 多, 余 or 来 that follows the core ends (the core's end where there is none)."""
    if amount.modifier not in ("approx_over", "about"):
        return amount.core_end
    more = _MORE.match(text, amount.core_end, end)
    return more.end("word") if more and more["word"] in "多余来" else amount.core_end


def _range(text: str, first: Amount, end: int) -> Amount:
    """3 亿~5 亿, 三到五万 (the scale of the second counts for both), 20-30."""
    mark = _RANGE.match(text, first.core_end, end)
    if mark is None or first.low is None or first.high is not None or first.unit or first.is_fraction:
        return first
    second = _plain(text, mark.end(), end)
    if second is None or second.low is None or second.high is not None or second.has_digits != first.has_digits:
        return first
    if second.is_fraction and not second.unit:
        return first
    return joined(text, first, second) or first


def joined(text: str, first: Amount, second: Amount) -> Amount | None:
    """The range of two numbers; None where the second is not the larger."""
    if first.low is None or second.low is None:
        return None
    low = first.low
    scale = _TRAILING_SCALE.search(text[second.core_start : second.core_end])
    own = _TRAILING_SCALE.search(text[first.core_start : first.core_end])
    has_scale = bool(own and own[0].strip() and own.start() > 0)
    if (
        scale
        and scale.start() > 0
        and low.number < 10**4
        and not (has_scale and own and any(char in LARGE for char in own[0]))
    ):
        for char in scale[0]:
            if not char.isspace() and (not has_scale or char in LARGE):
                low = low.times(Decimal(SMALL.get(char) or LARGE[char]))
    if second.unit and second.unit == "percent" and not first.unit and second.low.number > 10:
        low = Numeral(low.number * 10, Decimal(0)) if low.number < 10 else low
    if low.number >= second.low.number:
        return None
    return replace(
        first, low=low, high=second.low, core_end=second.core_end, unit=second.unit, kind=second.kind,
        modifier=second.modifier, is_one=False, is_fraction=second.is_fraction,
    )  # fmt: skip
