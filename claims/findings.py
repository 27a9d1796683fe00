"""The claims of one question -> how they stand to each other: the level, the pair that shows it best, the positions.

Every pair is compared. Two claims of one origin corroborate nothing, and their clash is an internal slip. Nothing is
read from the database here, and nothing written. `claims/redetection.py` says the same in SQL of plain questions.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from itertools import combinations, pairwise

from claims.models import Claim, Question
from claims.models.conflict import AS_SAID, INCOMPARABLE, STEADILY, Level
from claims.models.pair import Hint, Pair
from claims.models.valued import extent_of
from sources.values import ANY_COUNT, TABLE_VERSION, Extent, Value, Verdict, compare

_LEVELS = [Level.CONTRADICTION, Level.TENSION, Level.COMPATIBLE, Level.AGREE, Level.NOT_COMPARABLE]
_CONTRADICTION, _TENSION, _NOT_COMPARABLE = 0, 1, 4
_RANKS = {
    Verdict.CONTRADICTION: _CONTRADICTION,
    Verdict.TENSION: _TENSION,
    Verdict.COMPATIBLE: 2,
    Verdict.AGREE: 3,
    Verdict.NOT_COMPARABLE: _NOT_COMPARABLE,
}

Positions = tuple[tuple[Extent, tuple[Claim, ...]], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """The level of a question, the groups of its claims that can hold together, and the pair that shows the level."""

    level: Level
    positions: Positions = ()
    pair: Pair | None = None
    said: str = INCOMPARABLE
    """The reason where no pair gives it."""

    @property
    def reason(self) -> str:
        return self.pair.comparison.reason if self.pair else self.said

    @property
    def hint(self) -> Hint | None:
        return self.pair.hint if self.pair else None

    @property
    def fingerprint(self) -> str:
        """What the positions are made of: it changes when a claim joins, leaves or changes its value.

        A claim carried over to a newer capture of its document is the same claim.
        """
        groups = sorted(
            sorted(f"{c.first_pk}:{_in_digits(c.strict)}:{_in_digits(c.likely)}" for c in claims)
            for _, claims in self.positions
        )
        return hashlib.sha256(repr((str(self.level), groups)).encode()).hexdigest()


def _in_digits(column: object) -> str:
    """A range as PostgreSQL writes its numbers, without powers of ten: "[1.50, None)"."""
    extent = extent_of(column)
    low, high = (end if end is None else f"{end:f}" for end in (extent.low, extent.high))
    return f"{extent.bounds[0]}{low}, {high}{extent.bounds[1]}"


@dataclass(slots=True)
class Verdicts:
    """How the claims of a question compare, pair by pair; values that repeat are compared once."""

    question: Question
    claims: Sequence[Claim]
    origins: Mapping[int, int]
    values: list[Value] = field(init=False)
    _distinct: list[int] = field(init=False)
    dimensions: list[str] = field(init=False)
    first_of: dict[str, int] = field(init=False)
    _roots: list[int] = field(init=False)
    _ranks: dict[tuple[int, int], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        numbers: dict[Value, int] = {}
        self._distinct = [numbers.setdefault(claim.value, len(numbers)) for claim in self.claims]
        self.values = list(numbers)
        self.dimensions = [claim.value.dimension for claim in self.claims]
        self.first_of = {dimension: place for place, dimension in reversed(list(enumerate(self.dimensions)))}
        self._roots = [self._root(claim) for claim in self.claims]

    def _root(self, claim: Claim) -> int:
        return self.origins.get(claim.passage.document_id, claim.passage.document_id)

    def by_dimension(self) -> list[list[Claim]]:
        """The claims that compare with each other, the group of the earliest first; none where that is not so plain."""
        is_plain = not self.question.changes_over_time and all(
            claim.table_version == TABLE_VERSION and not claim.value.is_yearless for claim in self.claims
        )
        if not is_plain or (len(self.first_of) > 1 and ANY_COUNT in self.first_of):
            return []
        groups: dict[str, list[Claim]] = {}
        for claim, dimension in zip(self.claims, self.dimensions, strict=True):
            if claim.strict is not None:
                groups.setdefault(dimension, []).append(claim)
        return sorted(groups.values(), key=lambda group: self.first_of[group[0].value.dimension])

    def are_of_one_origin(self, a: Claim, b: Claim) -> bool:
        return self._root(a) == self._root(b)

    def rank(self, a: int, b: int) -> int:
        """Of two claims by their places: 0 is a contradiction, 4 not comparable."""
        one, other = self._distinct[a], self._distinct[b]
        key = (one, other) if one < other else (other, one)
        rank = self._ranks.get(key)
        if rank is None:
            rank = self._ranks[key] = _RANKS[compare(self.values[key[0]], self.values[key[1]]).verdict]
        return rank

    def counts(self, a: int, b: int) -> bool:
        """Where the answer changes over time, only claims of one as-of date are held against each other."""
        return not self.question.changes_over_time or bool(self.claims[a].as_of == self.claims[b].as_of)

    def is_internal(self, a: int, b: int) -> bool:
        return self._roots[a] == self._roots[b]

    def comparing(self, *places: int) -> list[int]:
        """The claims that compare with all of these."""
        every = range(len(self.claims))
        return [each for each in every if all(self.rank(each, place) != _NOT_COMPARABLE for place in places)]


@dataclass(slots=True)
class _Worst:
    """Of some pairs the one that compares worst: that of the smallest rank, dimension and places."""

    key: tuple[int, int, int, int] | None = None

    def offer(self, key: tuple[int, int, int, int]) -> None:
        if self.key is None or key < self.key:
            self.key = key

    @property
    def rank(self) -> int:
        return self.key[0] if self.key else _NOT_COMPARABLE

    @property
    def places(self) -> tuple[int, int] | None:
        return self.key[2:] if self.key else None


def examine(question: Question, claims: Sequence[Claim], origins: Mapping[int, int]) -> Finding:
    """Hold every claim of the question against every other; `origins` as `origins_of` gives them."""
    verdicts = Verdicts(question, claims, origins)
    return by_outermost(verdicts) or by_pairs(verdicts)


def by_outermost(verdicts: Verdicts) -> Finding | None:
    """What the outermost claims show of a plain question, however many there are; None where each pair has to be seen.

    They clash, and no pair can clash worse. Where they are of two origins and hold for one time, nothing else matters.
    """
    groups = verdicts.by_dimension()
    for is_strict in (True, False):
        for claims in groups:
            positions = stab([(extent_of(claim.strict if is_strict else claim.likely), claim) for claim in claims])
            if len(positions) > 1:
                pair = Pair(positions[0][1][0], positions[-1][1][0])
                if verdicts.are_of_one_origin(pair.a, pair.b) or pair.is_of_other_dates:
                    return None
                return Finding(Level.CONTRADICTION if is_strict else Level.TENSION, positions, pair)
    return None


def by_pairs(verdicts: Verdicts) -> Finding:
    """Each pair is seen."""
    claims = verdicts.claims
    across, internal = _Worst(), _Worst()
    is_left_out, is_dated = False, True
    first_clash: int | None = None
    for a, b in combinations(range(len(claims)), 2):
        if not verdicts.counts(a, b):
            is_left_out = True
            continue
        rank = verdicts.rank(a, b)
        if rank == _NOT_COMPARABLE:
            continue
        key = (rank, verdicts.first_of[verdicts.dimensions[a]], a, b)
        if verdicts.is_internal(a, b):
            internal.offer(key)
            continue
        across.offer(key)
        if rank <= _TENSION:
            first_clash = a if first_clash is None else first_clash
            is_dated = is_dated and Pair(claims[a], claims[b]).is_of_other_dates
    if first_clash is not None and is_dated and internal.rank > _TENSION:
        compared = [claims[place] for place in verdicts.comparing(first_clash)]
        if _rise_or_fall_steadily(compared):
            return Finding(Level.DEVELOPMENT, said=STEADILY)
    if across.rank > _TENSION and internal.rank > _TENSION and is_left_out:
        return Finding(Level.DEVELOPMENT, said=AS_SAID)
    is_internal = across.rank > _TENSION >= internal.rank
    worst = internal if is_internal or across.key is None else across
    return _found(Level.INTERNAL if is_internal else _LEVELS[worst.rank], worst, verdicts)


def _found(level: Level, worst: _Worst, verdicts: Verdicts) -> Finding:
    if worst.places is None:
        return Finding(level)
    claims = [verdicts.claims[place] for place in verdicts.comparing(*worst.places)]
    is_strict = worst.rank == _CONTRADICTION
    positions = stab([(extent_of(claim.strict if is_strict else claim.likely), claim) for claim in claims])
    shown = _outermost(positions, worst, verdicts) or worst.places
    lower, upper = sorted((verdicts.claims[place] for place in shown), key=lambda claim: _lower_ends(claim))
    return Finding(level, positions, Pair(lower, upper))


def _outermost(positions: Positions, worst: _Worst, verdicts: Verdicts) -> tuple[int, int] | None:
    """The first claims of the outermost positions, where they stand to each other as the worst pair does."""
    if len(positions) < 2 or worst.places is None:
        return None
    place_of = {claim.pk: place for place, claim in enumerate(verdicts.claims)}
    ends = place_of[positions[0][1][0].pk], place_of[positions[-1][1][0].pk]
    as_bad = verdicts.rank(*ends) == worst.rank and verdicts.is_internal(*ends) == verdicts.is_internal(*worst.places)
    return ends if as_bad and verdicts.counts(*ends) else None


def _lower_ends(claim: Claim) -> tuple[object, ...]:
    return extent_of(claim.likely).lower_end, extent_of(claim.strict).lower_end, claim.pk


def _rise_or_fall_steadily(claims: Sequence[Claim]) -> bool:
    dated = sorted(
        (claim for claim in claims if claim.as_of), key=lambda claim: (claim.as_of.lower or dt.date.min, claim.pk)
    )
    values = [extent_of(claim.likely) for claim in dated]
    steps = list(pairwise(values))
    rising = all(a.lower_end <= b.lower_end and a.upper_end <= b.upper_end for a, b in steps)
    falling = all(a.lower_end >= b.lower_end and a.upper_end >= b.upper_end for a, b in steps)
    return rising or falling


def stab(extents: Sequence[tuple[Extent, Claim]]) -> Positions:
    """Group intervals by the fewest common points, stabbing from the left at the smallest upper end.

    Whatever meets the interval that ends first holds its upper end, so the group has a point in common.
    """
    order = sorted(extents, key=lambda each: (each[0].upper_end, each[0].lower_end, each[1].pk))
    ends: list[tuple[Decimal, bool]] = []  # where the first of each group ends: what begins there or later is past it
    groups: list[list[tuple[Extent, Claim]]] = []
    for extent, claim in order:
        place = bisect_right(ends, extent.lower_end)
        if place == len(groups):
            ends.append(extent.upper_end)
            groups.append([])
        groups[place].append((extent, claim))
    return tuple((_shared(extent for extent, _ in group), tuple(claim for _, claim in group)) for group in groups)


def _shared(extents: Iterable[Extent]) -> Extent:
    return reduce(Extent.intersection, extents)
