"""Which statements of different documents answer one question: suggested pairs, and candidates for a person.

Statements meet only where their values could be compared (the dimension), never by the value or by the date of the
document. A pair is suggested when it is likelier than the threshold to answer one question, judged by the comparison
and by how far it leads its rivals on either side; the likeliest first, at most one a statement and document.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.similarity.aliases import Aliases
from claims.similarity.dimensions import block_of, could_be_taken
from claims.similarity.features import among, told
from claims.similarity.frequencies import Frequencies
from claims.similarity.likelihood import DEFAULT, Weights
from claims.similarity.likeness import Likeness
from claims.similarity.portrait import Portrait
from claims.similarity.postings import Postings, terms
from claims.similarity.scoring import Comparison, compare
from claims.similarity.statement import Match, Statement
from claims.similarity.weighing import Weighed

SIMILARITY_VERSION = 5
"""Stored beside every score: scores of different versions are not compared."""

CLOSE = 0.6  # of the score of the best rival of either statement: below it a pair is not weighed
MOST_SCORED, MOST_OF_A_DOCUMENT = 48, 8  # pairs of one statement that are scored in full
MOST_LOOKED_AT = 200

Pair = tuple[Portrait, Portrait]
Scores = dict[tuple[Hashable, Hashable], dict[Hashable, float]]
"""Of each statement and each other document, how its statements score with it, by their keys."""


def comparable(a: Statement, b: Statement) -> bool:
    """Whether the values of two statements could answer one question: one dimension, or counts of something."""
    return a.document != b.document and could_be_taken(a.dimension, b.dimension)


def threshold(dimension: str, weights: Weights = DEFAULT) -> float:
    """The least score of a suggestion: a probability, and so the same of every kind of value."""
    return weights.threshold


def match(
    statements: Sequence[Statement],
    touching: Collection[Hashable] | None = None,
    *,
    aliases: Iterable[Collection[str]] = (),
    frequencies: Frequencies | None = None,
    weights: Weights = DEFAULT,
    likeness: Likeness | None = None,
) -> list[Match]:
    """The suggested pairs, best first, each once; neither order nor side of the statements changes anything.

    touching      only pairs with a statement of one of these documents (those just imported); None is all of them
    aliases       groups of names that mean one thing
    frequencies   how common words are; without them as common as among all these statements
    weights       what the features of a pair weigh, and from which probability on it is suggested
    likeness      what a model of meaning knows of them, with weights of its own
    """
    portraits = _portraits(statements, aliases)
    frequencies = frequencies or Frequencies.among(portraits)
    judging = _Judging(weights, likeness)
    new = None if touching is None else set(touching)
    meeting = _meeting(portraits, new, likeness.nearest if likeness else ())
    pairs = [(a, b) for a, b in meeting if new is None or {a.document, b.document} & new]
    blocks: defaultdict[str, list[Pair]] = defaultdict(list)
    for a, b in pairs:
        blocks[block_of(a.statement.dimension)].append((a, b))
    # Block by block, and only the scores kept: what a comparison needs and finds is many times as large.
    suggested = [found for block in blocks.values() for found in _suggested(block, frequencies, judging)]
    return sorted(suggested, key=_best_first)


@dataclass(frozen=True)
class _Judging:
    """What pairs are judged by: their words alone, or what a model of meaning says too where it knows both."""

    weights: Weights
    likeness: Likeness | None

    def of(self, a: Hashable, b: Hashable) -> tuple[Weights, dict[str, float]]:
        """The weights for a pair, and what the model says."""
        meaning = self.likeness.of(a, b) if self.likeness else None
        if self.likeness is None or meaning is None:
            return self.weights, {}
        return self.likeness.weights, {"meaning": meaning}


def _suggested(pairs: list[Pair], frequencies: Frequencies, judging: _Judging) -> list[Match]:
    """The suggestions among pairs that are all there are of their statements."""
    weighed = {portrait: Weighed(portrait, frequencies) for pair in pairs for portrait in pair}
    scored: Scores = defaultdict(dict)
    for a, b in pairs:
        score = compare(weighed[a], weighed[b]).score
        scored[a.key, b.document][b.key] = scored[b.key, a.document][a.key] = score
    close = (pair for pair in pairs if _is_close(*pair, scored))
    found = [_found(compare(weighed[a], weighed[b]), scored, judging) for a, b in close]
    for portrait in weighed:
        portrait.forget()
    return _chosen([(match, pair) for match, pair, threshold in found if match.score >= threshold])


def _is_close(a: Portrait, b: Portrait, scored: Scores) -> bool:
    rivals = scored[a.key, b.document], scored[b.key, a.document]
    return rivals[0][b.key] >= CLOSE * max(max(each.values()) for each in rivals)


def _found(comparison: Comparison, scored: Scores, judging: _Judging) -> tuple[Match, Pair, float]:
    """A pair with its probability, its reason and its rank on either side; and from which probability on it counts."""
    a, b = comparison.a.portrait, comparison.b.portrait
    ours = [score for key, score in scored[a.key, b.document].items() if key != b.key]
    theirs = [score for key, score in scored[b.key, a.document].items() if key != a.key]
    weights, meaning = judging.of(a.key, b.key)
    all_told = {**told(comparison), **among(comparison.score, ours, theirs), **meaning}
    rank_a, rank_b = (1 + sum(rival > comparison.score for rival in rivals) for rivals in (ours, theirs))
    shown = {name: round(value, 3) for name, value in all_told.items() if value}
    reason = comparison.reason(rank_a, rank_b, told=shown)
    if judging.likeness and meaning:
        reason["meaning"], reason["embedder"] = round(meaning["meaning"], 3), judging.likeness.embedder
    return Match(a.key, b.key, round(weights.probability(all_told), 4), reason), (a, b), weights.threshold


def _chosen(found: list[tuple[Match, Pair]]) -> list[Match]:
    """The likeliest pairs, at most one a statement and document."""
    chosen: list[Match] = []
    taken: set[tuple[Hashable, Hashable]] = set()
    for each, (a, b) in sorted(found, key=lambda pair: _best_first(pair[0])):
        ends = ((a.key, b.document), (b.key, a.document))
        if taken.isdisjoint(ends):
            taken.update(ends)
            chosen.append(each)
    return chosen


def candidates(
    statement: Statement,
    known: Sequence[Statement],
    limit: int = 3,
    *,
    aliases: Iterable[Collection[str]] = (),
    frequencies: Frequencies | None = None,
    weights: Weights = DEFAULT,
    likeness: Likeness | None = None,
) -> list[Match]:
    """The likeliest partners of one statement among those of other documents, for a person; even weak ones.

    `a` of every match is the statement; `rank_b` is its own place among its document's statements in `known`.
    """
    portraits = _portraits([*known, statement], aliases)
    frequencies = frequencies or Frequencies.among(portraits)
    weighed = [Weighed(portrait, frequencies) for portrait in portraits]
    own = next(each for each in weighed if each.portrait.key == statement.key)
    siblings = [each for each in weighed if each.portrait.document == statement.document]
    others = [each for each in weighed if comparable(statement, each.portrait.statement)]
    compared = [(other, compare(own, other)) for other in others]
    compared.sort(key=lambda pair: (-round(pair[1].score, 4), str(pair[0].portrait.key)))
    scored: Scores = defaultdict(dict)
    for other, comparison in compared:
        scored[own.portrait.key, other.portrait.document][other.portrait.key] = comparison.score
    found = []
    for rank, (other, comparison) in enumerate(compared[:limit], 1):
        for each in siblings:
            if comparable(each.portrait.statement, other.portrait.statement):
                scored[other.portrait.key, statement.document][each.portrait.key] = compare(each, other).score
        match_found, _, _ = _found(comparison, scored, _Judging(weights, likeness))
        match_found.reason["rank_a"] = rank
        found.append(match_found)
    return found


def _best_first(found: Match) -> tuple[float, str, str]:
    return -found.score, str(found.a), str(found.b)


def _portraits(statements: Iterable[Statement], aliases: Iterable[Collection[str]] = ()) -> list[Portrait]:
    """Each statement once, in an order of its own, so that the caller's does not matter."""
    known = Aliases.of(aliases)
    unique = {statement.key: statement for statement in statements}
    ordered = sorted(unique, key=lambda key: (str(unique[key].document), str(key)))
    return [Portrait(unique[key], known) for key in ordered]


def _meeting(
    portraits: Sequence[Portrait],
    touching: Collection[Hashable] | None = None,
    nearest: Collection[tuple[Hashable, Hashable]] = (),
) -> list[Pair]:
    """The comparable pairs worth scoring: of each statement those that share the heaviest terms with it, and those
    said to be nearest by meaning.

    Where only some documents matter, theirs ask; the others are still asked about, so that each pair has its rivals.
    """
    if len({portrait.document for portrait in portraits}) < 2:
        return []
    stored = [(block_of(portrait.statement.dimension), terms(portrait)) for portrait in portraits]
    postings = Postings()
    for number, own in enumerate(stored):
        postings.add(number, *own)
    pairs = set(_by_meaning(portraits, nearest))
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


def _by_meaning(
    portraits: Sequence[Portrait], nearest: Collection[tuple[Hashable, Hashable]]
) -> Iterator[tuple[int, int]]:
    """The pairs said to be near each other, by number: those at hand whose values could be compared."""
    number_of = {portrait.key: number for number, portrait in enumerate(portraits)} if nearest else {}
    for keys in nearest:
        if all(key in number_of for key in keys):
            one, other = sorted(number_of[key] for key in keys)
            if comparable(portraits[one].statement, portraits[other].statement):
                yield one, other
