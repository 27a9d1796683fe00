"""How the claims of one question compare, pair by pair and by its rules; answers that repeat are compared once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from claims.models import Claim, Question
from claims.models.pair import Pair
from claims.models.valued import extent_of
from claims.similarity.aliases import NO_ALIASES, Aliases
from sources.units import unit_named
from sources.values import ANY_COUNT, NAME, TABLE_VERSION, Extent, Verdict

CONTRADICTION, TENSION, COMPATIBLE, AGREE, NOT_COMPARABLE = range(5)
"""Verdicts by how bad they are; what does not compare says nothing."""

_RANKS = {
    Verdict.CONTRADICTION: CONTRADICTION,
    Verdict.TENSION: TENSION,
    Verdict.COMPATIBLE: COMPATIBLE,
    Verdict.AGREE: AGREE,
    Verdict.NOT_COMPARABLE: NOT_COMPARABLE,
}


@dataclass(slots=True)
class Verdicts:
    """How the claims of a question compare, pair by pair; answers that repeat are compared once."""

    question: Question
    claims: Sequence[Claim]
    origins: Mapping[int, int]
    aliases: Aliases = NO_ALIASES
    _first_saying: list[int] = field(init=False)
    dimensions: list[str] = field(init=False)
    first_of: dict[str, int] = field(init=False)
    _roots: list[int] = field(init=False)
    _beside: set[int] = field(init=False)
    """Claims in a unit that is not asked for: they compare with none."""
    _ranks: dict[tuple[int, int], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        said: dict[Hashable, int] = {}
        self._first_saying = [said.setdefault(_answer(claim), place) for place, claim in enumerate(self.claims)]
        self.dimensions = [claim.value.dimension for claim in self.claims]
        self.first_of = {dimension: place for place, dimension in reversed(list(enumerate(self.dimensions)))}
        self._roots = [self._root(claim) for claim in self.claims]
        self._beside = {place for place, claim in enumerate(self.claims) if not is_asked_in(self.question, claim)}

    def _root(self, claim: Claim) -> int:
        return self.origins.get(claim.passage.document_id, claim.passage.document_id)

    def by_dimension(self) -> list[list[Claim]]:
        """The claims that compare with each other, the group of the earliest first; none where that is not so plain."""
        is_plain = not self.question.changes_over_time and all(
            claim.table_version == TABLE_VERSION
            and claim.kind != NAME
            and not claim.is_denied
            and not claim.value.is_yearless
            for claim in self.claims
        )
        if not is_plain or (len(self.first_of) > 1 and ANY_COUNT in self.first_of):
            return []
        groups: dict[str, list[Claim]] = {}
        for place, (claim, dimension) in enumerate(zip(self.claims, self.dimensions, strict=True)):
            if claim.strict is not None and place not in self._beside:
                groups.setdefault(dimension, []).append(claim)
        return sorted(groups.values(), key=lambda group: self.first_of[group[0].value.dimension])

    def are_of_one_origin(self, a: Claim, b: Claim) -> bool:
        return self._root(a) == self._root(b)

    def rank(self, a: int, b: int) -> int:
        """Of two claims by their places: 0 is a contradiction, 4 not comparable."""
        if self._beside and {a, b} & self._beside:
            return NOT_COMPARABLE
        one, other = self._first_saying[a], self._first_saying[b]
        key = (one, other) if one < other else (other, one)
        rank = self._ranks.get(key)
        if rank is None:
            rank = self._ranks[key] = _RANKS[self.pair(self.claims[key[0]], self.claims[key[1]]).comparison.verdict]
        return rank

    def pair(self, a: Claim, b: Claim) -> Pair:
        return Pair(a, b, self.question.tolerance, self.aliases)

    def extent(self, claim: Claim, *, is_strict: bool) -> Extent:
        """As it counts for this question: wider where the question has a tolerance."""
        extent = extent_of(claim.strict if is_strict else claim.likely)
        return claim.value.tolerant(extent, self.question.tolerance) if self.question.tolerance else extent

    def counts(self, a: int, b: int) -> bool:
        """Where the answer changes over time, only claims of one as-of date are held against each other."""
        return not self.question.changes_over_time or bool(self.claims[a].as_of == self.claims[b].as_of)

    def is_internal(self, a: int, b: int) -> bool:
        return self._roots[a] == self._roots[b]

    def comparing(self, *places: int) -> list[int]:
        """The claims that compare with all of these."""
        every = range(len(self.claims))
        return [each for each in every if all(self.rank(each, place) != NOT_COMPARABLE for place in places)]


def is_asked_in(question: Question, claim: Claim) -> bool:
    """Whether a claim's value converts to the unit that a question is asked in; a count without a unit does."""
    unit = unit_named(question.asked_in or None)
    return unit is None or claim.base_unit in (unit.base, ANY_COUNT)


def _answer(claim: Claim) -> Hashable:
    """What a claim says, for telling whether another says just the same."""
    named = (claim.value_text, claim.language) if claim.kind == NAME else None
    return claim.value, named, claim.is_denied
