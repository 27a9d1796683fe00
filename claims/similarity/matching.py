"""Which statements of different documents answer one question: suggested pairs, and candidates for a person.

Statements meet only where their values could be compared (the dimension), never by the value or by the date of the
document. A pair is suggested when each is the other's best of its document, and it scores above the threshold, or above
a lower one where no rival comes near.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence

from claims.similarity.portrait import Portrait, Rarity
from claims.similarity.scoring import compare, weighed_keys
from claims.similarity.statement import Match, Statement
from sources.units import PERSON, UNITS
from sources.values import ANY_COUNT, DATE

SIMILARITY_VERSION = 1
"""Stored beside every score: scores of different versions are not compared."""

THRESHOLD = 0.3
DATE_THRESHOLD = 0.35
ALONE, TIMES_ANY_RIVAL = 0.24, 2.5
"""The threshold of a pair whose score is that many times the score of any other pair of the two statements."""
MOST_SCORED = 40  # pairs of one statement that are scored in full
_MEASURED = {unit.dimension for unit in UNITS.values()} | {DATE, "ratio", "age", "ordinal", "rank", "money", "quantity"}

Ranking = list[tuple[float, Hashable]]
"""Scores and keys, the best first."""


def comparable(a: Statement, b: Statement) -> bool:
    """Whether the values of two statements could answer one question: one dimension, or counts of something."""
    if a.document == b.document:
        return False
    return a.dimension == b.dimension or (ANY_COUNT in (a.dimension, b.dimension) and _is_count(a) and _is_count(b))


def _is_count(statement: Statement) -> bool:
    dimension = statement.dimension
    currency = len(dimension) == 3 and dimension.isupper()
    return dimension in (ANY_COUNT, PERSON) or not (dimension in _MEASURED or currency)


def threshold(dimension: str) -> float:
    """The least score of a suggestion. Dates ask for more: any two events have one, and share the verbs of the news."""
    return DATE_THRESHOLD if dimension == DATE else THRESHOLD


def match(statements: Sequence[Statement], touching: Collection[Hashable] | None = None) -> list[Match]:
    """The suggested pairs, best first, each once; neither order nor side of the statements changes anything.

    touching   only pairs with a statement of one of these documents (those just imported); None is all of them.
               How rare a word is, is always taken from all the statements.
    """
    portraits = _portraits(statements)
    rarity = Rarity(portraits)
    new = None if touching is None else set(touching)
    pairs = [(a, b) for a, b in _meeting(portraits, rarity) if new is None or {a.document, b.document} & new]
    # Only the scores are kept of them all: what a comparison found is many times as large, and few are suggested.
    scores = {pair: round(compare(*pair, rarity).score, 4) for pair in pairs}
    ranked = _ranked(scores)
    suggested = []
    for (a, b), score in scores.items():
        rivals = (ranked[a.key, b.document], ranked[b.key, a.document])
        best = rivals[0][0][1] == b.key and rivals[1][0][1] == a.key
        if best and score >= _asked(a.statement.dimension, score, rivals):
            suggested.append(Match(a.key, b.key, score, compare(a, b, rarity).reason(1, 1)))
    return sorted(suggested, key=_best_first)


def _asked(dimension: str, score: float, rivals: Iterable[Ranking]) -> float:
    """The least score of a suggestion, which is lower where no rival on either side comes near."""
    second = max((ranking[1][0] for ranking in rivals if len(ranking) > 1), default=0.0)
    return ALONE if score >= TIMES_ANY_RIVAL * second else threshold(dimension)


def candidates(statement: Statement, known: Sequence[Statement], limit: int = 3) -> list[Match]:
    """The likeliest partners of one statement among those of other documents, for a person; even weak ones.

    `a` of every match is the statement; `rank_b` is its own place among its document's statements in `known`.
    """
    portraits = _portraits([*known, statement])
    rarity = Rarity(portraits)
    own = next(portrait for portrait in portraits if portrait.key == statement.key)
    compared = [(other, compare(own, other, rarity)) for other in portraits if comparable(statement, other.statement)]
    compared.sort(key=lambda pair: (-round(pair[1].score, 4), str(pair[0].key)))
    siblings = [one for one in portraits if one.document == statement.document]
    found = []
    for rank, (other, comparison) in enumerate(compared[:limit], 1):
        rivals = [compare(one, other, rarity).score for one in siblings if comparable(one.statement, other.statement)]
        rank_b = 1 + sum(round(score, 4) > round(comparison.score, 4) for score in rivals)
        found.append(Match(statement.key, other.key, round(comparison.score, 4), comparison.reason(rank, rank_b)))
    return found


def _best_first(found: Match) -> tuple[float, str, str]:
    return -found.score, str(found.a), str(found.b)


def _portraits(statements: Iterable[Statement]) -> list[Portrait]:
    """Each statement once, in an order of its own, so that the caller's does not matter."""
    unique = {statement.key: statement for statement in statements}
    return [Portrait(unique[key]) for key in sorted(unique, key=lambda key: (str(unique[key].document), str(key)))]


def _meeting(portraits: Sequence[Portrait], rarity: Rarity) -> list[tuple[Portrait, Portrait]]:
    """The comparable pairs worth scoring: of each statement those that share the heaviest words with it."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for number, portrait in enumerate(portraits):
        for key in portrait.keys:
            postings[key].append(number)
    pairs: set[tuple[int, int]] = set()
    for number, portrait in enumerate(portraits):
        shared: defaultdict[int, float] = defaultdict(float)
        for key, weight in weighed_keys(portrait, rarity).items():
            for other in postings[key]:
                shared[other] += weight
        worth = [other for other in shared if comparable(portrait.statement, portraits[other].statement)]
        worth.sort(key=lambda other: (-shared[other], other))
        pairs.update((min(number, other), max(number, other)) for other in worth[:MOST_SCORED])
    return [(portraits[a], portraits[b]) for a, b in sorted(pairs)]


def _ranked(scores: dict[tuple[Portrait, Portrait], float]) -> dict[tuple[Hashable, Hashable], Ranking]:
    """Of each statement and each other document, the document's statements from the best to the worst."""
    scored: defaultdict[tuple[Hashable, Hashable], Ranking] = defaultdict(list)
    for (a, b), score in scores.items():
        scored[a.key, b.document].append((score, b.key))
        scored[b.key, a.document].append((score, a.key))
    for ranking in scored.values():
        ranking.sort(key=lambda each: (-each[0], str(each[1])))
    return scored
