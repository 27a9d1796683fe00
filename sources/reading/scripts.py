"""Which language a stretch of text is in, by the share of its scripts, and what of it is not prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z]+")
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")
# English words run five letters on average and Chinese ones two characters: a Han character weighs as two and a half.
_HAN_WEIGHT = 2.5
_LATIN_RUN = re.compile(r"[^\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]{40,}")
_HAN_RUN = re.compile(r"[\d约近逾]?[\u3400-\u9fff][\u3000-\u9fff\uf900-\uffef\d\s.,%~\-]*[\u3400-\u9fff%]")
_SENTENCE_OF_LATIN = 5

# What looks like text and is none: addresses, paths, identifiers with several parts, telephones, citations, code.
_NOISE = re.compile(
    r"""(?:https?|ftp)\s?:\s?/\s?/\s?(?:[\w\-?=&%\#~+:@]++(?:\s?[/.]\s?)*+|[^\s\u3000-\uffef\w]++)*+|www\.[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}|\bdoi:\s?[!-~]+|\b10\.\d{4,9}/[!-~]+
    |\[\d{1,3}(?:\s?[-–,，、]\s?\d{1,3}){0,8}\]
    |\b(?:ISBN|ISSN|DOI|UTC|GMT|RFC|ISO|arXiv|HTTP)[\s:：+/-]{0,3}[\d][\d\-.:xX]*
    |(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])
    |(?<![\w-])\d{1,12}(?:-\d{1,12}){3,}+\b|(?<![A-Za-z0-9-])\d{3,4}-\d{3,4}-\d{3,4}(?![A-Za-z0-9-])
    |(?<![\w(])\(\d{3}\)\s?\d{3}-\d{4}(?!\d)|(?<![\w+.])\+(?=\d(?:[ ()-]{0,2}\d){8,14}(?!\d))[\d ()-]{9,26}
    |(?<![\w.])0\d{2,3}-\d{7,8}(?!\d)|(?<![\d.,])1[3-9]\d{9}(?![\d.,]|\s?[元圆美欧英港日万亿人%])
    |\b(?=\d{0,40}[a-f])[0-9a-f]{16,64}\b|\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b
    |\bv\d+(?:\.\d+)+\b|&\#?\w{1,8};""",
    re.VERBOSE,
)


def language_of(text: str) -> str:
    """ "zh" or "en", by the share of scripts."""
    han = len(_HAN.findall(text))
    if not han:
        return "en"
    return "zh" if han * _HAN_WEIGHT >= sum(map(len, _LATIN.findall(text))) else "en"


def passages(text: str, language: str | None) -> list[tuple[int, int, str]]:
    """The text as stretches of one language each, in order, without gaps.

    `language` is that of paragraphs with a run of the other script too short to be a sentence.
    """
    found: list[tuple[int, int, str]] = []
    for start, end in _paragraphs(text):
        main = language or language_of(text[start:end])
        for piece in _by_script(text, start, end, main):
            if found and (found[-1][2] == piece[2] or not _has_words(text, piece)):
                found[-1] = (found[-1][0], piece[1], found[-1][2])
            else:
                found.append(piece)
    return found


def _has_words(text: str, piece: tuple[int, int, str]) -> bool:
    return _HAN.search(text, piece[0], piece[1]) is not None or _LATIN.search(text, piece[0], piece[1]) is not None


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for blank in _PARAGRAPH_END.finditer(text):
        yield start, blank.end()
        start = blank.end()
    if start < len(text):
        yield start, len(text)


def _by_script(text: str, start: int, end: int, main: str) -> Iterator[tuple[int, int, str]]:
    """Cuts sentences of the other language out of a paragraph."""
    runs, other = (_LATIN_RUN, "en") if main == "zh" else (_HAN_RUN, "zh")
    place = start
    if main == "zh" or _HAN.search(text, start, end):
        for run in runs.finditer(text, start, end):
            if main == "zh" and len(_LATIN.findall(run[0])) < _SENTENCE_OF_LATIN:
                continue
            if run.start() > place:
                yield place, run.start(), main
            yield run.start(), run.end(), other
            place = run.end()
    if place < end:
        yield place, end, main


def readable(text: str, skip: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What remains of the text without the skipped spans and without what is no prose."""
    closed = sorted([*skip, *(noise.span() for noise in _NOISE.finditer(text))])
    found: list[tuple[int, int]] = []
    place = 0
    for start, end in closed:
        if start > place:
            found.append((place, start))
        place = max(place, end)
    if place < len(text):
        found.append((place, len(text)))
    return found
