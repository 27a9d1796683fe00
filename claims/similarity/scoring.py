"""How likely two statements answer one question: what share of the words of each the other has, less what clashes.

The score is the square root of a product: the mean of both directions, clause (60 %) and everything (40 %), every word
weighed by its rarity and its nearness to the value; lowered for evidence that is thin or hangs on one word, for heavy
words of both clauses that nothing answers, for names of which each side lacks the other's, and for opposites.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from claims.similarity.entities import Names, names
from claims.similarity.linking import Link, links
from claims.similarity.meanings import Placed
from claims.similarity.portrait import Portrait, Rarity, keys_of
from claims.similarity.qualifiers import opposed
from claims.similarity.statement import Missing, Reason, Shared

_CLAUSE_SHARE = 0.6
# By place (next to the value, clause, sentence, context): how much a word asks to be answered ...
_ASKS = (1.0, 0.6, 0.3, 0.1)
_ANSWERS = (  # ... and how much it counts as answered, by its own place and that of the answer
    (1.0, 0.7, 0.6, 0.3),
    (0.8, 1.0, 0.7, 0.35),
    (0.7, 0.8, 1.0, 0.5),
    (0.4, 0.5, 0.6, 1.0),
)
_UNTRANSLATABLE = 0.5  # a word the dictionary lacks says less by being absent
_MATCHED = 0.35  # from this strength on a word counts as answered
_THIN = 0.5  # nats shared by the clauses that halve the trust
_NARROW = 4.0  # nats shared anywhere beside the heaviest word that halve it: one word in common is no event in common
_CARRIES = (1.0, 1.0, 0.7, 0.4)  # how much of its rarity a word adds to that, by its place
_NO_DEED = 0.3  # nats shared by the clauses beside names that halve it: who did it is not yet what was done
_CLASH = 0.3
_OPPOSED = 0.6
_OTHER_NOUN = 0.5  # countries are counted on one side, and the other never speaks of countries
_SHOWN = 6  # words of a reason


class Side:
    """One of the two statements of a comparison: its words, their weight, and how far the other side has them."""

    def __init__(
        self, portrait: Portrait, rarity: Rarity, found: Iterable[tuple[Placed, Placed, float]], foreign: bool
    ):
        self.portrait = portrait
        self.met: dict[str, float] = {}
        """How far (0-1) each word is on the other side, wherever it stands there."""
        self._answered: dict[str, float] = {}
        for ours, theirs, strength in found:
            key = ours.word.key
            self.met[key] = max(self.met.get(key, 0.0), strength)
            self._answered[key] = max(self._answered.get(key, 0.0), strength * _ANSWERS[ours.place][theirs.place])
        self._rarity = {
            key: rarity.of(placed.word, portrait.statement.language)
            * (_UNTRANSLATABLE if foreign and not placed.word.known else 1.0)
            for key, placed in portrait.placed.items()
        }

    def weight(self, place: Placed) -> float:
        return self._rarity[place.word.key] * _ASKS[place.place]

    def covered(self, places: Iterable[Placed]) -> tuple[float, float]:
        """The weight of these words that the other side answers, and their whole weight."""
        answered = whole = 0.0
        for place in places:
            weight = self.weight(place)
            whole += weight
            answered += weight * self._answered.get(place.word.key, 0.0)
        return answered, whole

    @property
    def breadth(self) -> float:
        """What is shared beside the heaviest word, in nats: how much tells that both speak of one event."""
        placed = self.portrait.placed
        told = [self._rarity[key] * _CARRIES[placed[key].place] * share for key, share in self._answered.items()]
        return sum(told) - max(told, default=0.0)

    @property
    def noun_is_missing(self) -> bool:
        """Whether a noun is counted of which the other side says nothing near its own value."""
        nouns = self.portrait.nouns
        return bool(nouns) and not any(self._answered.get(key, 0.0) >= _MATCHED for key in nouns)

    @property
    def deed(self) -> float:
        """What the clause shares beside names, in nats: what was done, not who did it."""
        return self.covered(placed for placed in self.portrait.clause if not placed.word.name)[0]

    @property
    def unmatched(self) -> list[Placed]:
        """The words of the clause that the other side has nowhere, the heaviest first."""
        lacking = [place for place in self.portrait.clause if self.met.get(place.word.key, 0.0) < _MATCHED]
        return sorted(lacking, key=lambda place: (-self.weight(place), place.word.key))


@dataclass(frozen=True)
class Comparison:
    """Two statements compared: the score from 0 to 1, and what it rests on."""

    score: float
    a: Side
    b: Side
    links: list[Link]
    names: Names
    opposed: list[tuple[str, str]]

    def reason(self, rank_a: int = 0, rank_b: int = 0) -> Reason:
        """The same in words; built only for what is shown."""
        a, b = self.names.missing_a, self.names.missing_b
        return Reason(
            shared=self._shared(),
            shared_names=self.names.shared,
            missing_names_a=a,
            missing_names_b=b,
            unmatched_a=_missing(self.a),
            unmatched_b=_missing(self.b),
            opposed=[f"{one} / {other}" for one, other in self.opposed],
            dimension=self.a.portrait.statement.dimension,
            rank_a=rank_a,
            rank_b=rank_b,
        )

    def _shared(self) -> list[Shared]:
        """The words that carry the score, each once, the heaviest first."""
        weighed = [
            (link.strength * _ANSWERS[link.a.place][link.b.place] * self.a.weight(link.a), link) for link in self.links
        ]
        weighed.sort(key=lambda pair: (-pair[0], pair[1].a.word.key, pair[1].b.word.key))
        shown: dict[str, Shared] = {}
        taken: set[str] = set()
        for weight, link in weighed:
            if link.a.word.key in shown or link.b.word.key in taken or len(shown) >= _SHOWN:
                continue
            taken.add(link.b.word.key)
            shown[link.a.word.key] = Shared(a=link.a.word.shown, b=link.b.word.shown, weight=round(weight, 2))
        return list(shown.values())


def _missing(side: Side) -> list[Missing]:
    return [Missing(word=place.word.shown, weight=round(side.weight(place), 2)) for place in side.unmatched[:_SHOWN]]


def compare(a: Portrait, b: Portrait, rarity: Rarity) -> Comparison:
    """How likely the two answer one question. Symmetric: compare(b, a) has the same score."""
    found = links(a, b)
    foreign = a.statement.language != b.statement.language
    side_a = Side(a, rarity, ((link.a, link.b, link.strength) for link in found), foreign)
    side_b = Side(b, rarity, ((link.b, link.a, link.strength) for link in found), foreign)
    evidence = min(side_a.covered(a.clause)[0], side_b.covered(b.clause)[0])
    breadth = min(side_a.breadth, side_b.breadth)
    deed = min(side_a.deed, side_b.deed)
    named = names(a, b, side_a.met, side_b.met)
    opposites = opposed(a.told, b.told)
    product = (
        (_coverage(side_a) + _coverage(side_b))
        / 2
        * evidence
        / (evidence + _THIN)
        * breadth
        / (breadth + _NARROW)
        * deed
        / (deed + _NO_DEED)
        * (1 - _CLASH * _clash(side_a, side_b))
        * named.factor
        * (_OTHER_NOUN if side_a.noun_is_missing or side_b.noun_is_missing else 1.0)
        * _OPPOSED ** len(opposites)
    )
    return Comparison(math.sqrt(product), side_a, side_b, found, named, opposites)


def _coverage(side: Side) -> float:
    answered, whole = side.covered(side.portrait.clause)
    all_answered, everything = side.covered(side.portrait.placed.values())
    clause = answered / whole if whole else 0.0
    return _CLAUSE_SHARE * clause + (1 - _CLAUSE_SHARE) * (all_answered / everything if everything else 0.0)


def _clash(a: Side, b: Side) -> float:
    """The share of the clauses' weight that is without answer on both sides: a twin event tells itself by what differs
    on either side, a mere detail stands on one side only."""
    lacking, whole = [], []
    for side in (a, b):
        lacking.append(sum(side.weight(place) for place in side.unmatched if place.word.known))
        whole.append(side.covered(side.portrait.clause)[1])
    return min(lacking) / max(min(whole), 1e-9) if min(whole) else 0.0


def weighed_keys(portrait: Portrait, rarity: Rarity) -> dict[str, float]:
    """Everything by which other statements can meet this one, with the weight of the heaviest word behind it."""
    weights: dict[str, float] = {}
    for placed in portrait.placed.values():
        weight = rarity.of(placed.word, portrait.statement.language) * _ASKS[placed.place]
        for key in keys_of(placed.word):
            weights[key] = max(weights.get(key, 0.0), weight)
    return weights
