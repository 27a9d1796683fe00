"""How much a word tells: its inverse share of the statements at hand, smoothed by the dictionary's glosses."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from claims.similarity.lexicon import lexicon
from claims.similarity.meanings import Place
from claims.similarity.portrait import QUALIFIES, Portrait
from claims.similarity.terms import Word
from claims.similarity.valences import valence

_BACKGROUND = 200  # statements that the dictionary's glosses stand for, beside those at hand
_GLOSSES_PER_SENTENCE = 6
_LEAST_RARITY = 0.3
_MOVING = 0.45  # what a word tells that only says that something rose or fell
_QUALIFIER = 0.01  # of a qualifier: its share of statements, roughly, over six


class Frequencies:
    """In how many statements of each language a word stands.

    counts   "en:vote" -> statements with that word; totals: "en" -> statements. Both can be kept in a table and
             counted up as documents come in: `counted_keys` says what one statement adds.
    """

    def __init__(self, counts: Mapping[str, int], totals: Mapping[str, int]) -> None:
        self._counts, self._totals = counts, totals
        self._known: dict[tuple[str, str], float] = {}
        self._general: dict[str, float] = {}

    @classmethod
    def among(cls, portraits: Iterable[Portrait]) -> Frequencies:
        """Of these statements; several values of one clause count it once."""
        counts: Counter[str] = Counter()
        totals: Counter[str] = Counter()
        seen: set[tuple[object, str, str]] = set()
        for portrait in portraits:
            said = portrait.statement
            if (said.document, said.clause, said.sentence) in seen:
                continue
            seen.add((said.document, said.clause, said.sentence))
            totals[said.language] += 1
            counts.update(counted_keys(portrait))
        return cls(counts, totals)

    def rarity(self, word: Word, language: str) -> float:
        """In nats above the commonest words; never nothing."""
        cached = self._known.get((word.key, language))
        if cached is None:
            seen = self._counts.get(f"{language}:{word.key}", 0)
            expected = _BACKGROUND * min(1.0, _GLOSSES_PER_SENTENCE * _generic(word))
            share = (seen + expected + 0.5) / (self._totals.get(language, 0) + _BACKGROUND + 1)
            cached = max(_LEAST_RARITY, -math.log(share) - 1)
            cached *= _MOVING if valence(word) else 1.0
            self._known[word.key, language] = cached
        return cached

    def in_general(self, word: Word) -> float:
        """The same in any text: a dossier speaks of one event throughout, and its words still tell that it does."""
        cached = self._general.get(word.key)
        if cached is None:
            share = min(1.0, _GLOSSES_PER_SENTENCE * _generic(word)) + 0.5 / _BACKGROUND
            cached = self._general[word.key] = max(_LEAST_RARITY, -math.log(share) - 1)
        return cached


def counted_keys(portrait: Portrait) -> list[str]:
    """The words of a statement's sentence as `Frequencies` counts them: "zh:地震"."""
    language = portrait.statement.language
    return [f"{language}:{key}" for key, placed in portrait.placed.items() if placed.place <= Place.SENTENCE]


def _generic(word: Word) -> float:
    """The share of the dictionary's entries that speak of the word, for a Chinese one of what it means."""
    frequency = lexicon().frequency
    if word.key.startswith(QUALIFIES):
        return _QUALIFIER
    if not word.senses:
        return frequency(word.key)
    rarest = [min(frequency(key) for key in sense) for sense in word.senses[:4]]
    return sum(rarest) / len(rarest)
