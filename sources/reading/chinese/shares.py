"""Chinese shares of a whole: 三分之一, 百分之四十五, 三成, 八折, 一半, 1/3."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from sources.reading.chinese.amount import Amount
from sources.reading.chinese.numerals import DIGIT, DIGITS, NUMERAL, value_of
from sources.reading.numerals import Numeral, fraction, with_exponent

LONGEST = 60
"""A run of digits longer than this is no number anybody wrote."""
_GAP = r"\s{0,3}"
_OF_PARTS = re.compile(rf"{_GAP}分{_GAP}之{_GAP}(?P<minus>负)?")
# 四分一, as Hong Kong writes; 十分一般 is none.
_OF_PARTS_IN_SHORT = re.compile(r"[分份]一(?![一-鿿])|[分份]一(?=[的以人公加升吨斤里]|人口|时间|以上)")
_WITH_PARTS = re.compile(rf"{_GAP}又{_GAP}")
_OVER = re.compile(rf"{_GAP}[多余]")
_TO = re.compile(rf"{_GAP}(?:至|到|[-–—~～－]{{1,2}}){_GAP}(?=[\d{DIGIT}百])")
_PERCENT = re.compile(rf"百{_GAP}分{_GAP}之{_GAP}")
_LETTER = re.compile(r"\s?([kKM])(?![A-Za-z0-9])")
_LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6}
_TENTHS = re.compile(
    rf"{_GAP}成(?![功为立员都本果长就年绩分人熟交千群语天败百形吉套品色型份公双名员])(?:{_GAP}(?P<rest>[{DIGIT}半]))?"
    rf"|{_GAP}折(?![叠磨扣腾断])"
)
_SLASH = re.compile(r"\s?[/∕⁄]\s?(\d{1,3})(?![\d/.])")
_MIXED_SLASH = re.compile(r"\x20(\d{1,2})[/∕⁄](\d{1,3})(?![\d/])")
_HALF = re.compile(
    r"对折|一半(?![以天个岛夜])|过半数?|半数|半(?=\s{0,2}(?:年(?!级|报)|个|小时|天(?![下])|分钟|月(?!刊)|世纪|公里|里|吨|斤|公斤|价|英里|日|秒|米|数|杯|升|亩|百))"
)


def half_at(text: str, place: int, end: int) -> Amount | None:
    """半数, 过半, 对折, or the 半 of 半年."""
    half = _HALF.match(text, place, end)
    if half is None:
        return None
    if half[0] == "对折":
        value = Numeral(Decimal(50), Decimal(0))
        return Amount(place, half.end(), value, unit="percent", kind="percent", has_digits=False)
    return Amount(
        place, half.end(), Numeral(Decimal("0.5"), Decimal(0)), has_digits=False, is_fraction=True,
        modifier="more_than" if half[0].startswith("过") else None, kind="ratio" if half[0] != "半" else None,
    )  # fmt: skip


def with_share(text: str, amount: Amount, end: int) -> Amount | None:
    """The share whose denominator, whole part or tenths the amount is; None where it is none."""
    parts = _WITH_PARTS.match(text, amount.core_end, end)
    mixed = _mixed(text, amount, parts.end(), end) if parts else None
    return mixed or _fraction(text, amount, end) or _slashed(text, amount, end) or _tenths(text, amount, end)


def extended(text: str, stop: int, end: int, value: Numeral) -> tuple[Numeral, int]:
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


def _fraction(text: str, amount: Amount, end: int) -> Amount | None:
    """三分之一, 百分之四十五, 千分之三, 四分一."""
    short = _OF_PARTS_IN_SHORT.match(text, amount.core_end, end)
    if short and amount.low is not None and not amount.has_digits and 2 <= amount.low.number <= 10:
        part = fraction(Decimal(1), amount.low.number)
        return Amount(amount.core_start, short.end(), part, kind="ratio", is_fraction=True) if part else None
    of_parts = _OF_PARTS.match(text, amount.core_end, end)
    if of_parts is None or amount.low is None or of_parts.end() >= end:
        return None
    match = NUMERAL.match(text, of_parts.end(), min(end, of_parts.end() + LONGEST))
    if match is None or text.startswith("一半", of_parts.end()):
        return None
    found = longest_number(match[0])
    if found is None:
        return None
    numerator, last = found[0].negated() if of_parts["minus"] else found[0], match.start() + found[1]
    bare = text[amount.core_start : amount.core_end]
    if bare in ("百", "佰"):
        return _percent(text, amount, numerator, last, end)
    if bare[0] in "千仟万":
        share = numerator.times(Decimal(100) / amount.low.number)
        return Amount(amount.core_start, last, share, unit="percent", kind="percent", is_fraction=True)
    value = fraction(numerator.number, amount.low.number)
    return Amount(amount.core_start, last, value, kind="ratio", is_fraction=True) if value else None


def longest_number(written: str) -> tuple[Numeral, int] | None:
    """The number its characters form, the last ones left out where they form none, and how many count."""
    value = value_of(written)
    while value is None and len(written) > 1:
        written = written[:-1].rstrip()
        value = value_of(written)
    return (value, len(written)) if value is not None else None


def _percent(text: str, amount: Amount, numerator: Numeral, last: int, end: int) -> Amount:
    over = _OVER.match(text, last, end)
    numerator, stop = extended(text, last, end, numerator)
    found = Amount(amount.core_start, stop, numerator, unit="percent", kind="percent", is_fraction=True)
    if over and stop == last:
        return replace(found, core_end=over.end(), modifier="approx_over")
    return _percent_range(text, found, end)


def _percent_range(text: str, found: Amount, end: int) -> Amount:
    mark = _TO.match(text, found.core_end, end)
    if mark is None:
        return found
    begin = mark.end()
    parts = _PERCENT.match(text, begin, end)
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
    else:
        rest = Decimal(5) if match["rest"] == "半" else Decimal(DIGITS.get(match["rest"] or "", 0))
        number = amount.low.number * 10 + rest
    value = Numeral(number, Decimal(0))
    return Amount(amount.core_start, match.end(), value, unit="percent", kind="percent", is_fraction=True)
