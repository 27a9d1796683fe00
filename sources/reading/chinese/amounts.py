"""Chinese numbers in running text: a numeral with what is written round it (多, 余, 几, 数, 打), or a range."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from sources.reading.chinese.amount import Amount
from sources.reading.chinese.numerals import DIGIT, DIGITS, LARGE, NUMERAL, SCALE, SMALL, value_of
from sources.reading.chinese.shares import LONGEST, extended, half_at, longest_number, with_share
from sources.reading.numerals import VULGAR_FRACTIONS, Numeral, from_digits

_GAP = r"\s{0,3}"
_SIGN = re.compile(rf"(?:负|零下|[-−－﹣])\s?(?=[\d{DIGIT}{SCALE}])")
_MINUS_BEFORE = re.compile(r"(?:\A|[\s(（:：,，、为至到~])[-−－﹣]\Z")
_MORE = re.compile(rf"{_GAP}(?P<word>[多余来几数])(?P<scale>{_GAP}[{SCALE}]{{1,2}})?")
_MORE_ENDS = "年月天日周岁个名人位万亿种家架次元美份米公吨斤小分里所件只条项台辆户亩度倍%"
_DOZEN = re.compile(r"\s?打(?![击开破造算电架仗球字猎工断响败折压烂扰死伤])")
_POINT_FIRST = re.compile(r"\.(\d{1,20})(?![\d.])")
_RANGE = re.compile(rf"(?:\(含\))?{_GAP}(?:至|到|[-–—~～－]{{1,2}}){_GAP}(?=[\d{DIGIT}{SCALE}])")
_TRAILING_SCALE = re.compile(rf"[{SCALE}\s]{{1,20}}\Z")
_UNIT_PREFIX = re.compile(rf"{_GAP}[克瓦卡赫焦伏帕字米]")
_FEW = re.compile(rf"[数几]{_GAP}(?P<scale>[{SCALE}]{{1,3}})?|若干|好几")
_PAIR = re.compile(r"([一二三四五六七八两])([二两三四五六七八九])")
# Digits as they are called over a radio: 洞 is 0, 幺 1, 拐 7, 勾 9.
_RADIO = re.compile(rf"[{DIGIT}洞拐勾]{{4,{LONGEST - 1}}}")
_RADIO_DIGITS = {**DIGITS, "洞": 0, "拐": 7, "勾": 9}


def amount_at(text: str, place: int, end: int) -> Amount | None:
    """The number that begins at that place."""
    char = text[place]
    if char == ".":
        return _point_first(text, place, end)
    if char in VULGAR_FRACTIONS:
        return Amount(place, place + 1, VULGAR_FRACTIONS[char], is_fraction=True)
    half = half_at(text, place, end)
    if half:
        return half
    if char in "数几":
        return _few(text, place, end)
    if char == "幺":
        radio = _RADIO.match(text, place, end)
        if radio and not DIGITS.keys() >= set(radio[0]):
            return Amount(place, radio.end(), from_digits("".join(str(_RADIO_DIGITS[char]) for char in radio[0])))
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


def _point_first(text: str, place: int, end: int) -> Amount | None:
    """.5 and -.5."""
    point = _POINT_FIRST.match(text, place, end)
    if point is None:
        return None
    value = from_digits(f"0{point[0]}")
    if _MINUS_BEFORE.search(text, max(0, place - 2), place):
        return Amount(place - 1, point.end(), value.negated())
    return Amount(place, point.end(), value)


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
    if value is None and not has_digits:
        shorter = longest_number(written)
        value, written = (shorter[0], written[: shorter[1]]) if shorter else (None, written)
    if value is None:
        return None
    stop = place + len(written)
    if has_digits:
        value, stop = extended(text, stop, end, value)
    dozen = _DOZEN.match(text, stop, end)
    if dozen:
        value, stop = value.times(Decimal(12)), dozen.end()
    bare = not has_digits and written[0] in SCALE and written[0] not in "十拾廿卅"
    amount = Amount(place, stop, value, has_digits=has_digits, is_bare_scale=bare, is_one=written in ("一", "壹"))
    return with_share(text, amount, end) or _more(text, amount, end)


def _without_prefix(text: str, match: re.Match[str], end: int) -> int:
    """Leaves the 千 of 千克 and 千瓦, the 兆 of 兆瓦, to the unit; also that of 5840万千瓦."""
    written = match[0]
    if len(written) > 1 and written[-1] == "两":
        return match.end() - 1
    if len(written) > 1 and written[-1] in "千兆百" and _UNIT_PREFIX.match(text, match.end(), end):
        rest = written[:-1].rstrip()
        of_unit = written[-1] != "百" or text[match.end() : match.end() + 1] == "帕"
        if of_unit and (rest[-1] in LARGE or not any(char in LARGE or char in "千仟" for char in rest)):
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
    return _joined(text, first, second) or first


def _joined(text: str, first: Amount, second: Amount) -> Amount | None:
    """The range of two numbers; None where the second is not the larger."""
    if first.low is None or second.low is None:
        return None
    low = _in_shared_scale(text, first, first.low, second)
    if second.unit and second.unit == "percent" and not first.unit and second.low.number > 10:
        low = Numeral(low.number * 10, Decimal(0)) if low.number < 10 else low
    if low.number >= second.low.number:
        return None
    return replace(
        first, low=low, high=second.low, core_end=second.core_end, unit=second.unit, kind=second.kind,
        modifier=second.modifier, is_one=False, is_fraction=second.is_fraction,
    )  # fmt: skip


def _in_shared_scale(text: str, first: Amount, low: Numeral, second: Amount) -> Numeral:
    """The lower end in the scale that only the upper one names: 三到五万."""
    scale = _TRAILING_SCALE.search(text[second.core_start : second.core_end])
    own = _TRAILING_SCALE.search(text[first.core_start : first.core_end])
    own_scale = own[0].strip() if own and own.start() > 0 else ""
    if scale is None or not scale.start() or low.number >= 10**4 or any(char in LARGE for char in own_scale):
        return low
    for char in scale[0]:
        if not char.isspace() and (not own_scale or char in LARGE):
            low = low.times(Decimal(SMALL.get(char) or LARGE[char]))
    return low
