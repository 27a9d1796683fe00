"""The unit that follows an English number, or the noun it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from sources.reading.english import temperatures
from sources.reading.english.nouns import NOUNS, PERSONS
from sources.reading.english.units import (
    CURRENCY_CODES,
    LOWER_CASE,
    MEASURES,
    MONEY,
    SYMBOLS,
)
from sources.reading.quantities import kind_of
from sources.reading.wordlists import alternation, words

# Of three letters or fewer, and words all the same: any other that short is an abbreviation, and has no plural.
_SHORT_WORDS = frozenset(words("ton won car jet bus bit day man kid boy fan yen cup job yr hr wk cow pig dog cat"))


def _plurals(word: str) -> list[str]:
    """The word and its plural, of a phrase that of its last word."""
    if len(word) <= 3 and word not in _SHORT_WORDS:
        return [word, word + "s"] if word in ("lb", "yr") else [word]
    if word.endswith("y") and word[-2] not in "aeiou":
        return [word, word[:-1] + "ies"]
    if word.endswith(("s", "x", "ch", "sh")):
        return [word, word + "es"]
    return [word, word + "s"]


def _all_forms(table: dict[str, str]) -> dict[str, str]:
    return {form.lower(): meaning for word, meaning in table.items() for form in _plurals(word)}


_IN_ANY_CASE = {**_all_forms(MEASURES), **_all_forms(MONEY)}
_WORD_UNITS = {**_IN_ANY_CASE, **LOWER_CASE}
PEOPLE = frozenset(form.lower() for word in PERSONS for form in _plurals(word.replace("_", " ")))
COUNTED = _all_forms(NOUNS)
_NAMED_ALONE = frozenset(word for word in [*PERSONS, *NOUNS] if "_" not in word) - {"people", "men", "women"}
"""Nouns in the form in which they stand before another: the pilot of "20 pilot whales"."""

_GAP = r"(?:[^\S\n]|\n(?![^\S\n]{0,9}\n)){0,3}"
_UNIT = re.compile(
    rf"{_GAP}(?:[-‐‑]{_GAP})?(?P<word>{alternation(_IN_ANY_CASE)}|(?-i:{alternation(LOWER_CASE)}))(?![\w])",
    re.IGNORECASE,
)
# A letter that is a word, a name or a mark of its own elsewhere counts only right after the number.
_LOOSE = frozenset("mgLlWVJ")
_TIGHT = frozenset(sign for sign in SYMBOLS if len(sign) == 1 and sign.isalpha()) - _LOOSE | {"in", "'", "′", '"'}
_SPACED = frozenset(sign for sign in SYMBOLS if sign[-1].isalnum() and sign not in _TIGHT)
_SYMBOL = re.compile(
    rf"(?P<tight>{_GAP}(?:{alternation(_SPACED)})(?![\w²³/$€£¥]|-\w)"
    rf"|[-‐‑]?(?:{alternation(_TIGHT)})(?![\w²³/])|{_GAP}in(?=\s{{0,3}}(?:[.,;)]|\Z)))"
    rf"|{_GAP}(?P<sign>{alternation(SYMBOLS.keys() - _TIGHT - _SPACED)})(?!\s?\d)"
)
_PER = re.compile(
    rf"{_GAP}(?:/{_GAP}|per{_GAP}|an?\s+(?=(?:day|week|month|year|hour|minute|second|night|barrel|tonne|ton|head|person|pound|gallon|litre|liter|kilo|acre|share|piece)\b)"
    rf"|(?:each|every)\s+(?=(?:day|week|month|year"
    rf"|hour)\b))(?P<per>{alternation([*_WORD_UNITS, 'capita', 'person', 'head', 'share', 'household'])})(?![\w])",
    re.IGNORECASE,
)
_MILLION_PER = re.compile(
    rf"{_GAP}(?:/|per){_GAP}(?:million{_GAP}(?:British{_GAP}thermal{_GAP}units?|BTUs?)|MMBtu)(?!\w)", re.IGNORECASE
)


_WORDS_AFTER = re.compile(
    rf"{_GAP}(?P<of>of{_GAP}(?:the{_GAP}|its{_GAP}|their{_GAP}|these{_GAP}|those{_GAP}))?(?P<word>[A-Za-z][\w’'-]*)"
)
_DEMONYM = re.compile(
    r"[A-Z][a-z]+(?:ans|ians|eans|[a-z]{2}is|ese|men|Jews|Kurds|Poles|Turks|Serbs|Arabs|Russians|Czechs)\Z|(?:Jews|Kurds|Poles|Turks|Serbs|Arabs|Swedes|Danes)\Z"
)
_PEOPLE_SUFFIX = ("ists", "ians", "crats", "crew", "folk", "men", "women", "persons")
_NO_PEOPLE = re.compile(r"(?:lists|fists|wrists|twists|mists|heists|assists|specimen|regimen|screw)\Z")
# A noun group ends before these: what follows is no longer what is counted.
_STOPS = frozenset(
    words(
        """
    the a an and or but of to in on at by for from with as is are was were be been being has have had will
    would can could may might must
    shall should do does did not no so if than then that which who whom whose when while where why how this
    these those it its he she they we
    you i his her their our my your into onto over under after before since until through during between
    against about above below
    per each every more less most least also only just even still yet ago later earlier old long wide tall high
    deep away apart
    said says say told according including such both either neither out off up down across around because due
    within without among amid
    """
    )
)
_NOT_PLURAL = frozenset(
    words(
        "is was has its this us thus plus minus series news always perhaps does goes across less as times s "
        "pass loss class overseas besides sometimes previous various"
    )
)
_ONE = re.compile(r"(?:\b(?:one|an?|each|every|single)|(?<![\d.,])1)[\s-]*\Z", re.IGNORECASE)
_WITHIN = 8  # characters before a place in which its "one" stands
_MOST_BEFORE_HEAD = 2
_ADJECTIVE = re.compile(
    rf"{_GAP}(?:more|additional|extra|further|other|fewer|less|consecutive|straight|successive|full|whole|entire|solid"
    r"|long|short|calendar|working)\s",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\s?[\[({<]")
_PART_OF = re.compile(
    rf"{_GAP}(?:of{_GAP}(?:an?|one){_GAP}(?:US{_GAP})?|an?{_GAP}|of(?=\s))(?<=\s)|{_GAP}of\s", re.IGNORECASE
)
SCALED = {
    "k": 10**3,
    "K": 10**3,
    "m": 10**6,
    "M": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "B": 10**9,
    "bn": 10**9,
}
_SCALED_CURRENCY = re.compile(rf"\s?(?P<scale>{alternation(SCALED)})(?P<code>{alternation(CURRENCY_CODES)})(?!\w)")
_AGE = re.compile(
    rf"{_GAP}[-‐‑]?{_GAP}years?{_GAP}[-‐‑]?{_GAP}(?:old(?P<olds>s)?|of{_GAP}age)(?!\w)|{_GAP}[-‐‑]?{_GAP}(?P<unit>months?|weeks?|days?){_GAP}[-‐‑]?{_GAP}(?:old|of{_GAP}age)(?!\w)",
    re.IGNORECASE,
)
AGED = re.compile(
    r"(?:\baged?(?:\s+of)?(?:\s+between)?|\bat\s+the\s+age\s+of|\bages|\bturn(?:s|ed|ing))\s+(?:\d{1,2}(?:,\s+\d{1,2})?,?\s+and\s+)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """What a number counts: the unit's name, the kind of value, the noun as written, where the words end.

    `ends_quote` is false where other words stand between the number and its noun: then the quote stops at the number.
    """

    name: str | None
    kind: str
    noun: str | None
    end: int
    ends_quote: bool = True
    measures: bool = False
    plural: bool = False


def unit_at(text: str, place: int, end: int, *, money: bool = False) -> CountedUnit | None:
    """The unit or noun that begins at that place, white space or a hyphen allowed."""
    if not money:
        age = _AGE.match(text, place, end)
        if age:
            unit = (age["unit"] or "year").rstrip("s")
            return CountedUnit(unit, "age", None, age.end(), measures=True)
    bracketed = _OPENING.match(text, place, end)
    if bracketed and not money:
        inner = unit_at(text, bracketed.end(), end) if text[bracketed.end() : bracketed.end() + 1].isalpha() else None
        closes = inner is not None and inner.measures and text[inner.end : inner.end + 1] in tuple("])}>")
        return replace(inner, end=inner.end + 1) if inner is not None and closes else None
    sign = _SYMBOL.match(text, place, end)
    word = None if money else _UNIT.match(text, place, end)
    if word and (not sign or word.end() >= sign.end()):
        name = _WORD_UNITS[" ".join(word["word"].lower().split())]
        return _with_rate(text, name, word.end(), end)
    if sign and not money and not _is_quote_mark(text, sign):
        written = (sign["sign"] or sign["tight"]).strip().lstrip("-‐‑").strip()
        return _with_rate(text, SYMBOLS[written], sign.end(), end)
    if money:
        return None
    if degrees := temperatures.degrees_at(text, place, end):
        return _with_rate(text, *degrees, end)
    further = _ADJECTIVE.match(text, place, end)
    measure = _UNIT.match(text, further.end() - 1, end) if further else None
    if measure:
        return _with_rate(text, _WORD_UNITS[" ".join(measure["word"].lower().split())], measure.end(), end)
    return _noun(text, place, end)


def unit_of_part(text: str, place: int, end: int) -> CountedUnit | None:
    """The measure a fraction is a part of: half an hour, three quarters of a mile."""
    mark = _PART_OF.match(text, place, end)
    unit = unit_at(text, mark.end() - 1, end) if mark else None
    return unit if unit is not None and unit.measures else None


def scaled_currency(text: str, place: int, end: int) -> tuple[Decimal, CountedUnit] | None:
    """The currency of 30 MUSD, and what its letter multiplies by."""
    match = _SCALED_CURRENCY.match(text, place, end)
    if match is None:
        return None
    return Decimal(SCALED[match["scale"]]), CountedUnit(match["code"], "money", None, match.end(), measures=True)


def _is_quote_mark(text: str, sign: re.Match[str]) -> bool:
    """Whether what looks like the sign of feet or inches closes a quotation or is an apostrophe."""
    mark = sign[0].strip()
    if mark == "'":
        return text[sign.end() : sign.end() + 1].isalpha()
    return mark == '"' and text.rfind('"', max(0, sign.start() - 80), sign.start()) >= 0


def rate_after(text: str, place: int, end: int, name: str) -> tuple[str, int]:
    """The unit with the rate written after it ("a day", "per barrel"), and where that ends."""
    million = _MILLION_PER.match(text, place, end)
    if million:
        return f"{name} per million British thermal unit", million.end()
    per = _PER.match(text, place, end)
    if per is None:
        return name, place
    word = " ".join(per["per"].lower().split())
    rate = {"capita": "person", "head": "person", "person": "person", "share": "share", "household": "household"}.get(
        word
    )
    rate = rate or _WORD_UNITS[word]
    return f"{name} per {rate}", per.end()


def _with_rate(text: str, name: str, place: int, end: int) -> CountedUnit:
    kind = kind_of(name)
    if name not in ("percent", "percentage point", "times"):
        name, place = rate_after(text, place, end, name)
    return CountedUnit(name, kind, None, place, measures=True)


def _noun(text: str, place: int, end: int) -> CountedUnit | None:
    """The counted noun among the next four words; adjectives may stand before it."""
    position, begin, stop = place, None, place
    loose: CountedUnit | None = None
    if text[place : place + 1].isupper():
        return None  # 5B, 100D: a name
    for index in range(4):
        match = _WORDS_AFTER.match(text, position, end)
        if match is None or (match["of"] and index):
            break
        word = match["word"]
        lower = word.lower()
        if lower in _STOPS:
            break
        begin = match.start("word") if begin is None else begin
        stop = match.end("word")
        two = f"{text[begin:position].split()[-1].lower()} {lower}" if index else ""
        known = _known(word, lower, two)
        direct = index == 0 and not match["of"]
        describes = known is not None and lower in _NAMED_ALONE
        if describes and not _ONE.search(text, max(0, place - _WITHIN), place) and (head := _head(text, stop, end)):
            known, stop = _known(head[0], head[0], f"{lower} {head[0]}"), head[1]
            rated, stop_at = rate_after(text, stop, end, known) if known else (None, stop)
            return CountedUnit(rated, "count", text[begin:stop], stop_at if direct else stop, direct, plural=True)
        if known is not None:
            if direct:
                rated, stop_at = rate_after(text, stop, end, known)
                return CountedUnit(rated, "count", text[begin:stop], stop_at, plural=True)
            return CountedUnit(known, "count", text[begin:stop], stop, direct, plural=True)
        if loose is None and word.islower() and _is_plural(word):
            loose = CountedUnit(None, "count", text[begin:stop], stop, direct, plural=True)
        position = stop
    return loose


def _head(text: str, place: int, end: int) -> tuple[str, int] | None:
    """The plural that a noun before it only describes, and where it ends: the whales of "pilot whales"."""
    for _ in range(_MOST_BEFORE_HEAD):
        match = _WORDS_AFTER.match(text, place, end)
        if match is None or match["of"] or not match["word"].islower() or match["word"] in _STOPS:
            return None
        if _is_plural(match["word"]):
            return match["word"], match.end("word")
        place = match.end("word")
    return None


def _is_plural(word: str) -> bool:
    looks_so = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "wards", "selves"))
    return looks_so and word not in _NOT_PLURAL


def _known(word: str, lower: str, two: str) -> str | None:
    if word.islower() or word.isupper():
        if lower in PEOPLE or two in PEOPLE or (lower.endswith(_PEOPLE_SUFFIX) and not _NO_PEOPLE.search(lower)):
            return "person"
        return COUNTED.get(two) or COUNTED.get(lower)
    return "person" if _DEMONYM.match(word) or word.endswith(("Soldiers", "Marines")) else None
