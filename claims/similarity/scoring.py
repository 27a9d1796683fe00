"""How likely two statements answer one question: what share of the words of each the other has, less what clashes.

The score is the square root of a product. Its heart is the share of words that the other side answers, those next to
the values counting once more by themselves; every word weighs by its rarity and its nearness to the value. It is
lowered where little stands next to both values, for evidence that is thin or hangs on one word, for heavy words of both
clauses that nothing answers, for names and counted nouns that the other side lacks, for values that play different
parts or hold for different groups, rounds or years, and for opposites.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from claims.similarity.entities import Names, names
from claims.similarity.linking import Link, links
from claims.similarity.meanings import Place, Placed
from claims.similarity.qualifiers import opposed
from claims.similarity.statement import Missing, Reason, Shared, Statement
from claims.similarity.weighing import Weighed, in_focus

_FOCUS_SHARE = 0.5  # of the heart: the words next to the values; the rest is
_CLAUSE_SHARE = 0.95  # the clause, and all words
_ANSWERS = (  # how much a word counts as answered, by its own place and that of the answer
    (1.0, 0.95, 0.4, 0.2),
    (0.6, 1.0, 0.8, 0.35),
    (0.7, 0.8, 1.0, 0.5),
    (0.4, 0.5, 0.6, 1.0),
)
MATCHED = 0.35  # from this strength on a word counts as answered
_NO_FOCUS = 0.15  # the share of the words next to the values that halves the trust
_THIN = 0.5  # nats shared by the clauses that halve the trust
_NARROW = 7.0  # nats shared anywhere beside the heaviest word that halve it: one word in common is no event in common
_NO_DEED = 0.22  # nats shared by the sentences beside names that halve it: who did it is not yet what was done
_OTHER_PART = 0.3  # one is the level, the other the change, the earlier or the expected level
_OTHER_QUALIFIER = 0.4  # another age group, round, year or period: for each
_OTHER_NOUN = 0.45  # countries are counted on one side, and the other never speaks of countries
_CLASH = 0.35
_OPPOSED = 0.6
_LITTLE = 0.02  # stands for nothing at all, so that what shares its context only still has an order
_SHOWN = 6  # words of a reason


class Side:
    """One of the two statements of a comparison: its words, their weight, and how far the other side has them."""

    def __init__(self, weighed: Weighed, found: Iterable[tuple[Placed, Placed, float]], *, foreign: bool) -> None:
        self.portrait = weighed.portrait
        self.weights = weighed.weights(foreign=foreign)
        self.met: dict[str, float] = {}
        """How far (0-1) each word is on the other side, wherever it stands there."""
        self._carried = weighed.carried
        self._answered: dict[str, float] = {}
        self._in_clause: dict[str, float] = {}
        for ours, theirs, strength in found:
            key = ours.word.key
            self.met[key] = max(self.met.get(key, 0.0), strength)
            if theirs.place <= Place.CLAUSE:
                self._in_clause[key] = max(self._in_clause.get(key, 0.0), strength)
            self._answered[key] = max(self._answered.get(key, 0.0), strength * _ANSWERS[ours.place][theirs.place])
        self._sum_up()

    def _sum_up(self) -> None:
        """The weight of the answered words: next to the value, in the clause, anywhere, and in the sentence beside
        names (the deed)."""
        self.focus = self.clause = self.whole = self.deed = 0.0
        for key, share in self._answered.items():
            placed = self.portrait.placed[key]
            weight = share * self.weights.asks[key]
            self.whole += weight
            self.focus += weight * in_focus(placed)
            if placed.place <= Place.CLAUSE:
                self.clause += weight
            if placed.place <= Place.SENTENCE and not placed.word.name:
                self.deed += weight

    @property
    def coverage(self) -> float:
        """The share of its words that the other side answers: in the clause, and of all."""
        clause = self.clause / self.weights.clause if self.weights.clause else 0.0
        whole = self.whole / self.weights.whole if self.weights.whole else 0.0
        return _CLAUSE_SHARE * clause + (1 - _CLAUSE_SHARE) * whole

    @property
    def breadth(self) -> float:
        """What is shared beside the heaviest word, in nats: how much tells that both speak of one event."""
        told = [self._carried[key] * share for key, share in self._answered.items()]
        return sum(told) - max(told, default=0.0)

    def met_in_clause(self, key: str) -> float:
        """How far (0-1) a word is in the clause of the other side."""
        return self._in_clause.get(key, 0.0)

    @property
    def noun_is_missing(self) -> bool:
        """Whether a noun is counted of which the other side says nothing in its own clause."""
        nouns = self.portrait.nouns
        return bool(nouns) and not any(self.met_in_clause(key) >= MATCHED for key in nouns)

    @property
    def lacking(self) -> float:
        """The weight of the clause's words that the other side should have and does not."""
        placed = self.portrait.placed
        matched = (key for key, strength in self.met.items() if strength >= MATCHED)
        held = (key for key in matched if placed[key].place <= Place.CLAUSE and placed[key].word.known)
        return self.weights.known_in_clause - sum(self.weights.asks[key] for key in held)

    @property
    def unmatched(self) -> list[Placed]:
        """The words of the clause that the other side has nowhere, the heaviest first."""
        lacking = [place for place in self.portrait.clause if self.met.get(place.word.key, 0.0) < MATCHED]
        return sorted(lacking, key=lambda place: (-self.weights.asks[place.word.key], place.word.key))


@dataclass(frozen=True)
class Comparison:
    """Two statements compared: the score from 0 to 1, and what it rests on."""

    score: float
    a: Side
    b: Side
    links: list[Link]
    names: Names
    clashes: list[str]
    opposed: int = 0
    """How many of the clashes are of words that are opposites."""

    @property
    def nearest_names(self) -> bool | None:
        """Whether the names nearest to the values are one and the same; None where one has none."""
        ours, theirs = self.a.portrait.nearest_name, self.b.portrait.nearest_name
        if not ours or not theirs:
            return None
        return any(link.a.word.key in ours and link.b.word.key in theirs for link in self.links)

    def reason(self, rank_a: int = 0, rank_b: int = 0, told: dict[str, float] | None = None) -> Reason:
        """The same in words; built only for what is shown."""
        return Reason(
            shared=self._shared(),
            shared_names=self.names.shared,
            missing_names_a=self.names.missing_a,
            missing_names_b=self.names.missing_b,
            unmatched_a=_missing(self.a),
            unmatched_b=_missing(self.b),
            opposed=self.clashes,
            dimension=self.a.portrait.statement.dimension,
            rank_a=rank_a,
            rank_b=rank_b,
            told=told or {},
        )

    def _shared(self) -> list[Shared]:
        """The words that carry the score, each once, the heaviest first."""
        asks = self.a.weights.asks
        weighed = [
            (link.strength * _ANSWERS[link.a.place][link.b.place] * asks[link.a.word.key], link) for link in self.links
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
    asks = side.weights.asks
    return [Missing(word=each.word.shown, weight=round(asks[each.word.key], 2)) for each in side.unmatched[:_SHOWN]]


def compare(a: Weighed, b: Weighed) -> Comparison:
    """How likely the two answer one question. Symmetric: compare(b, a) has the same score."""
    one, other = a.portrait, b.portrait
    found = links(one, other)
    foreign = one.statement.language != other.statement.language
    side_a = Side(a, ((link.a, link.b, link.strength) for link in found), foreign=foreign)
    side_b = Side(b, ((link.b, link.a, link.strength) for link in found), foreign=foreign)
    named = names(one, other, side_a.met, side_b.met)
    opposites = opposed(one.told, other.told)
    differing = _differing(one.statement, other.statement)
    parts = [] if one.statement.part == other.statement.part else [_parts(one.statement, other.statement)]
    product = (
        _likeness(side_a, side_b)
        * (1 - _CLASH * clash(side_a, side_b))
        * named.factor
        * (_OTHER_NOUN if side_a.noun_is_missing or side_b.noun_is_missing else 1.0)
        * _OTHER_PART ** len(parts)
        * _OTHER_QUALIFIER ** len(differing)
        * _OPPOSED ** len(opposites)
    )
    clashes = [*(f"{ours} / {theirs}" for ours, theirs in opposites), *parts, *differing]
    return Comparison(math.sqrt(product), side_a, side_b, found, named, clashes, len(opposites))


def _likeness(a: Side, b: Side) -> float:
    """What both sides share, before anything speaks against it."""
    focus = max(_LITTLE, (a.focus + b.focus) / max(a.weights.focus + b.weights.focus, 1e-9))
    evidence, breadth, deed = min(a.clause, b.clause), min(a.breadth, b.breadth), max(_LITTLE, min(a.deed, b.deed))
    evidence = max(_LITTLE, evidence)
    return (
        (_FOCUS_SHARE * focus + (1 - _FOCUS_SHARE) * (a.coverage + b.coverage) / 2)
        * ((1 + _NO_FOCUS) * focus / (focus + _NO_FOCUS))
        * (evidence / (evidence + _THIN))
        * (breadth / (breadth + _NARROW))
        * (deed / (deed + _NO_DEED))
    )


def _differing(a: Statement, b: Statement) -> list[str]:
    """What qualifies both values and differs: the age group, the round, the year, the period."""
    ours, theirs = (dict(each.split("=", 1) for each in side.qualifiers) for side in (a, b))
    differing = (kind for kind in ours if theirs.get(kind, ours[kind]) != ours[kind])
    return [f"{kind} {ours[kind]} / {theirs[kind]}" for kind in differing]


def _parts(a: Statement, b: Statement) -> str:
    return f"{a.part or 'level'} / {b.part or 'level'}"


def clash(a: Side, b: Side) -> float:
    """The share of the clauses' weight that is without answer on both sides: a twin event tells itself by what differs
    on either side, a mere detail stands on one side only."""
    whole = min(a.weights.clause, b.weights.clause)
    return max(0.0, min(a.lacking, b.lacking)) / whole if whole else 0.0
