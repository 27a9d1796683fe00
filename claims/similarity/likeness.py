"""How alike in meaning statements are, as a model of meaning has it: beside their words, never instead of them."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from operator import mul

from claims.similarity.embedding import Vector
from claims.similarity.likelihood import WITH_MEANING, Weights


@dataclass(frozen=True)
class Likeness:
    """What a model knows of some statements.

    embedder  its name
    vectors   of statements by their keys, each centred and of length 1; a pair that lacks one is judged by its words
    nearest   pairs of keys that are near each other by meaning, and so worth comparing whatever their words
    weights   what the features of a pair weigh that has both vectors
    """

    embedder: str
    vectors: Mapping[Hashable, Vector]
    nearest: Collection[tuple[Hashable, Hashable]] = ()
    weights: Weights = WITH_MEANING

    def of(self, a: Hashable, b: Hashable) -> float | None:
        """The cosine of two statements, -1 to 1: about nought for any two, 1 for the same; None where either lacks."""
        ours, theirs = self.vectors.get(a), self.vectors.get(b)
        return None if ours is None or theirs is None else sum(map(mul, ours, theirs))
