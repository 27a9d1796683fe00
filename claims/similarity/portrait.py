"""A statement as words, each at the place where it counts most."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from functools import cached_property

from claims.similarity.aliases import NO_ALIASES, Aliases
from claims.similarity.meanings import Meanings, Place, Placed
from claims.similarity.qualifiers import by_meaning
from claims.similarity.statement import HERE, MASK, Statement
from claims.similarity.stems import stem
from claims.similarity.terms import Word

QUALIFIES = "#"
"""Begins the key of a word that stands for a qualifier: "#year=2021"."""

_BARE = 3  # words up to which a clause has lost its subject, and its sentence speaks for it
_NEXT_TO = 8  # words on either side of a value that count as next to it
_FIRST_SENSES = 2
_BREAK = re.compile(r"[,，;；:：。、]|\band\b|[及和与並并]")


class Portrait:
    """The words of a statement, each once, at the place where it counts most."""

    def __init__(self, statement: Statement, aliases: Aliases = NO_ALIASES) -> None:
        self.statement = statement
        self.placed: dict[str, Placed] = {}
        self._aliases = aliases
        counted = self._words(statement.noun)
        self.nouns = {word.key for word in counted}
        near, around = self._near()
        self._place([*counted, *near, *self._words(statement.subject), *_qualifying(statement, "age")], Place.FOCUS)
        self._place(_of_unit(statement), Place.FOCUS)
        # Who is named in the sentence before a value is named for all that follows.
        named = [word for word in self._words(f"{statement.lead} {statement.clause[: statement.at]}") if word.name]
        self._place([*_qualifying(statement, "ordinal", "year"), *around, *named], Place.CLAUSE)
        self._place(self._words(statement.rivals), Place.SENTENCE)
        self._place(self._words(statement.source), Place.CONTEXT)
        bare = len(self.placed) <= _BARE
        self._place(self._words(statement.clause), Place.CLAUSE)
        self._place(self._words(statement.sentence), Place.CLAUSE if bare else Place.SENTENCE)
        self._place([*self._words(statement.context), *self._words(statement.topic)], Place.CONTEXT)
        self.focus = [placed for placed in self.placed.values() if placed.place == Place.FOCUS]
        self.clause = [placed for placed in self.placed.values() if placed.place <= Place.CLAUSE]

    def _words(self, text: str) -> tuple[Word, ...]:
        return self._aliases.words(text, self.statement.language) if text else ()

    def _near(self) -> tuple[list[Word], list[Word]]:
        """The words next to the value, and the rest of those that are its own."""
        left, _, right = (self.statement.near or _by_marks(self.statement)).partition(HERE)
        before, after = list(self._words(left)), list(self._words(right))
        return [*before[-_NEXT_TO:], *after[:_NEXT_TO]], [*before[:-_NEXT_TO], *after[_NEXT_TO:]]

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

    def forget(self) -> None:
        """Give up what can be made again: it is many times as large as the words themselves."""
        self.__dict__.pop("meanings", None)

    @cached_property
    def named(self) -> dict[str, list[Word]]:
        """Who is named anywhere, in full, each with the words the name consists of."""
        return _wholes(self.placed.values())

    @cached_property
    def named_in_clause(self) -> dict[str, list[Word]]:
        return _wholes(self.clause)

    @cached_property
    def nearest_name(self) -> frozenset[str]:
        """The words of the name that stands nearest to the value, by their keys: among its own words, before it, or
        in the sentence before it; none where there is none."""
        left, _, right = (self.statement.near or _by_marks(self.statement)).partition(HERE)
        before = f"{self.statement.lead} {self.statement.clause[: self.statement.at]}"
        for text, last in ((left, True), (right, False), (self.statement.subject, True), (before, True)):
            names = [word for word in self._words(text) if word.name]
            if names:
                whole = (names[-1] if last else names[0]).whole
                return frozenset(word.key for word in names if word.whole == whole)
        return frozenset()

    @cached_property
    def unit_words(self) -> frozenset[str]:
        """The words, by their keys, that name what the value counts: "countries" of 14 countries, 国家 of 14国."""
        unit = stem(self.statement.dimension)
        return frozenset(key for key, placed in self.placed.items() if unit in (key, *_first_stems(placed.word)))

    @cached_property
    def told(self) -> dict[str, str]:
        """What the clause says, by stem, for qualifiers that oppose one another."""
        return by_meaning(placed.word for placed in self.clause)


def _first_stems(word: Word) -> list[str]:
    """The single stems that a word stands for in the first place."""
    return [sense[0] for sense in word.senses[:_FIRST_SENSES] if len(sense) == 1]


def _wholes(places: Iterable[Placed]) -> dict[str, list[Word]]:
    """The names in full, each with the words it consists of."""
    wholes: dict[str, list[Word]] = {}
    for placed in places:
        if placed.word.name:
            wholes.setdefault(placed.word.whole, []).append(placed.word)
    return wholes


def _qualifying(statement: Statement, *kinds: str) -> list[Word]:
    """What qualifies the value, as words that only themselves can answer."""
    told = [each.partition("=") for each in statement.qualifiers]
    return [Word(f"{QUALIFIES}{kind}={said}", f"{kind} {said}", known=False) for kind, _, said in told if kind in kinds]


def _of_unit(statement: Statement) -> list[Word]:
    """A compound unit says of itself what is told: what is paid per share, what is eaten per day."""
    unit = statement.dimension
    return [Word(f"{QUALIFIES}unit={unit}", unit, known=False)] if " per " in unit else []


def _by_marks(statement: Statement) -> str:
    """The words next to the value: from the comma, the "and" or the other value before it to those after it; where its
    place is not known, all of the clause."""
    if statement.at is None:
        return statement.clause
    before, after = statement.clause[: statement.at], statement.clause[statement.at :].lstrip(f"{MASK} ")
    start = max((mark.end() for mark in _BREAK.finditer(before)), default=0)
    end = next((mark.start() for mark in _BREAK.finditer(after)), len(after))
    left, right = before[start:].split(MASK)[-1], after[:end].split(MASK)[0]
    return f"{left}{HERE}{right}"
