"""How likely two statements answer one question: named numbers of their comparison, each times its weight.

A logistic model, so that its weights can be read: what speaks for a pair weighs above nought, what speaks against it
below, whatever it is fitted on (`SIGNS`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from claims.similarity import weights

SIGNS: dict[str, int] = weights.SIGNS
"""Of each feature whether it may only speak for a pair (1), only against it (-1), or either way (0)."""


@dataclass(frozen=True)
class Weights:
    """What each feature weighs, in nats of the odds; the odds without any; and from which probability on a pair is
    suggested."""

    of: Mapping[str, float]
    offset: float
    threshold: float

    def probability(self, told: Mapping[str, float]) -> float:
        """0 to 1. A feature without a weight weighs nothing, and one that is not told counts as nought."""
        odds = self.offset + sum(weight * told.get(name, 0.0) for name, weight in self.of.items())
        return chance_of(odds)

    def as_json(self) -> dict[str, Any]:
        return {"of": dict(self.of), "offset": self.offset, "threshold": self.threshold}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What `as_json` stored; weights of features that are not told any more are left aside."""
        return cls(
            {name: x for name, x in stored["of"].items() if name in SIGNS}, stored["offset"], stored["threshold"]
        )


def chance_of(odds: float) -> float:
    """The probability of odds in nats; sure either way from thirty on."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


FIRST = Weights(weights.FIRST, weights.OFFSET_FIRST, weights.THRESHOLD)
"""By the words of the two alone, before the pairs around them have their say (`company`)."""

DEFAULT = Weights(weights.WEIGHTS, weights.OFFSET, weights.THRESHOLD)

WITH_MEANING = Weights(weights.WITH_MEANING, weights.OFFSET_WITH_MEANING, weights.THRESHOLD_WITH_MEANING)
"""The same where a model of meaning has its say (`likeness`)."""
