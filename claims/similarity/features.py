"""What a comparison of two statements tells, as named numbers: what `likelihood` weighs.

Every number is the same whichever side is called `a`, and most lie between 0 and 1, so that weights can be read.
"""

import math
from collections.abc import Sequence

from claims.similarity.scoring import Comparison, Side
from claims.similarity.statement import Statement
from sources.units import PERSON
from sources.values import DATE

_FULL = 12.0  # nats from which on shared words tell no more
_MOST_NAMES = 3
_NAMED_OTHERWISE = 2  # names apart that it counts for where nobody is named in both clauses
_FAR = 0.8  # the logarithm of a ratio of scores beyond which no rival matters
_NO_RIVAL = 0.5  # what stands for the margin where there is none
_TOLD_IF_SO = {"age", "ordinal", "bound"}  # an age group or a round is told where it is meant
_NO_SCORE = 0.02  # below it scores tell no more


def told(found: Comparison) -> dict[str, float]:
    """The features of a pair by itself."""
    a, b = found.a, found.b
    ours, theirs = a.portrait.statement, b.portrait.statement
    apart = sorted((len(found.names.missing_a), len(found.names.missing_b)))
    names_apart = max(apart[0], _NAMED_OTHERWISE) if _are_named_otherwise(found) else apart[0]
    agreeing, differing, of_one = _qualifiers(ours, theirs)
    return {
        "score": math.log(max(found.score, _NO_SCORE)),
        "heaviest_own_word": _nats(min(_heaviest_held(a), _heaviest_held(b))),
        "evidence": _nats(min(a.clause, b.clause)),
        "surroundings": min(_around(a), _around(b)),
        "names_apart": min(names_apart, _MOST_NAMES) / _MOST_NAMES,
        "names_of_one": min(apart[1] - apart[0], _MOST_NAMES) / _MOST_NAMES,
        "nearest_name_apart": float(found.nearest_names is False),
        "noun_missing": float(a.noun_is_missing) + float(b.noun_is_missing),
        "counted_apart": float(_counted_apart(a, b)),
        "other_part": float(ours.part != theirs.part),
        "qualifiers_equal": min(2.0, agreeing),
        "qualifiers_differ": min(2.0, differing),
        "qualifiers_of_one": min(2.0, of_one),
        "opposed": float(found.opposed),
        "date": float(ours.dimension == DATE),
        "duration": float(ours.dimension == "duration"),
    }


def _are_named_otherwise(found: Comparison) -> bool:
    """Whether each clause names somebody of whom the other side knows nothing, and nobody is named in both clauses:
    whom the whole dossier is about tells nothing by standing in the title."""
    if not found.names.missing_a or not found.names.missing_b:
        return False
    named = ((side, parts) for side in (found.a, found.b) for parts in side.portrait.named_in_clause.values())
    return not any(side.met_in_clause(word.key) for side, parts in named for word in parts)


def _nats(weight: float) -> float:
    return math.log1p(min(weight, _FULL)) / math.log1p(_FULL)


def _around(side: Side) -> float:
    beyond = side.weights.whole - side.weights.clause
    return (side.whole - side.clause) / beyond if beyond > 0 else 0.0


def _heaviest_held(side: Side) -> float:
    asks = side.weights.asks
    held = (asks[p.word.key] * side.met_in_clause(p.word.key) for p in side.portrait.focus)
    return max(held, default=0.0)


def _qualifiers(a: Statement, b: Statement) -> tuple[float, float, float]:
    """How many kinds of qualifiers are the same, how many differ, and how many are told of one side alone."""
    ours, theirs = (dict(each.split("=", 1) for each in side.qualifiers) for side in (a, b))
    common = ours.keys() & theirs.keys()
    agreeing = sum(ours[kind] == theirs[kind] for kind in common)
    alone = (ours.keys() ^ theirs.keys()) & _TOLD_IF_SO
    if ours.get("period") == theirs.get("period") == "quarter":
        alone -= {"ordinal"}  # which quarter is told once, and often before
    if "round" in common:
        alone -= {"ordinal"}
    return float(agreeing), float(len(common) - agreeing), float(len(alone))


def _counted_apart(a: Side, b: Side) -> bool:
    """Whether people are counted on one side, and on the other something that the first does not speak of."""
    return any(
        one.portrait.statement.dimension == PERSON != other.portrait.statement.dimension and other.noun_is_missing
        for one, other in ((a, b), (b, a))
    )


def among(score: float, ours: Sequence[float], theirs: Sequence[float]) -> dict[str, float]:
    """The features of a pair among its rivals.

    ours, theirs   the scores of the other pairs of `a` in the document of `b`, and of `b` in that of `a`
    """
    margins = sorted((margin(score, ours), margin(score, theirs)))
    return {"margin": margins[0], "margin_of_one": margins[1], "best_of_both": float(margins[0] >= 0)}


def margin(score: float, rivals: Sequence[float]) -> float:
    """The logarithm of how many times as high a score is as the best of its rivals."""
    if not rivals:
        return _NO_RIVAL
    return max(-_FAR, min(_FAR, math.log(max(score, _NO_SCORE) / max(max(rivals), _NO_SCORE))))
