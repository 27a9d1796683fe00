"""The claims of one question -> how they stand to each other: the level, the pair that shows it best, the positions.

Every pair is compared. Two claims of one origin corroborate nothing, and their clash is an internal slip. A claim that
denies a value stands in no position of those that hold one. Nothing is read from the database here, and nothing
written. `claims/redetection.py` says the same in SQL of plain questions.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import combinations, pairwise

from claims.models import Claim, Question
from claims.models.conflict import AS_SAID, INCOMPARABLE, STEADILY, Level
from claims.models.pair import Hint, Pair
from claims.models.valued import extent_of
from claims.similarity.aliases import NO_ALIASES, Aliases
from claims.verdicts import AGREE, CONTRADICTION, NOT_COMPARABLE, TENSION, Verdicts
from sources.values import NAME, Extent

_LEVELS = [Level.CONTRADICTION, Level.TENSION, Level.COMPATIBLE, Level.AGREE, Level.NOT_COMPARABLE]

Positions = tuple[tuple[Extent | None, tuple[Claim, ...]], ...]
"""Groups of claims that can hold together, with the extent that they share; names share none."""


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
        groups = sorted(sorted(f"{c.first_pk}:{_print(c)}" for c in claims) for _, claims in self.positions)
        return hashlib.sha256(repr((str(self.level), groups)).encode()).hexdigest()


def _print(claim: Claim) -> str:
    said = claim.value_text if claim.kind == NAME else f"{_in_digits(claim.strict)}:{_in_digits(claim.likely)}"
    return f"not {said}" if claim.is_denied else said


def _in_digits(column: object) -> str:
    """A range as PostgreSQL writes its numbers, without powers of ten: "[1.50, None)"."""
    extent = extent_of(column)
    low, high = (end if end is None else f"{end:f}" for end in (extent.low, extent.high))
    return f"{extent.bounds[0]}{low}, {high}{extent.bounds[1]}"


@dataclass(slots=True)
class _Worst:
    """Of some pairs the one that compares worst: that of the smallest rank, dimension and places."""

    key: tuple[int, int, int, int] | None = None

    def offer(self, key: tuple[int, int, int, int]) -> None:
        if self.key is None or key < self.key:
            self.key = key

    @property
    def rank(self) -> int:
        return self.key[0] if self.key else NOT_COMPARABLE

    @property
    def places(self) -> tuple[int, int] | None:
        return self.key[2:] if self.key else None


def examine(
    question: Question, claims: Sequence[Claim], origins: Mapping[int, int], aliases: Aliases = NO_ALIASES
) -> Finding:
    """Hold every claim of the question against every other; `origins` as `origins_of` gives them, names by aliases."""
    verdicts = Verdicts(question, claims, origins, aliases)
    return by_outermost(verdicts) or by_pairs(verdicts)


def by_outermost(verdicts: Verdicts) -> Finding | None:
    """What the outermost claims show of a plain question, however many there are; None where each pair has to be seen.

    They clash, and no pair can clash worse. Where they are of two origins and hold for one time, nothing else matters.
    """
    groups = verdicts.by_dimension()
    for is_strict in (True, False):
        for claims in groups:
            positions = stab([(verdicts.extent(claim, is_strict=is_strict), claim) for claim in claims])
            if len(positions) > 1:
                pair = verdicts.pair(positions[0][1][0], positions[-1][1][0])
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
        if rank == NOT_COMPARABLE:
            continue
        key = (rank, verdicts.first_of[verdicts.dimensions[a]], a, b)
        if verdicts.is_internal(a, b):
            internal.offer(key)
            continue
        across.offer(key)
        if rank <= TENSION:
            first_clash = a if first_clash is None else first_clash
            is_dated = is_dated and verdicts.pair(claims[a], claims[b]).is_of_other_dates
    if first_clash is not None and is_dated and internal.rank > TENSION:
        compared = [claims[place] for place in verdicts.comparing(first_clash)]
        if _rise_or_fall_steadily(compared):
            return Finding(Level.DEVELOPMENT, said=STEADILY)
    if across.rank > TENSION and internal.rank > TENSION and is_left_out:
        return Finding(Level.DEVELOPMENT, said=AS_SAID)
    is_internal = across.rank > TENSION >= internal.rank
    worst = internal if is_internal or across.key is None else across
    return _found(Level.INTERNAL if is_internal else _LEVELS[worst.rank], worst, verdicts)


def _found(level: Level, worst: _Worst, verdicts: Verdicts) -> Finding:
    if worst.places is None:
        return Finding(level)
    positions = _positions(verdicts.comparing(*worst.places), verdicts, is_strict=worst.rank == CONTRADICTION)
    shown = _outermost(positions, worst, verdicts) or worst.places
    lower, upper = sorted((verdicts.claims[place] for place in shown), key=lambda claim: _lower_ends(claim))
    return Finding(level, positions, verdicts.pair(lower, upper))


def _positions(places: Sequence[int], verdicts: Verdicts, *, is_strict: bool) -> Positions:
    """The claims that hold a value, grouped; after them those that deny one, grouped as well."""
    found: Positions = ()
    for is_denied in (False, True):
        alike = [place for place in places if verdicts.claims[place].is_denied == is_denied]
        if any(verdicts.claims[place].kind == NAME for place in alike):
            found += _named_alike(alike, verdicts)
        else:
            claims = [verdicts.claims[place] for place in alike]
            found += stab([(verdicts.extent(claim, is_strict=is_strict), claim) for claim in claims])
    return found


def _named_alike(places: Sequence[int], verdicts: Verdicts) -> Positions:
    """Names in groups: each with the earliest group of which no name is another than it."""
    groups: list[list[int]] = []
    for place in places:
        fitting = (group for group in groups if all(TENSION < verdicts.rank(place, each) <= AGREE for each in group))
        group = next(fitting, None)
        if group is None:
            groups.append(group := [])
        group.append(place)
    return tuple((None, tuple(verdicts.claims[place] for place in group)) for group in groups)


def _outermost(positions: Positions, worst: _Worst, verdicts: Verdicts) -> tuple[int, int] | None:
    """The first claims of the outermost positions, where they stand to each other as the worst pair does."""
    if len(positions) < 2 or worst.places is None:
        return None
    place_of = {claim.pk: place for place, claim in enumerate(verdicts.claims)}
    ends = place_of[positions[0][1][0].pk], place_of[positions[-1][1][0].pk]
    as_bad = verdicts.rank(*ends) == worst.rank and verdicts.is_internal(*ends) == verdicts.is_internal(*worst.places)
    return ends if as_bad and verdicts.counts(*ends) else None


def _lower_ends(claim: Claim) -> tuple[object, ...]:
    if claim.kind == NAME:
        return claim.is_denied, claim.pk
    return extent_of(claim.likely).lower_end, extent_of(claim.strict).lower_end, claim.pk


def _rise_or_fall_steadily(claims: Sequence[Claim]) -> bool:
    if any(claim.kind == NAME or claim.is_denied for claim in claims):
        return False
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
