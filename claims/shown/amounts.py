"""Values in the reader's language: of a row from its columns, and of words that tell one in English, read back.

What is stored, compared or refused says its values as `sources.values` words them: "about 43,000 people" (`phrase`),
"57,500 to below 58,500 people" (`in_words`), in English and with all digits. Such words have a shape, as sentences have
(see sentences.py). A reader of English is shown the same words, large numbers with the word of their scale. Two shapes
say two things: "3 times" is a ratio, or a count of times; "1900s" a decade, or a century. `kind` settles the first, and
the second is a decade here.
"""

from __future__ import annotations

import calendar
import re
from decimal import Decimal, InvalidOperation
from typing import Protocol

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from sources.units import UNITS
from sources.values import DATE, NAME, Value, phrase_in, scaled, unit_in
from sources.values.periods import day_of
from sources.values.words import plural
from sources.values.words_zh import UNITS_ZH

_RATIO = "ratio"
_MODIFIERS = {
    "about": "about",
    "more than": "more_than",
    "at least": "at_least",
    "a little over": "approx_over",
    "less than": "less_than",
    "nearly": "nearly",
    "at most": "at_most",
    "since": "since",
    "until": "until",
    "after": "more_than",
    "before": "less_than",
}
_MODIFIED = re.compile(rf"({'|'.join(_MODIFIERS)}) (.+)")

_LARGE = re.compile(r"\d,\d{3},\d{3}")
_NUMBER = r"-?\d{1,3}(?:,\d{3})*(?:\.\d+)?"
_SPAN = rf"(?P<low>{_NUMBER})(?: to (?P<high>{_NUMBER}))?"
_AMOUNTS = {
    "money": re.compile(rf"(?P<unit>[A-Z]{{3}}) {_SPAN}(?P<per> per .+)?"),
    "ordinal": re.compile(rf"number {_SPAN}"),
    "quantity": re.compile(rf"{_SPAN}(?: (?P<unit>[^\d(“]+))?"),
}

_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_PERIODS = {
    "quarter": re.compile(r"Q(?P<quarter>[1-4]) (?P<year>\d{1,4})"),
    "half": re.compile(r"(?P<half>first|second) half of (?P<year>\d{1,4})"),
    "decade": re.compile(r"(?P<year>\d{1,4})s"),
    "day": re.compile(rf"(?P<day>\d{{1,2}}) {_MONTH}(?: (?P<year>\d{{1,4}}))?"),
    "month": re.compile(rf"{_MONTH}(?: (?P<year>\d{{1,4}}))?"),
    "year": re.compile(r"(?P<year>\d{1,4})"),
}
_DAY = r"\d{4}-\d\d-\d\d"
_END = rf"{_NUMBER}|{_DAY}"
_BETWEEN = re.compile(rf"(above )?({_END}) to (below )?({_END})(?: ([^\d(“]+))?")
_ONE_SIDED = [
    (re.compile(rf"{before}({end}){after}(?: ([^\d(“]+))?"), sentence)
    for before, end, after, sentence in [
        ("up to ", _NUMBER, "", _("up to %(end)s")),
        ("below ", _NUMBER, "", _("below %(end)s")),
        ("above ", _NUMBER, "", _("above %(end)s")),
        ("", _NUMBER, " or more", _("%(end)s or more")),
        ("from ", _DAY, " on", _("from %(end)s on")),
        ("until ", _DAY, "", _("until %(end)s")),
    ]
]


class Valued(Protocol):
    """A row with a value: a claim or a decision."""

    kind: str
    value_text: str

    @property
    def value(self) -> Value: ...


def reading_language() -> str:
    """The language of the person who reads, as the interface is set: "en" or "zh"."""
    return (get_language() or "en").split("-")[0]


def value_said(row: Valued) -> str:
    """The value of a claim or decision, in the reader's language from a template; a name as it is written."""
    return row.value_text if row.kind in ("", NAME) else phrase_in(row.value, reading_language())


def position_said(words: str, kind: str) -> str:
    """What a position of a conflict says, stored as its values with semicolons between, "not" before a denied one."""
    return "; ".join(
        gettext("not %(value)s") % {"value": amount_said(value, kind)} if is_denied else amount_said(value, kind)
        for is_denied, value in ((each.startswith("not "), each.removeprefix("not ")) for each in words.split("; "))
    )


def amount_said(words: str, kind: str = "") -> str:
    """The words of one value, in the reader's language; as they stand where they are no value's.

    kind    of the value, where it is known: a name is what it says, whatever that reads like
    """
    language = reading_language()
    if kind == NAME or (language == "en" and not is_large(words)):
        return words
    if bounds := _bounds_said(words, language):
        # They lie half a step from what was written, which takes a decimal more.
        return scaled(words, decimals=4) if language == "en" else bounds
    value = _read_back(words, kind)
    if value and language == "en":
        return scaled(words)
    return phrase_in(value, language) if value else words


def is_large(words: str) -> bool:
    """Whether a number of them has a million or more."""
    return bool(_LARGE.search(words))


def _read_back(words: str, kind: str) -> Value | None:
    """What `sources.values.phrase` said in these words. The precision of a number is not told by them."""
    modifiers, rest = [], words
    while found := _MODIFIED.fullmatch(rest):
        modifiers.append(_MODIFIERS[found[1]])
        rest = found[2]
    modifier = "+".join(modifiers) or "exact"
    date = _date(rest, modifier, known=kind == DATE)
    return date if date or kind == DATE else _amount(rest, modifier, kind)


def _amount(words: str, modifier: str, kind: str) -> Value | None:
    for shape, pattern in _AMOUNTS.items():
        if found := pattern.fullmatch(words):
            said = found.groupdict()
            low, high = (said[end].replace(",", "") if said[end] else None for end in ("low", "high"))
            unit = _singular(said.get("unit") or "") + (said.get("per") or "")
            if shape == "quantity" and kind == _RATIO:
                return Value(_RATIO, low, high, modifier, None, "1")
            return Value(shape, low, high, modifier, unit or None, "1")
    return None


def _singular(unit: str) -> str:
    """The unit that is the label of many: "people" is "person"; one that is not of the table stays as it is said."""
    head, per, rest = unit.partition(" per ")
    return _SINGULARS.get(head, head) + per + rest


_SINGULARS = {plural(unit): unit for unit in [*UNITS, *UNITS_ZH]}


def _date(words: str, modifier: str, *, known: bool) -> Value | None:
    part = next((part for part in ("early", "mid", "late") if words.startswith(f"{part} ")), "")
    names = words.removeprefix(part).strip().split(" to ")
    ends = [end for end in (_period(name, known=known) for name in names) if end]
    if len(ends) < len(names) or len(names) > 2:
        return None
    (first, _unit), (last, unit) = ends[0], ends[-1]
    return Value(DATE, first, last, modifier, None, f"{part}-{unit}" if part else unit)


def _period(name: str, *, known: bool) -> tuple[str, str] | None:
    """The first day of a period, and what it is; where a date is not known to be meant, a year has four digits."""
    for unit, pattern in _PERIODS.items():
        if found := pattern.fullmatch(name):
            said = found.groupdict()
            if not known and len(said["year"] or "0000") < 4:
                return None
            month = _MONTHS.get(said.get("month") or "") or _first_month(said)
            day = f"{month:02}-{int(said.get('day') or 1):02}"
            iso = f"{int(said['year']):04}-{day}" if said["year"] else f"--{day}"
            return (iso, unit) if _is_a_day(iso) else None
    return None


def _is_a_day(iso: str) -> bool:
    try:
        day_of(iso)
    except ValueError:
        return False
    return True


def _first_month(said: dict[str, str | None]) -> int:
    if quarter := said.get("quarter"):
        return 3 * int(quarter) - 2
    return 7 if said.get("half") == "second" else 1


def _bounds_said(words: str, language: str) -> str:
    """What `sources.values.in_words` said of an interval that no value is written as."""
    if words == "any value":
        return gettext("any value")
    if (found := _BETWEEN.fullmatch(words)) and not _AMOUNTS["quantity"].fullmatch(words):
        above, low, below, high, unit = found.groups()
        ends = {"low": _end(low, None, language), "high": _end(high, unit, language)}
        if above:
            ends["low"] = gettext("above %(end)s") % {"end": ends["low"]}
        if below:
            ends["high"] = gettext("below %(end)s") % {"end": ends["high"]}
        return gettext("%(low)s to %(high)s") % ends
    for pattern, sentence in _ONE_SIDED:
        if found := pattern.fullmatch(words):
            return gettext(sentence) % {"end": _end(found[1], found[2], language)}
    return ""


def _end(words: str, unit: str | None, language: str) -> str:
    """A day as ISO writes it, or a number with its unit."""
    amount = _amount(f"{words} {unit}" if unit else words, "exact", "")
    return phrase_in(amount, language) if amount else words


def number_said(number: str) -> str:
    """A number as it is stored, in the reader's language; the day of a date as it stands."""
    try:
        return amount_said(f"{Decimal(number):,f}")
    except InvalidOperation:
        return number


def unit_said(unit: str) -> str:
    """A unit as the label of many, in the reader's language."""
    return unit_in(unit, reading_language())
