"""Where sentences and clauses begin and end, in English and in Chinese.

Spans are code points of the given text, end exclusive, without surrounding white space. A blank line always ends a
sentence; a single line end never does.
"""

import re
from collections.abc import Iterator

from sources.reading.wordlists import words

_CJK = "\u3400-\u9fff\uf900-\ufaff"
_CLOSING = "\"'”’」』）)】》〉\\]"
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_NOTE_MARK = r"(?:[①-⑳❶-❿⁰¹²³⁴-⁹†‡]|\[\d{1,3}\])"  # belongs to the sentence before it
_STOP = re.compile(rf"(?:[。！？；]+|[.!?;…]+)[{_CLOSING}]*(?:\s?{_NOTE_MARK})*")
_OPENING = "\"'“‘「『（([【《〈"
_NUMBER_GOES_ON = re.compile(rf"\s{{1,3}}\d+\s?[{_CJK}%％]")
_NEXT_WORD = re.compile(rf"\s+[{re.escape(_OPENING)}]*(\w[\w’']*)?")
_LAST_WORD = re.compile(r"(?<![\w.])([\w.]+)\Z")
_WORD_LENGTH = 24  # how far back a word is looked for: longer ones are no abbreviation

# Titles and the like stand before a name: what follows them never starts a sentence.
_BEFORE_A_NAME = frozenset(
    words(
        """
    mr mrs ms dr prof gen col lt maj capt cpl sgt cmdr adm gov sen rep hon rev st mt ft pres amb supt insp
    vs cf e.g i.e no nos fig figs vol vols art arts sec ch chap pp p ed eds al approx ca c resp dept univ
    assn bros messrs mme mlle nr
    """
    )
)
# These may end a sentence: they do so when the next word is one that commonly starts one.
_MAY_END = frozenset(
    words(
        """
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc ltd co
    corp plc llc jr sr etc est a.m p.m a.d b.c u.s u.k u.n e.u d.c u.s.a u.a.e ph.d m.d b.a m.a ave blvd rd
    hrs hr min lb lbs oz ft in kg km mi mm cm bn mn tn ok
    """
    )
)
_STARTERS = frozenset(
    words(
        """
    the a an in on at by for from to with after before since when while if as but and so yet or it he she
    they we i you this that these those there its his her their our my however although though despite more
    most many some several all about nearly over under what who how why where during according
    """
    )
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text in order. A heading or a list item without a full stop is one of its own."""
    found: list[tuple[int, int]] = []
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        found.extend(_of_paragraph(text, start, blank.start()))
        start = blank.end()
    found.extend(_of_paragraph(text, start, len(text)))
    return found


def _of_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, begin, stop, end):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    mark, after = text[stop.start()], text[stop.end() : stop.end() + 1]
    before = text[stop.start() - 1 : stop.start()]
    if mark in "。！？；":
        return True
    if mark == ";":
        return _is_cjk(before)
    if stop.end() >= end:
        return True
    if _is_cjk(before) or (_is_cjk(after) and mark != "."):
        return True
    following = _NEXT_WORD.match(text, stop.end(), end)
    if following is None:
        return False
    word = following[1] or ""
    if mark != ".":
        return not word[:1].islower()
    if len(stop[0].rstrip(_CLOSING)) == 1:
        return _full_stop_ends(text, begin, stop, word, end)
    return not word[:1].islower()


def _full_stop_ends(text: str, begin: int, stop: re.Match[str], word: str, end: int) -> bool:
    """Whether a full stop that white space follows ends a sentence, `word` being the next one."""
    if word[:1].islower():
        return False
    last = _LAST_WORD.search(text, max(begin, stop.start() - _WORD_LENGTH), stop.start())
    if last is None:
        return True
    written, lower = last[1], last[1].lower()
    if written.isdigit():
        marker = len(written) <= 2 and last.start() - begin <= 4 and not text[begin : last.start()].strip()
        return not (marker or (word[:1].isdigit() and _NUMBER_GOES_ON.match(text, stop.start() + 1, end)))
    if lower in _BEFORE_A_NAME and (
        written[0].isupper() or lower not in ("no", "art", "ch", "al", "c", "p", "ed", "sec")
    ):
        return lower in ("no", "nos") and not word[:1].isdigit()
    initial = len(written) == 1 and written.isupper()
    if initial or lower in _MAY_END or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", written):
        return word.lower() in _STARTERS and word[:1].isupper()
    return True


def _is_cjk(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char in ("”", "」", "』", "）", "》", "】") if char else False


# ---- clauses -------------------------------------------------------------------------------------

_PRONOUNS = "it|he|she|they|we|there|this|that|these|those|its|their|his|her|the|more than|about|nearly|another"
_BREAK = re.compile(
    rf"[，；：;]|,(?!\d)|:(?=\s|[{_CJK}])"
    rf"|\s(?=(?:of which|of whom|while|whereas|and (?:{_PRONOUNS}))\s)",
    re.IGNORECASE,
)
_GROUP_GOES_ON = re.compile(rf"\s?\d{{3}}(?!\d)(?:\s?[{_CJK}%％]|,\s?\d{{3}})")
_BRACKETS = re.compile(r"[()（）\[\]【】《》]")
_PAIRS = {")": "(", "）": "（", "]": "[", "】": "【", "》": "《"}


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of the sentence text[start:end], each with the mark that ends it left out.

    Split at commas, semicolons and colons of both scripts and before "of which", "while", "whereas" and an "and"
    that a subject follows; never inside a number ("1,500", "1, 500 人", "12:30") or inside brackets. The
    enumeration comma 、 joins the items of one list and does not split.
    """
    inside = iter(_bracketed(text, start, end))
    held = next(inside, None)
    found: list[tuple[int, int]] = []
    begin = start
    for mark in _BREAK.finditer(text, start, end):
        while held is not None and held[1] <= mark.start():
            held = next(inside, None)
        if held is not None and held[0] < mark.start():
            continue
        if (
            mark[0] == ","
            and text[mark.start() - 1 : mark.start()].isdigit()
            and _GROUP_GOES_ON.match(text, mark.end())
        ):
            continue
        found.extend(_trimmed(text, begin, mark.start()))
        begin = mark.end()
    found.extend(_trimmed(text, begin, end))
    return found


def _bracketed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost pairs of brackets that close, in order."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for bracket in _BRACKETS.finditer(text, start, end):
        if bracket[0] not in _PAIRS:
            opened.append((bracket[0], bracket.start()))
        elif opened and opened[-1][0] == _PAIRS[bracket[0]]:
            begin = opened.pop()[1]
            while pairs and pairs[-1][0] > begin:
                pairs.pop()
            pairs.append((begin, bracket.start()))
    return pairs
