"""Vectors without what only tells their language.

A model of many languages puts all texts of one language to one side, so that any English text is nearer to any other
than to its own translation. The mean of a language is where that side lies: taken off, what is left is what is said.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from operator import mul

from claims.similarity.embedding import Vector


def unit(vector: Vector) -> list[float]:
    """The vector at length 1; one of nothing stays nothing."""
    length = math.sqrt(sum(map(mul, vector, vector)))
    return [number / length for number in vector] if length else list(vector)


def mean(vectors: Iterable[Vector]) -> list[float]:
    """Raises ValueError where there is none."""
    listed = list(vectors)
    if not listed:
        raise ValueError("The mean of no vectors is nowhere.")
    return [sum(column) / len(listed) for column in zip(*listed, strict=True)]


def centred(vectors: Mapping[Hashable, tuple[str, Vector]], means: Mapping[str, Vector]) -> dict[Hashable, list[float]]:
    """Each vector, given with its language, less the mean of that language, at length 1 again.

    A language without a mean keeps its vectors as they are.
    """
    return {key: _centred(vector, means.get(language)) for key, (language, vector) in vectors.items()}


def _centred(vector: Vector, middle: Vector | None) -> list[float]:
    return unit(vector if middle is None else [a - b for a, b in zip(vector, middle, strict=True)])
