"""Whether two wordings say the same figures, units, dates and negations. Numbers are compared as numbers.

No measure of letters can tell a changed fact from a typing error, so each wording is read: what the reader
understands is compared by its value (4.3万 and 43,000 are one), what it leaves is compared digit by digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from sources.reading import Mention, read

_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_HIDDEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]+")
_BLANK_BESIDE_WIDE = re.compile(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])")
_IDLE_BLANK = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_RAISED = re.compile("[¹²³⁰⁴-⁹₀-₉①-⓿❶-➓]")  # no digits of the figure they stand beside
_ASCII_DIGIT = re.compile(r"[0-9]")
_WRITTEN = re.compile(r"\d{1,3}(?:[ ,']\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\s?\d+)?|[^\W\d_a-zA-Z\u2e80-\u9fff]")
_DENIAL = re.compile(
    r"非洲|南非|未来|是否|不仅|不但|不过|无论|\bno\.\s?\d"
    r"|([不没未无非否勿]|\b(?:not|no|never|none|neither|nor|nobody|nothing|nowhere|without|cannot)\b|n't\b)"
)
_SAME_APOSTROPHE = str.maketrans("’‘", "''")

_HAN_FIGURE = "零〇一二两三四五六七八九十百千万亿兆"
_REACH = 24  # characters of a figure that may stand outside a span
_HEAD, _TAIL = r"(?:\d[.,]?)+$", r"(?:[.,]?\d)*"
_CUT_AT = ("", r"\s{0,2}")
_UNITS = r"(?:{blank}(?:[%‰％]|(?:thousand|million|billion|trillion|percent)\b))?"


@lru_cache(maxsize=2)
def _ends(blank: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What belongs to a digit before it, to a Han numeral before it, and to either after it."""
    han = f"[{_HAN_FIGURE}０-９]"
    return (
        re.compile(rf"{_HEAD}|{han}(?:{blank}{han})*{blank}$"),
        re.compile(rf"[\d.,]*\d{blank}$|(?:{han}{blank})+$"),
        re.compile(rf"{_TAIL}(?:{blank}{han})*{_UNITS.format(blank=blank)}"),
    )


def whole_figures(text: str, start: int, end: int, blank: str = "") -> tuple[int, int]:
    """The span with the rest of a figure that one of its ends cuts in two.

    blank     a pattern: the white space that may part a figure from its magnitude or unit
    """
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    digits_before, han_before, rest = _ends(blank)
    head = tail = None
    if text[start].isdecimal():
        head = digits_before.search(before)
    elif text[start] in _HAN_FIGURE:
        head = han_before.search(before)
    if text[end - 1].isdecimal() or text[end - 1] in _HAN_FIGURE:
        tail = rest.match(after)
    return start - len(head[0] if head else ""), end + len(tail[0] if tail else "")


def same_facts_at(old: str, was: tuple[int, int], new: str, now: tuple[int, int]) -> bool:
    """Whether two spans say the same figures, units, dates and negations; a figure that a span cuts is taken whole.

    Where a line ends inside a figure, its other half may stay behind: either reading may be the same.
    """
    readings = {(whole_figures(old, *was, blank), whole_figures(new, *now, blank)): None for blank in _CUT_AT}
    return any(same_facts(old[slice(*first)], new[slice(*second)]) for first, second in readings)


def same_facts(old: str, new: str) -> bool:
    """Whether both wordings say the same figures, units, dates and negations, in the same order.

    White space and the width of characters are no difference, except a blank that parts one figure from the next.
    """
    if old == new or _packed(old) == _packed(new):
        return True
    if _other_digits_only(old, new):
        return False
    return _facts(_readable(old)) == _facts(_readable(new))


def _packed(words: str) -> str:
    """Without the blanks that part nothing."""
    closed = _BLANK_BESIDE_WIDE.sub("", _HIDDEN.sub("", words).strip())
    closed = _RAISED.sub(r"<\g<0>>", closed)
    return _IDLE_BLANK.sub("", _BLANK.sub(" ", unicodedata.normalize("NFKC", closed)))


def _readable(words: str) -> str:
    """As one line, with the blanks a reader needs."""
    closed = _BLANK_BESIDE_WIDE.sub("", _HIDDEN.sub("", words).strip())
    return _BLANK.sub(" ", closed).translate(_SAME_APOSTROPHE)


def _other_digits_only(old: str, new: str) -> bool:
    """Whether they are the same writing with other digits in it, which no reading can make the same."""
    old, new = _packed(old), _packed(new)
    return old != new and _ASCII_DIGIT.sub("0", old) == _ASCII_DIGIT.sub("0", new)


Fact = tuple[str | None, ...]


@lru_cache(maxsize=64)
def _facts(words: str) -> tuple[Fact, ...]:
    """What the words say as figures and denials, in order."""
    mentions = read(words)
    found = [(mention.core_start, _said(mention)) for mention in mentions]
    cores = [(mention.core_start, mention.core_end) for mention in mentions]
    spans = [(mention.start, mention.end) for mention in mentions]
    found += [(place, ("figure", figure)) for place, figure in _written(words) if not _within(place, cores)]
    for match in _DENIAL.finditer(words.lower()):
        if match[1] and not _within(match.start(), spans):
            found.append((match.start(), ("denial",)))
    return tuple(fact for _, fact in sorted(found, key=lambda placed: placed[0]))


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _said(mention: Mention) -> Fact:
    """The value of a mention, and the figures of its writing that the value does not show."""
    if mention.is_vague:
        return ("vague", mention.quote.lower())
    core = mention.quote[mention.core_start - mention.start : mention.core_end - mention.start]
    shown = set(_shown(mention))
    unshown = [figure for _, figure in _written(core) if _significant(figure) not in shown]
    return (mention.low, mention.high, mention.modifier, mention.unit, *unshown)


def _shown(mention: Mention) -> Iterator[str]:
    """The significant digits that stand in a value; of a date its year, short or long, its month and its day."""
    for bound in {mention.low, mention.high} - {None}:
        assert bound is not None
        yield _significant(bound)
        if mention.kind == "date":
            parts = bound.split("-")
            yield from map(_significant, [*parts, parts[0][-2:]])


def _written(words: str) -> Iterator[tuple[int, str]]:
    """The figures written in digits, and numeric signs that are neither digit nor Han (½, ①), with their places."""
    for match in _WRITTEN.finditer(words):
        figure = match[0]
        if figure[0].isdecimal():
            digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in figure)
            yield match.start(), re.sub(r"[ ,']", "", digits)
        elif figure.isnumeric():
            yield match.start(), figure


def _significant(figure: str) -> str:
    """The digits that count: 43,000 and 4.3 have the same."""
    return figure.replace(".", "").replace("-", "").strip("0")
