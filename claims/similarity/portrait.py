"""A statement as weighed words, and how rare each word is among the statements at hand."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable
from functools import cached_property

from claims.similarity.lexicon import lexicon
from claims.similarity.meanings import Meanings, Place, Placed
from claims.similarity.qualifiers import by_meaning
from claims.similarity.statement import MASK, Statement
from claims.similarity.terms import Word, words

_BACKGROUND = 400  # sentences that the dictionary's glosses stand for, beside those at hand
_GLOSSES_PER_SENTENCE = 6
_BARE = 3  # words up to which a clause has lost its subject, and its sentence speaks for it
_LEAST_RARITY = 0.3
_BREAK = re.compile(r"[,，;；:：。、]|\band\b|[及和与並并]")


class Portrait:
    """The words of a statement, each once, at the place where it counts most."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.placed: dict[str, Placed] = {}
        counted = words(statement.noun, statement.language)
        self.nouns = {word.key for word in counted}
        self._place(counted, Place.FOCUS)
        self._place(words(_focus(statement), statement.language), Place.FOCUS)
        self._place(words(statement.clause, statement.language), Place.CLAUSE)
        bare = len(self.placed) <= _BARE
        self._place(words(statement.sentence, statement.language), Place.CLAUSE if bare else Place.SENTENCE)
        self._place(words(statement.context, statement.language), Place.CONTEXT)
        self.clause = [placed for placed in self.placed.values() if placed.place <= Place.CLAUSE]

    def _place(self, said: Iterable[Word], place: Place) -> None:
        for word in said:
            self.placed.setdefault(word.key, Placed(word, place))

    @property
    def key(self) -> Hashable:
        return self.statement.key

    @property
    def document(self) -> Hashable:
        return self.statement.document

    @cached_property
    def meanings(self) -> Meanings:
        return Meanings(self.placed.values())

    @cached_property
    def told(self) -> dict[str, str]:
        """What the clause says, by stem, for qualifiers that oppose one another."""
        return by_meaning(placed.word for placed in self.clause)

    @property
    def keys(self) -> set[str]:
        """Everything by which another statement can meet this one: its words and the words they may stand for."""
        return {key for placed in self.placed.values() for key in keys_of(placed.word)}


def keys_of(word: Word) -> set[str]:
    return {word.key, word.sound, *(key for sense in word.senses for key in sense)} - {""}


def _focus(statement: Statement) -> str:
    """The words next to the value: from the comma, the "and" or the other value before it to those after it."""
    if statement.at is None:
        return ""
    before, after = statement.clause[: statement.at], statement.clause[statement.at :].lstrip(f"{MASK} ")
    start = max((mark.end() for mark in _BREAK.finditer(before)), default=0)
    end = next((mark.start() for mark in _BREAK.finditer(after)), len(after))
    left, right = before[start:].split(MASK)[-1], after[:end].split(MASK)[0]
    return f"{left} {right}"


class Rarity:
    """How much a word tells: its inverse share of the sentences at hand, smoothed by the dictionary's glosses."""

    def __init__(self, portraits: Iterable[Portrait]) -> None:
        self._sentences: Counter[str] = Counter()
        self._count: Counter[str] = Counter()
        self._known: dict[tuple[str, str], float] = {}
        seen: set[tuple[object, str, str]] = set()
        for portrait in portraits:
            said = portrait.statement
            if (said.document, said.clause, said.sentence) in seen:
                continue
            seen.add((said.document, said.clause, said.sentence))
            self._count[said.language] += 1
            keys = [key for key, placed in portrait.placed.items() if placed.place <= Place.SENTENCE]
            self._sentences.update(f"{said.language}:{key}" for key in keys)

    def of(self, word: Word, language: str) -> float:
        """In nats above the commonest words; never nothing."""
        cached = self._known.get((word.key, language))
        if cached is None:
            seen = self._sentences[f"{language}:{word.key}"]
            expected = _BACKGROUND * min(1.0, _GLOSSES_PER_SENTENCE * _generic(word))
            share = (seen + expected + 0.5) / (self._count[language] + _BACKGROUND + 1)
            cached = self._known[word.key, language] = max(_LEAST_RARITY, -math.log(share) - 1)
        return cached


def _generic(word: Word) -> float:
    """The share of the dictionary's entries that speak of the word, for a Chinese one of what it means."""
    frequency = lexicon().frequency
    if not word.senses:
        return frequency(word.key)
    rarest = [min(frequency(key) for key in sense) for sense in word.senses[:4]]
    return sum(rarest) / len(rarest)
