"""The words of a passage with what a dictionary says of each, for a reader of another language. Not a translation.

Chinese is cut into the longest words that CC-CEDICT knows; of English, the longest phrases that some entry is rendered
by. The dictionary is read once per process, on first use (`claims/similarity/lexicon.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.similarity.lexicon import Lexicon, lexicon
from sources.reading.wordlists import words

_HAN = re.compile(r"[\u3400-\u9fff]+")
_ENGLISH = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_LONGEST_PHRASE = 4
_LONGEST_SHOWN = 20
_MOST = 6
_MEANINGS_OF_A_CHARACTER = 2
_COUNTING = re.compile(r"(?<=[\d０-９])\s*[十百千万亿]+")
_NOT_GLOSSED = frozenset("的了是在和与及而被把将之其也都就又于以个们") | frozenset(
    words("a an the of to in on at by for and or is are was were be been has had have that this with from")
)


@dataclass(frozen=True, slots=True)
class Glossed:
    """A word as written, and what the dictionary says of it, the likeliest first; a stretch between words has none."""

    written: str
    meanings: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The first meaning, as short as it may stand over its word."""
        many = _MEANINGS_OF_A_CHARACTER if len(self.written) == 1 else 1
        first = "; ".join(dict.fromkeys(_bare(meaning) for meaning in self.meanings[:many]))
        return first if len(first) <= _LONGEST_SHOWN else f"{first[: _LONGEST_SHOWN - 1]}…"


def _bare(meaning: str) -> str:
    return re.sub(r"^(?:to be|to|the|a|an) (?=\w)", "", re.split(r"[,(;]", meaning)[0].strip())


def gloss(text: str, language: str, into: str) -> list[Glossed]:
    """The text in pieces, word by word; nothing where the dictionary does not go from the one language to the other."""
    if (language, into) == ("zh", "en"):
        return list(_of_chinese(text))
    if (language, into) == ("en", "zh"):
        return list(_of_english(text))
    return []


def _of_chinese(text: str) -> Iterator[Glossed]:
    known, end = lexicon(), 0
    for run in _HAN.finditer(text):
        counting = _COUNTING.match(text, run.start())
        start = counting.end() if counting else run.start()  # 1.7万名: the numeral's own, no word of the text
        yield from _between(text[end:start])
        for word in known.words(text[start : run.end()]):
            yield Glossed(word, _meanings(known, word))
        end = run.end()
    yield from _between(text[end:])


def _meanings(known: Lexicon, word: str) -> tuple[str, ...]:
    found = (each for each in known.renderings(word) if not each.endswith(" of") or " " in each[:-3])
    return () if word in _NOT_GLOSSED else tuple(dict.fromkeys(found))[:_MOST]


def _of_english(text: str) -> Iterator[Glossed]:
    known, end, said = lexicon(), 0, list(_ENGLISH.finditer(text))
    place = 0
    while place < len(said):
        size, found = _longest(known, text, said[place : place + _LONGEST_PHRASE])
        start, stop = said[place].start(), said[place + size - 1].end()
        yield from _between(text[end:start])
        yield Glossed(text[start:stop], found)
        place, end = place + size, stop
    yield from _between(text[end:])


def _longest(known: Lexicon, text: str, said: list[re.Match[str]]) -> tuple[int, tuple[str, ...]]:
    """How many of these words are one phrase of the dictionary, and what that is in Chinese."""
    for size in range(len(said), 0, -1):
        phrase = text[said[0].start() : said[size - 1].end()].lower()
        if phrase in _NOT_GLOSSED:
            continue
        found = known.rendered_by(" ".join(phrase.split()))
        if found:
            return size, found[:_MOST]
    return 1, ()


def _between(stretch: str) -> list[Glossed]:
    return [Glossed(stretch)] if stretch else []
