"""The entity gate: two statements that speak of different people, places or bodies answer different questions."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from claims.similarity.portrait import Portrait
from claims.similarity.terms import Word

_NONE_SHARED = 0.45  # both sides name someone, nobody in common
_NONE_SHARED_IN_CLAUSE = 0.7
_EACH_OTHER_MISSING = 0.5  # each clause names someone of whom the other side knows nothing at all: for each such pair
_MOST_COUNTED = 2
_ONE_MISSING = 0.8  # one clause names someone more: for each


@dataclass(frozen=True, slots=True)
class Names:
    """Who is named on both sides, and who only in the clause of one, as written there."""

    shared: list[str] = field(default_factory=list)
    missing_a: list[str] = field(default_factory=list)
    missing_b: list[str] = field(default_factory=list)
    factor: float = 1.0


def names(a: Portrait, b: Portrait, met_a: dict[str, float], met_b: dict[str, float]) -> Names:
    """What the names of two statements say. `met_a`, `met_b`: how far (0-1) each word is found on the other side.

    A name the dictionary cannot lead to the other language is no evidence of being absent.
    """
    same_language = a.statement.language == b.statement.language
    clause_a, clause_b = a.named_in_clause, b.named_in_clause
    shared = [whole for whole, parts in clause_a.items() if _met(parts, met_a)]
    shared_b = [whole for whole, parts in clause_b.items() if _met(parts, met_b)]
    missing_a, missing_b = (
        [whole for whole, parts in wholes.items() if not _met(parts, met) and _tells(parts, same_language)]
        for wholes, met in ((clause_a, met_a), (clause_b, met_b))
    )
    factor = 1.0
    if _all_foreign(a, met_a, same_language) and _all_foreign(b, met_b, same_language):
        factor *= _NONE_SHARED
    elif clause_a and clause_b and not shared and not shared_b:
        factor *= _NONE_SHARED_IN_CLAUSE
    fewer, more = sorted((len(missing_a), len(missing_b)))
    factor *= _EACH_OTHER_MISSING ** min(fewer, _MOST_COUNTED) * _ONE_MISSING ** min(more - fewer, _MOST_COUNTED)
    return Names(shared, missing_a, missing_b, factor)


def _all_foreign(portrait: Portrait, met: dict[str, float], same_language: bool) -> bool:
    """Whether a statement and its context name someone, and nobody the other side names too."""
    wholes = portrait.named
    known = [parts for parts in wholes.values() if same_language or _known(parts)]
    return bool(known) and not any(_met(parts, met) for parts in wholes.values())


def _tells(parts: Iterable[Word], same_language: bool) -> bool:
    """Whether a name speaks by being absent. Abbreviations of one text (CAAC) are often spelt out in the other."""
    return (same_language or _known(parts)) and not all(word.shown.isupper() for word in parts)


def _met(parts: Iterable[Word], met: dict[str, float]) -> bool:
    return any(word.key in met for word in parts)


def _known(parts: Iterable[Word]) -> bool:
    return all(word.known for word in parts)
