"""Where in a text a query is found, and the piece of the text that shows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from claims.searching.query import UNSPACED, Query
from sources.reading.wordlists import words

Span = tuple[int, int]

BEFORE, SHOWN = 80, 300  # code points of a text that are shown before the first find, and in all
_WORD = re.compile(rf"\d+(?:[.,]\d+)*|[^\W_{UNSPACED}]+")
_EDGE = re.compile(r"\s|(?<=[。，；！？、])")
_SENTENCE_END = re.compile(r"[。！？\n]|[.!?](?=\s)")
_STOPPED = frozenset(  # not marked where something else is: the index passes them over too
    words(
        "a an the and or but of to in on at by for from with is are was were be been it its this that as who what how"
    )
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a shown text, and whether it is what was searched for."""

    text: str
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a text: its place in it, end exclusive, and the finds in it, as places in the text."""

    text: str
    start: int
    end: int
    finds: tuple[Span, ...]

    @property
    def piece(self) -> str:
        return self.text[self.start : self.end]

    @property
    def is_cut_before(self) -> bool:
        return self.start > 0

    @property
    def is_cut_after(self) -> bool:
        return self.end < len(self.text)

    @property
    def marks(self) -> list[Mark]:
        found, place = list[Mark](), self.start
        for start, end in self.finds:
            found += [Mark(self.text[place:start]), Mark(self.text[start:end], is_found=True)]
            place = end
        return [each for each in (*found, Mark(self.text[place : self.end])) if each.text]

    @property
    def sentence(self) -> str:
        """The sentence of the first find."""
        first = self.finds[0] if self.finds else (self.start, self.start)
        begins = max((end.end() for end in _SENTENCE_END.finditer(self.text, 0, first[0])), default=0)
        ending = _SENTENCE_END.search(self.text, first[1])
        return self.text[begins : ending.end() if ending else len(self.text)].strip()


def shown(text: str, query: Query) -> Shown:
    """The piece of a text where most of a query stands nearest to its first find."""
    found = finds(text, query)
    if not found or len(text) <= SHOWN:
        piece = (0, len(text)) if len(text) <= SHOWN else _piece(text, 0)
    else:
        piece = _piece(text, max((first for first, _ in found), key=lambda first: (_kinds(text, found, first), -first)))
    return Shown(text, *piece, tuple(each for each in found if piece[0] <= each[0] and each[1] <= piece[1]))


def finds(text: str, query: Query) -> list[Span]:
    """Where the words and phrases of a query stand in a text, in order; none overlaps another."""
    found = sorted({*_phrases(text, query), *_words(text, query)})
    apart = list[Span]()
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _kinds(text: str, found: list[Span], first: int) -> int:
    """How many different things are found in the piece that would begin before this place."""
    within = (text[start:end].lower() for start, end in found if first <= start and end <= first + SHOWN - BEFORE)
    return len(set(within))


def _piece(text: str, first: int) -> Span:
    """The piece of a text around a place, cut between words."""
    start, end = max(0, first - BEFORE), first - BEFORE + SHOWN
    if start:
        edge = _EDGE.search(text, start, first)
        start = edge.end() if edge else start
    if end < len(text):
        edges = [edge.start() for edge in _EDGE.finditer(text, max(first, end - BEFORE), end)]
        end = edges[-1] if edges and edges[-1] > first else end
    return start, min(end, len(text))


def _phrases(text: str, query: Query) -> Iterator[Span]:
    wanted = [phrase for phrase in query.phrases if phrase.is_wanted]
    if not wanted:
        return
    signs, places = list[str](), list[int]()
    for place, character in enumerate(text):
        for sign in _plain(character):
            if not sign.isspace():
                signs.append(sign)
                places.append(place)
    folded = "".join(signs)
    for phrase in wanted:
        for found in re.finditer(phrase.pattern, folded):
            yield places[found.start()], places[found.end() - 1] + 1


def _words(text: str, query: Query) -> Iterator[Span]:
    asked = {word.lower() for part in query.wanted_words for word in _WORD.findall(part)}
    stems = {_stem(word) for word in asked - _STOPPED or asked}
    if not stems:
        return
    for word in _WORD.finditer(text):
        if _stem(_plain(word[0])) in stems:
            yield word.span()
        elif word[0][0].isdecimal():
            for digits in re.finditer(r"\d+", word[0]):
                if _plain(digits[0]) in asked:
                    yield word.start() + digits.start(), word.start() + digits.end()


def _plain(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).lower()


_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def _stem_of(word: str) -> str:
    stem: str = _stemmer.stemWord(word)
    return stem


def _stem(word: str) -> str:
    return _stem_of(word) if len(word) < 40 else word
