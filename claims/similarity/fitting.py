"""Fits the weights of features to pairs that people judged.

Each step goes to the least of a parabola that lies above the unlikelihood of the judgements everywhere (its curvature
is at most a quarter), so that none ever overshoots; signs are kept on the way.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.similarity.likelihood import SIGNS, Weights, chance_of

_STEPS, _ROUNDS = 400, 100
_SETTLED = 1e-4
_LEAST_SPREAD = 0.25  # as which a feature counts that is nearly the same of all pairs
_STEEPEST = 0.25  # the curvature of one pair's unlikelihood, at most
_OFFSET_HELD = 0.1  # how much less than a weight the offset is held to where it starts


@dataclass(frozen=True)
class Judged:
    """A pair as `Reason.told` has it, whether it is one question, and how much it counts."""

    told: Mapping[str, float]
    is_right: bool
    counts: float = 1.0


@dataclass(frozen=True)
class Tally:
    """Of judged pairs: how many are right, how many suggested, and how many both."""

    right: int
    suggested: int
    hits: int

    @property
    def precision(self) -> float:
        return self.hits / self.suggested if self.suggested else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.right if self.right else 0.0

    @property
    def harmony(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.hits / (self.right + self.suggested) if self.right + self.suggested else 0.0


def fitted(judged: Sequence[Judged], start: Weights, *, held: float) -> Weights:
    """The weights that make the judgements likeliest, each held to where it starts: `held` pairs stand against each.

    The threshold stays; `best_threshold` chooses one.
    """
    names = list(start.of)
    scales = _scales(judged, names)
    rows = [[each.told.get(name, 0.0) / scales[name] for name in names] + [1.0] for each in judged]
    prior = [start.of[name] * scales[name] for name in names] + [start.offset]
    holds = [held] * len(names) + [held * _OFFSET_HELD]
    signs = [SIGNS.get(name, 0) for name in names] + [0]
    found, curve = list(prior), _curve(rows, judged)
    for _ in range(_STEPS):
        slope = _slope(rows, judged, found)
        new = _step(curve, slope, found, prior, holds, signs)
        moved = max(abs(a - b) for a, b in zip(new, found, strict=True))
        found = new
        if moved < _SETTLED:
            break
    of = {name: round(found[at] / scales[name], 4) for at, name in enumerate(names)}
    return Weights(of, round(found[-1], 4), start.threshold)


def _scales(judged: Sequence[Judged], names: Iterable[str]) -> dict[str, float]:
    """How far each feature spreads, so that the weights of all are held alike."""
    scales = {}
    for name in names:
        values = [each.told.get(name, 0.0) for each in judged]
        mean = sum(values) / len(values)
        scales[name] = max(_LEAST_SPREAD, math.sqrt(sum((value - mean) ** 2 for value in values) / len(values)))
    return scales


def _curve(rows: list[list[float]], judged: Sequence[Judged]) -> list[list[float]]:
    """The most the unlikelihood of the judgements bends."""
    size = len(rows[0])
    curve = [[0.0] * size for _ in range(size)]
    for row, each in zip(rows, judged, strict=True):
        for i, x in enumerate(row):
            if x:
                line, scaled = curve[i], _STEEPEST * each.counts * x
                for j in range(i + 1):
                    line[j] += scaled * row[j]
    for i in range(size):
        for j in range(i):
            curve[j][i] = curve[i][j]
    return curve


def _slope(rows: list[list[float]], judged: Sequence[Judged], weights: list[float]) -> list[float]:
    """How the unlikelihood of the judgements grows with each weight."""
    slope = [0.0] * len(weights)
    for row, each in zip(rows, judged, strict=True):
        odds = sum(x * weight for x, weight in zip(row, weights, strict=True))
        error = each.counts * (chance_of(odds) - each.is_right)
        for i, x in enumerate(row):
            slope[i] += error * x
    return slope


def _step(
    curve: list[list[float]],
    slope: list[float],
    at: list[float],
    prior: list[float],
    holds: list[float],
    signs: list[int],
) -> list[float]:
    """The least of the parabola laid at this point, within the signs: one coordinate after the other."""
    size = len(at)
    new = list(at)
    for _ in range(_ROUNDS):
        moved = 0.0
        for i in range(size):
            pull = slope[i] + sum(curve[i][j] * (new[j] - at[j]) for j in range(size)) + holds[i] * (new[i] - prior[i])
            value = new[i] - pull / (curve[i][i] + holds[i])
            value = max(0.0, value) if signs[i] > 0 else min(0.0, value) if signs[i] < 0 else value
            moved, new[i] = max(moved, abs(value - new[i])), value
        if moved < _SETTLED:
            break
    return new


def tallied(judged: Iterable[Judged], weights: Weights) -> Tally:
    """What these weights would have suggested of the judged pairs."""
    right = suggested = hits = 0
    for each in judged:
        is_suggested = weights.probability(each.told) >= weights.threshold
        right, suggested = right + each.is_right, suggested + is_suggested
        hits += each.is_right and is_suggested
    return Tally(right, suggested, hits)


def best_threshold(chances: Sequence[tuple[float, bool]], *, least_precision: float) -> float:
    """From which probability on to suggest: the one of the best harmonic mean of precision and recall among those of
    that precision; where there is none of it, the one of the best precision.

    chances   of each judged pair its probability and whether it is right
    """
    right = sum(is_right for _, is_right in chances)
    best, chosen = (False, 0.0), 0.5
    hits = 0
    ordered = sorted(chances, key=lambda pair: -pair[0])
    for suggested, (chance, is_right) in enumerate(ordered, 1):
        hits += is_right
        if suggested < len(ordered) and ordered[suggested][0] == chance:
            continue
        found = Tally(right, suggested, hits)
        is_precise = found.precision >= least_precision
        worth = (is_precise, found.harmony if is_precise else found.precision)
        if worth > best:
            below = ordered[suggested][0] if suggested < len(ordered) else chance - 0.02
            best, chosen = worth, (chance + below) / 2
    return round(min(0.99, max(0.01, chosen)), 3)
