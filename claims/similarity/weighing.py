"""What each word of a statement weighs: its rarity, and how near to the value it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from claims.similarity.frequencies import Frequencies
from claims.similarity.meanings import Place, Placed
from claims.similarity.portrait import Portrait

# By place (next to the value, clause, sentence, context): how much a word asks to be answered by the other side ...
_ASKS = (1.0, 0.5, 0.3, 0.1)
_CARRIES = (1.0, 1.0, 0.7, 0.4)  # ... and how much of its rarity it adds to what tells that both speak of one event
_UNTRANSLATABLE = 0.9  # a word the dictionary lacks says less by being absent
_OF_THE_UNIT = 0.25  # what the unit says already says little more: all countries that are counted are countries
_NAME_IN_FOCUS = 0.75  # next to the value the deed says more of the question than the doer


@dataclass(frozen=True, slots=True)
class Weights:
    """The words of one statement by key, weighed for another in the same or in the other language, and their sums."""

    asks: dict[str, float]
    focus: float
    clause: float
    whole: float
    known_in_clause: float


class Weighed:
    """A statement's words with their weights among certain others."""

    def __init__(self, portrait: Portrait, frequencies: Frequencies) -> None:
        self.portrait = portrait
        self._frequencies = frequencies

    def weights(self, *, foreign: bool) -> Weights:
        return self._foreign if foreign else self._native

    @cached_property
    def carried(self) -> dict[str, float]:
        """How much each word tells of the event as such, in nats."""
        return {
            key: self._frequencies.in_general(each.word) * _CARRIES[each.place] * self._beyond_unit(key)
            for key, each in self.portrait.placed.items()
        }

    def _beyond_unit(self, key: str) -> float:
        return _OF_THE_UNIT if key in self.portrait.unit_words else 1.0

    @cached_property
    def _native(self) -> Weights:
        return self._summed(1.0)

    @cached_property
    def _foreign(self) -> Weights:
        return self._summed(_UNTRANSLATABLE)

    def _summed(self, unknown: float) -> Weights:
        language, placed = self.portrait.statement.language, self.portrait.placed
        asks = {
            key: self._frequencies.rarity(each.word, language)
            * _ASKS[each.place]
            * (1 if each.word.known else unknown)
            * self._beyond_unit(key)
            for key, each in placed.items()
        }
        clause = [key for key, each in placed.items() if each.place <= Place.CLAUSE]
        return Weights(
            asks,
            focus=sum(asks[each.word.key] * in_focus(each) for each in self.portrait.focus),
            clause=sum(asks[key] for key in clause),
            whole=sum(asks.values()),
            known_in_clause=sum(asks[key] for key in clause if placed[key].word.known),
        )


def in_focus(placed: Placed) -> float:
    """How much a word counts among those next to the value."""
    if placed.place != Place.FOCUS:
        return 0.0
    return _NAME_IN_FOCUS if placed.word.name else 1.0
