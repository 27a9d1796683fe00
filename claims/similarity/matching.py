"""Which statements of different documents answer one question: suggested pairs, and candidates for a person.

Statements meet only where their values could be compared (the dimension), never by the value or by the date of the
document. A pair is suggested when each is the other's best of its document, or all but, and it scores above the
threshold of its kind.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence

from claims.similarity.aliases import Aliases
from claims.similarity.dimensions import block_of, could_be_taken
from claims.similarity.frequencies import Frequencies
from claims.similarity.portrait import Portrait
from claims.similarity.postings import Postings, terms
from claims.similarity.scoring import compare
from claims.similarity.statement import Match, Statement
from claims.similarity.weighing import Weighed
from sources.values import DATE

SIMILARITY_VERSION = 2
"""Stored beside every score: scores of different versions are not compared."""

THRESHOLD = 0.33
DATE_THRESHOLD = 0.36
ALONE, TIMES_ANY_RIVAL = 0.23, 2.0
"""The threshold of a pair whose score is that many times the score of any other pair of the two statements."""
NEARLY_BEST = 0.98  # of the best score of either statement in the other's document
MOST_SCORED, MOST_OF_A_DOCUMENT = 48, 8  # pairs of one statement that are scored in full
MOST_LOOKED_AT = 200

Pair = tuple[Portrait, Portrait]
Ranking = list[float]
"""Scores, the best first."""


def comparable(a: Statement, b: Statement) -> bool:
    """Whether the values of two statements could answer one question: one dimension, or counts of something."""
    return a.document != b.document and could_be_taken(a.dimension, b.dimension)


def threshold(dimension: str) -> float:
    """The least score of a suggestion. Dates ask for more: any two events have one, and share the verbs of the news."""
    return DATE_THRESHOLD if dimension == DATE else THRESHOLD


def match(
    statements: Sequence[Statement],
    touching: Collection[Hashable] | None = None,
    *,
    aliases: Iterable[Collection[str]] = (),
    frequencies: Frequencies | None = None,
) -> list[Match]:
    """The suggested pairs, best first, each once; neither order nor side of the statements changes anything.

    touching      only pairs with a statement of one of these documents (those just imported); None is all of them
    aliases       groups of names that mean one thing
    frequencies   how common words are; without them as common as among all these statements
    """
    portraits = _portraits(statements, aliases)
    frequencies = frequencies or Frequencies.among(portraits)
    new = None if touching is None else set(touching)
    pairs = [(a, b) for a, b in _meeting(portraits, new) if new is None or {a.document, b.document} & new]
    blocks: defaultdict[str, list[Pair]] = defaultdict(list)
    for a, b in pairs:
        blocks[block_of(a.statement.dimension)].append((a, b))
    # Block by block, and only the scores kept: what a comparison needs and finds is many times as large.
    suggested = [found for block in blocks.values() for found in _suggested(block, frequencies)]
    return sorted(suggested, key=_best_first)


def _suggested(pairs: list[Pair], frequencies: Frequencies) -> list[Match]:
    """The suggestions among pairs that are all there are of their statements."""
    weighed = {portrait: Weighed(portrait, frequencies) for pair in pairs for portrait in pair}
    scores = {(a, b): round(compare(weighed[a], weighed[b]).score, 4) for a, b in pairs}
    suggested = [
        Match(a.key, b.key, scores[a, b], compare(weighed[a], weighed[b]).reason(*ranks))
        for (a, b), ranks in _chosen(scores).items()
    ]
    for portrait in weighed:
        portrait.forget()
    return suggested


def _chosen(scores: dict[Pair, float]) -> dict[Pair, tuple[int, int]]:
    """The pairs to suggest, with the rank of either statement for the other; at most one a statement and document."""
    ranked = _ranked(scores)
    chosen: dict[Pair, tuple[int, int]] = {}
    taken: set[tuple[Hashable, Hashable]] = set()
    for (a, b), score in sorted(scores.items(), key=lambda each: (-each[1], str(each[0][0].key), str(each[0][1].key))):
        ends = ((a.key, b.document), (b.key, a.document))
        rivals = [ranked[end] for end in ends]
        if score < NEARLY_BEST * max(ranking[0] for ranking in rivals) or not taken.isdisjoint(ends):
            continue
        if score >= _asked(a.statement.dimension, score, rivals):
            chosen[a, b] = (1 + rivals[0].index(score), 1 + rivals[1].index(score))
            taken.update(ends)
    return chosen


def _asked(dimension: str, score: float, rivals: Iterable[Ranking]) -> float:
    """The least score of a suggestion, which is lower where there are rivals, and none on either side comes near."""
    seconds = [ranking[1] for ranking in rivals if len(ranking) > 1]
    return ALONE if seconds and score >= TIMES_ANY_RIVAL * max(seconds) else threshold(dimension)


def candidates(
    statement: Statement,
    known: Sequence[Statement],
    limit: int = 3,
    *,
    aliases: Iterable[Collection[str]] = (),
    frequencies: Frequencies | None = None,
) -> list[Match]:
    """The likeliest partners of one statement among those of other documents, for a person; even weak ones.

    `a` of every match is the statement; `rank_b` is its own place among its document's statements in `known`.
    """
    portraits = _portraits([*known, statement], aliases)
    frequencies = frequencies or Frequencies.among(portraits)
    weighed = [Weighed(portrait, frequencies) for portrait in portraits]
    own = next(each for each in weighed if each.portrait.key == statement.key)
    others = [each for each in weighed if comparable(statement, each.portrait.statement)]
    compared = [(other, compare(own, other)) for other in others]
    compared.sort(key=lambda pair: (-round(pair[1].score, 4), str(pair[0].portrait.key)))
    siblings = [each for each in weighed if each.portrait.document == statement.document]
    found = []
    for rank, (other, comparison) in enumerate(compared[:limit], 1):
        score = round(comparison.score, 4)
        rivals = [each for each in siblings if comparable(each.portrait.statement, other.portrait.statement)]
        rank_b = 1 + sum(round(compare(each, other).score, 4) > score for each in rivals)
        found.append(Match(statement.key, other.portrait.key, score, comparison.reason(rank, rank_b)))
    return found


def _best_first(found: Match) -> tuple[float, str, str]:
    return -found.score, str(found.a), str(found.b)


def _portraits(statements: Iterable[Statement], aliases: Iterable[Collection[str]] = ()) -> list[Portrait]:
    """Each statement once, in an order of its own, so that the caller's does not matter."""
    known = Aliases.of(aliases)
    unique = {statement.key: statement for statement in statements}
    ordered = sorted(unique, key=lambda key: (str(unique[key].document), str(key)))
    return [Portrait(unique[key], known) for key in ordered]


def _meeting(portraits: Sequence[Portrait], touching: Collection[Hashable] | None = None) -> list[Pair]:
    """The comparable pairs worth scoring: of each statement those that share the heaviest terms with it.

    Where only some documents matter, theirs ask; the others are still asked about, so that each pair has its rivals.
    """
    stored = [(block_of(portrait.statement.dimension), terms(portrait)) for portrait in portraits]
    postings = Postings()
    for number, own in enumerate(stored):
        postings.add(number, *own)
    pairs: set[tuple[int, int]] = set()
    for number, portrait in enumerate(portraits):
        if touching is not None and portrait.document not in touching:
            continue
        said, of_document, chosen = portrait.statement, Counter[Hashable](), 0
        for other in postings.nearest(*stored[number], limit=MOST_LOOKED_AT):
            document = portraits[other].document
            if of_document[document] < MOST_OF_A_DOCUMENT and comparable(said, portraits[other].statement):
                of_document[document] += 1
                chosen += 1
                pairs.add((min(number, other), max(number, other)))
            if chosen == MOST_SCORED:
                break
    return [(portraits[a], portraits[b]) for a, b in sorted(pairs)]


def _ranked(scores: dict[Pair, float]) -> dict[tuple[Hashable, Hashable], Ranking]:
    """Of each statement and each other document, the scores with that document's statements, the best first."""
    scored: defaultdict[tuple[Hashable, Hashable], Ranking] = defaultdict(list)
    for (a, b), score in scores.items():
        scored[a.key, b.document].append(score)
        scored[b.key, a.document].append(score)
    for ranking in scored.values():
        ranking.sort(reverse=True)
    return scored
