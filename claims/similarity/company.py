"""What the pairs around a pair say of it: the values beside both, a third document, and the two documents at large.

In "912 killed, 5,385 injured" and "at least 1,400 dead, 6,000 hurt" the first two are one question all the likelier
because the next two are; a growth of 5 % is that of the profit which the same sentence names. Two claims that both
answer what a third one answers answer it too. And where much of two documents is the same, a weak pair weighs more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from claims.similarity.statement import Statement

_LEAST = 0.05  # a likelihood below it is none
_MOST_BESIDE = 6  # values of a sentence on either side; a row of a table has many more
_FULL = 1.5  # pairs of two documents, by the squares of their likelihoods, from which on more tell no more

_OVERTURNED_BELOW = 0.7  # of the best rival's likelihood: company confirms what words say, it does not overturn it
_FILED_TOGETHER = 0.9  # how likely two go together that are filed under one question
_NOBODY: dict[Hashable, float] = {}

FEATURES = {
    "beside": 1,  # the likeliest pair of other values of both sentences that stand in the same order
    "next_to": 1,  # the same of the very next values
    "third": 1,  # a statement of a third document that goes with both
    "documents": 1,  # how much of the two documents goes together
    "nothing_beside": 0,  # one of the sentences has no other value
    "no_third": 0,  # no third document is at hand
}
"""With whether each speaks for a pair (1), or only parts what is told from what cannot be (0)."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A statement's place: the sentence it stands in, and its number there."""

    sentence: tuple[Hashable, str, str]
    number: int


class Company:
    """The likelihoods of all pairs at hand, each by its own words alone.

    chances    by the keys of two statements, each pair once
    together   of statements that are filed already, by key, under what
    """

    def __init__(
        self,
        statements: Iterable[Statement],
        chances: Mapping[tuple[Hashable, Hashable], float],
        together: Mapping[Hashable, Hashable],
    ) -> None:
        self._together = together
        self._of = {statement.key: statement for statement in statements}
        self._sentences: defaultdict[tuple[Hashable, str, str], list[Hashable]] = defaultdict(list)
        self._placed: dict[Hashable, _Placed] = {}
        self._partners: defaultdict[Hashable, defaultdict[Hashable, dict[Hashable, float]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for (a, b), chance in chances.items():
            self._partners[a][self._of[b].document][b] = self._partners[b][self._of[a].document][a] = chance
        self._place()
        self._best = {
            key: {document: max(found.values()) for document, found in documents.items()}
            for key, documents in self._partners.items()
        }
        self._support: defaultdict[tuple[Hashable, Hashable], float] = defaultdict(float)
        for (a, b), chance in chances.items():
            if self._is_best(a, b, chance):
                self._support[self._documents(a, b)] += chance * chance

    def _place(self) -> None:
        for key, said in self._of.items():
            self._sentences[said.document, said.context, said.topic].append(key)
        for sentence, keys in self._sentences.items():
            keys.sort(key=lambda key: len(self._of[key].lead) + (self._of[key].at or 0))
            for number, key in enumerate(keys):
                self._placed[key] = _Placed(sentence, number)

    def told(self, a: Hashable, b: Hashable) -> dict[str, float]:
        """The features of a pair by its company; what is nought is told too."""
        chance = self._chance(a, b)
        rival = max(self._best[a][self._of[b].document], self._best[b][self._of[a].document])
        confirms = chance >= _OVERTURNED_BELOW * rival
        beside, next_to = self._beside(a, b) if confirms else (0.0, 0.0)
        own = chance if self._is_best(a, b, chance) else 0.0
        return {
            "beside": beside,
            "next_to": next_to,
            "third": self._third(a, b) if confirms else 0.0,
            "documents": min(1.0, (self._support[self._documents(a, b)] - own * own) / _FULL),
            "nothing_beside": float(not (self._has_others(a) and self._has_others(b))),
            "no_third": float(not self._third_documents(a, b)),
        }

    def _chance(self, a: Hashable, b: Hashable) -> float:
        partners = self._partners.get(a)
        return partners.get(self._of[b].document, _NOBODY).get(b, 0.0) if partners else 0.0

    def _documents(self, a: Hashable, b: Hashable) -> tuple[Hashable, Hashable]:
        one, other = sorted((self._of[a].document, self._of[b].document), key=str)
        return one, other

    def _is_best(self, a: Hashable, b: Hashable, chance: float) -> bool:
        """Whether either is the other's likeliest in its document."""
        ours, theirs = self._best[a][self._of[b].document], self._best[b][self._of[a].document]
        return chance >= max(ours, theirs) and chance >= _LEAST

    def _has_others(self, key: Hashable) -> bool:
        return len(self._sentences[self._placed[key].sentence]) > 1

    def _around(self, key: Hashable) -> list[tuple[int, Hashable]]:
        """The other statements of the sentence, with how many places after this one they stand."""
        placed = self._placed[key]
        first = max(0, placed.number - _MOST_BESIDE)
        keys = self._sentences[placed.sentence][first : placed.number + _MOST_BESIDE + 1]
        return [(number - placed.number, other) for number, other in enumerate(keys, first) if other != key]

    def _beside(self, a: Hashable, b: Hashable) -> tuple[float, float]:
        beside = next_to = 0.0
        theirs = self._around(b)
        for step, ours in self._around(a):
            for other_step, other in theirs:
                chance = self._chance(ours, other) if (step < 0) == (other_step < 0) else 0.0
                if chance > beside or (chance > next_to and step == other_step and abs(step) == 1):
                    if not self._is_best(ours, other, chance):
                        continue
                    beside = max(beside, chance)
                    if abs(step) == abs(other_step) == 1:
                        next_to = max(next_to, chance)
        return beside, next_to

    def _third_documents(self, a: Hashable, b: Hashable) -> bool:
        two = {self._of[a].document, self._of[b].document}
        return not (self._partners[a].keys() | self._partners[b].keys()) <= two

    def _third(self, a: Hashable, b: Hashable) -> float:
        """Of the likeliest partners of either in every third document, how far the other goes with them too."""
        found = 0.0
        for one, other in ((a, b), (b, a)):
            apart = self._of[other].document
            for document, partners in self._partners[one].items():
                best = self._best[one][document]
                if document == apart or best <= found:
                    continue
                for third, chance in partners.items():
                    if chance == best:
                        found = max(found, min(best, self._chance_of_third(other, third)))
        return found

    def _chance_of_third(self, one: Hashable, third: Hashable) -> float:
        """How likely two go together: nearly for sure where they are filed as one."""
        under = self._together.get(one)
        chance = self._chance(one, third)
        return max(chance, _FILED_TOGETHER) if under is not None and under == self._together.get(third) else chance
