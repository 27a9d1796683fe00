"""What the words of a statement may mean, indexed so that those of two statements find one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from claims.similarity.lexicon import Sense, lexicon
from claims.similarity.synonyms import classes_of
from claims.similarity.terms import Word

PER_SENSE = 0.08  # each further sense of a word is that much less what it means here
_SINGLE_CHARACTER = 0.6
_KIN, _MOST_KIN = 1.5, 0.6  # words akin count by their likeness, up to a bound
_SENSES_WITH_KIN, _SENSES_AROUND = 5, 4  # of what stands next to the value all senses count
_SENSES_IN_CLASSES, _BY_RENDERING = 2, 0.8


class Place(IntEnum):
    """Where a word stands, seen from the value: next to it, in its clause, in its sentence, in the sentences around."""

    FOCUS, CLAUSE, SENTENCE, CONTEXT = range(4)


@dataclass(frozen=True, slots=True)
class Placed:
    """A word of a statement and the nearest place it stands at."""

    word: Word
    place: Place


class Meanings:
    """The indexes of one statement's words.

    plain      English words by their key
    rendered   Chinese words by every stem of their senses, with the sense and its rank
    senses     Chinese words by a whole sense, with its rank
    looser     Chinese words by the stems that only longer words give them
    bare       words by every single stem that they may stand for by themselves, with how far (0-1)
    kin        the same by the stems akin to those
    sounds     names that no dictionary knows, by their consonants
    classes    words by the lines of trade synonyms they stand in, with how far (0-1)
    characters Chinese words that are no names, by each of their characters
    """

    def __init__(self, words: Iterable[Placed]) -> None:
        self.plain: dict[str, Placed] = {}
        self.rendered: defaultdict[str, list[tuple[Placed, int, Sense]]] = defaultdict(list)
        self.senses: defaultdict[Sense, list[tuple[Placed, int]]] = defaultdict(list)
        self.looser: defaultdict[str, list[Placed]] = defaultdict(list)
        self.bare: defaultdict[str, list[tuple[Placed, float]]] = defaultdict(list)
        self.kin: defaultdict[str, list[tuple[Placed, float]]] = defaultdict(list)
        self.sounds: defaultdict[str, list[Placed]] = defaultdict(list)
        self.classes: defaultdict[str, list[tuple[Placed, float]]] = defaultdict(list)
        self.characters: defaultdict[str, list[Placed]] = defaultdict(list)
        for placed in words:
            self._add(placed)

    def _add(self, placed: Placed) -> None:
        word = placed.word
        if word.sound:
            self.sounds[word.sound].append(placed)
        if not word.senses:
            self.plain[word.key] = placed
        around = placed.place == Place.CONTEXT
        for rank, sense in enumerate(word.senses[:_SENSES_AROUND] if around else word.senses):
            self.senses[sense].append((placed, rank))
            for key in sense:
                self.rendered[key].append((placed, rank, sense))
        for name, weight in _classes(word):
            self.classes[name].append((placed, weight))
        if not around:
            self._add_guesses(placed)

    def _add_guesses(self, placed: Placed) -> None:
        """What a word may also mean; of those that only stand around that tells nothing."""
        word = placed.word
        if len(word.key) > 1 and word.senses and not word.name:
            for key in lexicon().looser(word.key):
                self.looser[key].append(placed)
        if word.key > "\u3400" and not word.name:
            for character in set(word.key):
                self.characters[character].append(placed)
        for key, weight in _bare(word):
            self.bare[key].append((placed, weight))
        for key, weight in _kin(word):
            self.kin[key].append((placed, weight))


def sense_weight(word: Word, rank: int) -> float:
    """How far the sense of that rank is what a word means: less for later ones, and for single characters."""
    return (_SINGLE_CHARACTER if len(word.key) == 1 else 1.0) / (1 + PER_SENSE * rank)


# What follows depends on the word alone, never on where it stands: a text says the same words over and over.


def _bare(word: Word) -> tuple[tuple[str, float], ...]:
    return _bare_of(word.key, word.senses, word.name)


@cache
def _bare_of(key: str, senses: tuple[Sense, ...], is_name: bool) -> tuple[tuple[str, float], ...]:
    word = Word(key, key, senses, is_name)
    if is_name:
        return ()
    if not word.senses:
        return ((word.key, 1.0),)
    first = enumerate(word.senses[:_SENSES_WITH_KIN])
    return tuple((sense[0], sense_weight(word, rank)) for rank, sense in first if len(sense) == 1)


def _kin(word: Word) -> tuple[tuple[str, float], ...]:
    return _kin_of(word.key, word.senses, word.name)


@cache
def _kin_of(key: str, senses: tuple[Sense, ...], is_name: bool) -> tuple[tuple[str, float], ...]:
    return tuple(
        (kin, min(_MOST_KIN, _KIN * likeness) * weight)
        for meant, weight in _bare_of(key, senses, is_name)
        for kin, likeness in lexicon().kin(meant).items()
    )


def _classes(word: Word) -> tuple[tuple[str, float], ...]:
    """The lines of trade synonyms a word stands in, by itself or by its first renderings."""
    return _classes_of(word.key, word.senses, word.name)


@cache
def _classes_of(key: str, senses: tuple[Sense, ...], is_name: bool) -> tuple[tuple[str, float], ...]:
    if is_name:
        return ()
    found = dict.fromkeys(classes_of(key), 1.0)
    for meant, weight in _bare_of(key, senses, is_name)[:_SENSES_IN_CLASSES] if not found else ():
        for name in classes_of(meant):
            found[name] = max(found.get(name, 0.0), _BY_RENDERING * weight)
    return tuple(found.items())


def class_keys(word: Word) -> tuple[str, ...]:
    """The lines of trade synonyms a word stands in, as keys that no word has ("~7")."""
    return tuple(name for name, _ in _classes(word))
