"""A statement as weighted terms, by which others find it among very many without being read.

`terms_of` gives what a table of postings stores, `counted_words` what a table of frequencies counts; `Postings` is the
first of them in memory.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from claims.similarity.aliases import Aliases
from claims.similarity.frequencies import counted_keys
from claims.similarity.meanings import Place, class_keys
from claims.similarity.portrait import Portrait
from claims.similarity.statement import Statement
from claims.similarity.terms import Word

_BY_PLACE = {Place.FOCUS: 1.0, Place.CLAUSE: 0.6, Place.SENTENCE: 0.3, Place.CONTEXT: 0.1}
_RENDERING, _LATER = 0.7, 0.08  # a rendering in the other language, and how much less each further one
_CLASS = 0.6
_LEAST, _MOST_TERMS = 0.05, 64
_COMMON, _FEW = (
    0.05,
    800,
)  # a term of more than that share of the statements finds nothing, where there are more than few


def terms_of(statement: Statement, aliases: Iterable[Collection[str]] = ()) -> dict[str, float]:
    """What to store of a statement, so that others find it: key -> weight (0-1), at most 64 of them.

    The keys hold whatever the aliases: when those change, the statements with one of their names are stored anew.
    """
    return terms(Portrait(statement, Aliases.of(aliases)))


def counted_words(statement: Statement, aliases: Iterable[Collection[str]] = ()) -> list[str]:
    """What to count up in the table of frequencies for a statement: "en:vote", each once; its language once more."""
    return counted_keys(Portrait(statement, Aliases.of(aliases)))


def terms(portrait: Portrait) -> dict[str, float]:
    """Key -> weight (0-1): the words of a statement, what they may be in the other language, and their synonyms.

    Two statements in any languages share keys where they share meaning. At most 64, the heaviest.
    """
    weights: dict[str, float] = {}
    for placed in portrait.placed.values():
        place = _BY_PLACE[placed.place]
        for key, weight in _keys(placed.word).items():
            weights[key] = max(weights.get(key, 0.0), round(weight * place, 3))
    heaviest = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return {key: weight for key, weight in heaviest[:_MOST_TERMS] if weight >= _LEAST}


def _keys(word: Word) -> dict[str, float]:
    keys = {word.key: 1.0}
    if word.sound:
        keys[word.sound] = _RENDERING
    for rank, sense in enumerate(word.senses):
        for key in sense:
            keys[key] = max(keys.get(key, 0.0), _RENDERING / (len(sense) * (1 + _LATER * rank)))
    for name in class_keys(word):
        keys.setdefault(name, _CLASS)
    return keys


class Postings:
    """Block and term -> the statements that have it, each with its weight."""

    def __init__(self) -> None:
        self._found: defaultdict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
        self._count: Counter[str] = Counter()

    def add(self, number: int, block: str, terms: Mapping[str, float]) -> None:
        self._count[block] += 1
        for key, weight in terms.items():
            self._found[block, key].append((number, weight))

    def nearest(self, block: str, terms: Mapping[str, float], limit: int) -> list[int]:
        """The numbers of the statements of a block that share the heaviest terms, the best first."""
        shared: dict[int, float] = defaultdict(float)
        count = self._count[block]
        for key, weight in terms.items():
            found = self._found.get((block, key), ())
            if not found or (len(found) > _COMMON * count and len(found) > _FEW):
                continue
            telling = weight * math.log((count + 1) / (len(found) + 0.5)) ** 2
            for number, other in found:
                shared[number] += telling * other
        if len(shared) > limit:  # the many that are too far off are not put in order
            least = sorted(shared.values(), reverse=True)[limit - 1]
            shared = {number: score for number, score in shared.items() if score >= least}
        return sorted(shared, key=lambda number: (-shared[number], number))[:limit]
