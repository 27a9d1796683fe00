"""The claims of one question -> how they stand to each other: the level, why, the positions, and what may explain it.

Every pair is compared. Two claims of one origin corroborate nothing, and their clash is an internal slip. Nothing is
read from the database here, and nothing written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from claims.models import Claim, Question
from claims.models.conflict import Level
from claims.models.reconciliation import Difference
from claims.models.valued import extent_of
from sources.values import Comparison, Extent, Verdict, compare, slip_between

_LEVELS = [Level.CONTRADICTION, Level.TENSION, Level.COMPATIBLE, Level.AGREE]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of one question, and how their values stand to each other."""

    a: Claim
    b: Claim
    comparison: Comparison

    def is_internal(self, origins: Mapping[int, int]) -> bool:
        """Both of one origin: a copy corroborates nothing, and its clash is a slip inside one source."""
        a, b = (claim.passage.document_id for claim in (self.a, self.b))
        return origins.get(a, a) == origins.get(b, b)

    @property
    def is_of_other_dates(self) -> bool:
        """Both say as of when they hold, and the periods do not meet."""
        a, b = self.a.as_of, self.b.as_of
        return bool(a and b and (a.upper <= b.lower or b.upper <= a.lower))


@dataclass(frozen=True, slots=True)
class Hint:
    """What may explain a clash, for a person to judge: the typed difference it would be, and the words that say so."""

    difference: Difference
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The level of a question, why, and the groups of its claims that can hold together."""

    level: Level
    reason: str
    positions: tuple[tuple[Extent, tuple[Claim, ...]], ...]
    hint: Hint | None = None

    @property
    def fingerprint(self) -> str:
        """What the positions are made of: it changes when a claim joins, leaves or changes its value.

        A claim carried over to a newer capture of its document is the same claim.
        """
        groups = sorted(sorted(f"{c.first_pk}:{c.strict}:{c.likely}" for c in claims) for _, claims in self.positions)
        return hashlib.sha256(repr((str(self.level), groups)).encode()).hexdigest()


def examine(question: Question, claims: Sequence[Claim], origins: Mapping[int, int]) -> Finding:
    """Compare every claim of the question with every other; `origins` as `origins_of` gives them."""
    pairs = [Pair(a, b, compare(a.value, b.value)) for a, b in combinations(claims, 2)]
    counted = [pair for pair in pairs if _is_of_one_date(pair) or not question.changes_over_time]
    across = [pair for pair in counted if not pair.is_internal(origins)]
    worst = _worst(across)
    internal = _worst([pair for pair in counted if pair.is_internal(origins)])
    clashing = [pair for pair in across if _clashes(pair)]
    is_dated = clashing and not _clashes(internal) and all(pair.is_of_other_dates for pair in clashing)
    if is_dated and _rise_or_fall_steadily([claim for claim in claims if _compares(claim, clashing[0].a)]):
        reason = "the as-of dates differ and the values rise or fall steadily: a development (suggested), no conflict"
        return Finding(Level.DEVELOPMENT, reason, ())
    if _clashes(worst):
        level = _level_of(worst)
    elif _clashes(internal):
        level, worst = Level.INTERNAL, internal
    elif question.changes_over_time and len(pairs) > len(counted):
        return Finding(Level.DEVELOPMENT, "the answer changes over time, and the as-of dates differ", ())
    else:
        level = _level_of(worst or internal)
    reason = worst.comparison.reason if worst else "nothing to compare with"
    hint = hint_at(worst) if worst and _clashes(worst) else None
    return Finding(level, reason, _positions(level, worst, claims), hint)


def hint_at(pair: Pair) -> Hint | None:
    """What may explain why two claims clash: a slip of digit or unit, or that they hold for different periods."""
    if slip := slip_between(pair.a.value, pair.b.value):
        return Hint(Difference.SLIP, slip.reason)
    if pair.is_of_other_dates:
        return Hint(Difference.PERIOD, f"one holds for {pair.a.scope}, the other for {pair.b.scope}")
    return None


def _is_of_one_date(pair: Pair) -> bool:
    return bool(pair.a.as_of == pair.b.as_of)


def _rise_or_fall_steadily(claims: Sequence[Claim]) -> bool:
    dated = sorted((claim for claim in claims if claim.as_of), key=lambda claim: (claim.as_of.lower, claim.pk))
    values = [extent_of(claim.likely) for claim in dated]
    steps = list(pairwise(values))
    rising = all(a.lower_end <= b.lower_end and a.upper_end <= b.upper_end for a, b in steps)
    falling = all(a.lower_end >= b.lower_end and a.upper_end >= b.upper_end for a, b in steps)
    return rising or falling


def _worst(pairs: Iterable[Pair]) -> Pair | None:
    comparable = [pair for pair in pairs if pair.comparison.verdict != Verdict.NOT_COMPARABLE]
    return min(comparable, key=lambda pair: _LEVELS.index(_level_of(pair)), default=None)


def _level_of(pair: Pair | None) -> Level:
    return Level(pair.comparison.verdict) if pair else Level.NOT_COMPARABLE


def _clashes(pair: Pair | None) -> bool:
    return pair is not None and _level_of(pair) in (Level.CONTRADICTION, Level.TENSION)


def _positions(
    level: Level, worst: Pair | None, claims: Sequence[Claim]
) -> tuple[tuple[Extent, tuple[Claim, ...]], ...]:
    """The fewest groups with a common point: strict extents in a contradiction, likely ones otherwise."""
    if worst is None:
        return ()
    contradiction = level == Level.CONTRADICTION or worst.comparison.verdict == Verdict.CONTRADICTION
    comparable = [claim for claim in claims if _compares(claim, worst.a) and _compares(claim, worst.b)]
    return stab([(extent_of(claim.strict if contradiction else claim.likely), claim) for claim in comparable])


def _compares(a: Claim, b: Claim) -> bool:
    return compare(a.value, b.value).verdict != Verdict.NOT_COMPARABLE


def stab(extents: Sequence[tuple[Extent, Claim]]) -> tuple[tuple[Extent, tuple[Claim, ...]], ...]:
    """Group intervals by the fewest common points, stabbing from the left at the smallest upper end.

    Whatever meets the interval that ends first holds its upper end, so the group has a point in common.
    """
    waiting = sorted(extents, key=lambda each: (each[0].upper_end, each[0].lower_end, each[1].pk))
    groups: list[tuple[Extent, tuple[Claim, ...]]] = []
    while waiting:
        first = waiting[0][0]
        members = [(extent, claim) for extent, claim in waiting if extent.meets(first)]
        waiting = [(extent, claim) for extent, claim in waiting if not extent.meets(first)]
        shared = first
        for extent, _ in members:
            shared = shared.intersection(extent)
        groups.append((shared, tuple(claim for _, claim in members)))
    return tuple(groups)
