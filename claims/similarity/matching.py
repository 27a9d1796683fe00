"""Which statements of different documents answer one question: suggested pairs, and candidates for a person.

Statements meet only where their values could be compared (the dimension), never by the value or by the date of the
document. A pair is suggested when it is likelier than the threshold to answer one question, judged by the comparison,
by how far it leads its rivals on either side, and then by the pairs around it (`company`); the likeliest first, at most
one a statement and document.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.similarity.aliases import Aliases
from claims.similarity.company import Company
from claims.similarity.dimensions import block_of, could_be_taken
from claims.similarity.features import among, told
from claims.similarity.frequencies import Frequencies
from claims.similarity.likelihood import DEFAULT, FIRST, Weights
from claims.similarity.likeness import Likeness
from claims.similarity.portrait import Portrait
from claims.similarity.postings import Postings, terms
from claims.similarity.scoring import Comparison, compare
from claims.similarity.statement import Match, Statement
from claims.similarity.weighing import Weighed

SIMILARITY_VERSION = 9
"""Stored beside every score: scores of different versions are not compared."""

CLOSE = 0.6  # of the score of the best rival of either statement: below it a pair is not weighed
MOST_SCORED, MOST_OF_A_DOCUMENT = 48, 8  # pairs of one statement that are scored in full
MOST_LOOKED_AT = 200
LEAST_WEIGHED = 8  # partners by score that a person's candidates are chosen from

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
    together: Mapping[Hashable, Hashable] | None = None,
) -> list[Match]:
    """The suggested pairs, best first, each once; neither order nor side of the statements changes anything.

    touching      only pairs with a statement of one of these documents (those just imported); None is all of them
    aliases       groups of names that mean one thing
    frequencies   how common words are; without them as common as among all these statements
    weights       what the features of a pair weigh, and from which probability on it is suggested
    likeness      what a model of meaning knows of them, with weights of its own
    together      of statements filed already, by key, under what: those under one thing go together
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
    # Block by block, and only the figures kept: what a comparison needs and finds is many times as large.
    scored = [each for block in blocks.values() for each in _scored(block, frequencies)]
    company = Company(statements, {(each.a.key, each.b.key): each.chance for each in scored}, together or {})
    likely = [each for each in scored if each.judge(judging, company)]
    chosen = [_match(each, frequencies, judging) for each in _chosen(likely)]
    return sorted(chosen, key=_best_first)


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


@dataclass
class _Scored:
    """A pair worth weighing: what is told of it, how likely it is by its words alone, and its rank on either side."""

    a: Portrait
    b: Portrait
    told: dict[str, float]
    chance: float
    ranks: tuple[int, int]
    likelihood: float = 0.0

    def judge(self, judging: _Judging, company: Company) -> bool:
        """Weighs what the pairs around it say too; whether it is likely enough to be suggested."""
        weights, meaning = judging.of(self.a.key, self.b.key)
        self.told = {**self.told, **company.told(self.a.key, self.b.key), **meaning}
        self.likelihood = round(weights.probability(self.told), 4)
        return self.likelihood >= weights.threshold


def _scored(pairs: list[Pair], frequencies: Frequencies) -> list[_Scored]:
    """Those of the pairs that come near their rivals; the pairs are all there are of their statements."""
    weighed = {portrait: Weighed(portrait, frequencies) for pair in pairs for portrait in pair}
    scores: Scores = defaultdict(dict)
    for a, b in pairs:
        score = compare(weighed[a], weighed[b]).score
        scores[a.key, b.document][b.key] = scores[b.key, a.document][a.key] = score
    close = (pair for pair in pairs if _is_close(*pair, scores))
    found = [_told(compare(weighed[a], weighed[b]), scores) for a, b in close]
    for portrait in weighed:
        portrait.forget()
    return found


def _is_close(a: Portrait, b: Portrait, scored: Scores) -> bool:
    rivals = scored[a.key, b.document], scored[b.key, a.document]
    return rivals[0][b.key] >= CLOSE * max(max(each.values()) for each in rivals)


def _told(comparison: Comparison, scores: Scores) -> _Scored:
    """What a comparison tells of a pair among its rivals."""
    a, b = comparison.a.portrait, comparison.b.portrait
    ours = [score for key, score in scores[a.key, b.document].items() if key != b.key]
    theirs = [score for key, score in scores[b.key, a.document].items() if key != a.key]
    all_told = {**told(comparison), **among(comparison.score, ours, theirs)}
    rank_a, rank_b = (1 + sum(rival > comparison.score for rival in rivals) for rivals in (ours, theirs))
    return _Scored(a, b, all_told, FIRST.probability(all_told), (rank_a, rank_b))


def _match(found: _Scored, frequencies: Frequencies, judging: _Judging) -> Match:
    """The pair with its reason, which is made for what is shown alone."""
    comparison = compare(Weighed(found.a, frequencies), Weighed(found.b, frequencies))
    found.a.forget()
    found.b.forget()
    return _shown(found, comparison, judging)


def _shown(found: _Scored, comparison: Comparison, judging: _Judging) -> Match:
    reason = comparison.reason(*found.ranks, told={name: round(x, 3) for name, x in found.told.items() if x})
    if judging.likeness and "meaning" in found.told:
        reason["meaning"], reason["embedder"] = round(found.told["meaning"], 3), judging.likeness.embedder
    return Match(found.a.key, found.b.key, found.likelihood, reason)


def _chosen(found: list[_Scored]) -> list[_Scored]:
    """The likeliest pairs, at most one a statement and document."""
    chosen: list[_Scored] = []
    taken: set[tuple[Hashable, Hashable]] = set()
    for each in sorted(found, key=lambda each: (-each.likelihood, str(each.a.key), str(each.b.key))):
        ends = ((each.a.key, each.b.document), (each.b.key, each.a.document))
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
    found: list[tuple[_Scored, Comparison]] = []
    for other, comparison in compared[: max(limit, LEAST_WEIGHED)]:
        for each in siblings:
            if comparable(each.portrait.statement, other.portrait.statement):
                scored[other.portrait.key, statement.document][each.portrait.key] = compare(each, other).score
        found.append((_told(comparison, scored), comparison))
    company = Company([*known, statement], {(each.a.key, each.b.key): each.chance for each, _ in found}, {})
    judging = _Judging(weights, likeness)
    for each_found, _ in found:
        each_found.judge(judging, company)
    found.sort(key=lambda pair: (-pair[0].likelihood, str(pair[0].b.key)))
    for rank, (each_found, _) in enumerate(found, 1):
        each_found.ranks = (rank, each_found.ranks[1])
    return [_shown(each_found, comparison, judging) for each_found, comparison in found[:limit]]


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
