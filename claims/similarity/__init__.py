"""Do two statements answer the same question? Across English and Chinese, by their words alone."""

from claims.similarity.matching import SIMILARITY_VERSION, candidates, comparable, match, threshold
from claims.similarity.statement import Match, Missing, Reason, Shared, Statement, in_words

__all__ = [
    "SIMILARITY_VERSION",
    "Match",
    "Missing",
    "Reason",
    "Shared",
    "Statement",
    "candidates",
    "comparable",
    "in_words",
    "match",
    "threshold",
]
