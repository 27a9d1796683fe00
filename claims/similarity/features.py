"""What a comparison of two statements tells, as named numbers: what `likelihood` weighs.

Every number is the same whichever side is called `a`, and most lie between 0 and 1, so that weights can be read.
"""

import math
from collections.abc import Sequence

from claims.similarity.scoring import MATCHED, Comparison, Side, clash
from claims.similarity.statement import Statement
from sources.values import ANY_COUNT, DATE

_FULL = 12.0  # nats from which on shared words tell no more
_MOST_NAMES = 3
_FAR = 1.5  # the logarithm of a ratio of scores beyond which no rival matters
_LONG = 12  # words of a clause from which on it is no short one


def told(found: Comparison) -> dict[str, float]:
    """The features of a pair by itself."""
    a, b = found.a, found.b
    ours, theirs = a.portrait.statement, b.portrait.statement
    foreign = ours.language != theirs.language
    apart = sorted((len(found.names.missing_a), len(found.names.missing_b)))
    elsewhere = sorted((_named_elsewhere(a), _named_elsewhere(b)))
    focus = sorted((_focus(a), _focus(b)))
    clause = sorted((_clause(a), _clause(b)))
    lacking = sorted((_heaviest_lacking(a), _heaviest_lacking(b)))
    agreeing, differing = _qualifiers(ours, theirs)
    return {
        "score": math.log(max(found.score, 0.02)),
        "own_words": focus[0],
        "own_words_of_one": focus[1],
        "clause": clause[0],
        "clause_of_one": clause[1],
        "evidence": _nats(min(a.clause, b.clause)),
        "breadth": _nats(min(a.breadth, b.breadth) / 3),
        "deed": _nats(min(a.deed, b.deed)),
        "surroundings": min(_around(a), _around(b)),
        "heaviest_own_word": _nats(min(_heaviest_held(a), _heaviest_held(b))),
        "clash": clash(a, b),
        "lacking": lacking[0] / 4,
        "lacking_of_one": lacking[1] / 4,
        "names_shared": min(len(found.names.shared), _MOST_NAMES) / _MOST_NAMES,
        "names_apart": min(apart[0], _MOST_NAMES) / _MOST_NAMES,
        "names_of_one": min(apart[1] - apart[0], _MOST_NAMES) / _MOST_NAMES,
        "named_elsewhere": elsewhere[0],
        "named_elsewhere_by_one": elsewhere[1],
        "noun_shared": float(_nouns_meet(a, b)),
        "noun_missing": float(a.noun_is_missing) + float(b.noun_is_missing),
        "other_part": float(ours.part != theirs.part),
        "same_change": float(ours.part == theirs.part != ""),
        "qualifiers_equal": min(2.0, agreeing),
        "qualifiers_differ": min(2.0, differing),
        "qualifiers_of_one": float(len(set(_kinds(ours)) ^ set(_kinds(theirs)))) / 2,
        "opposed": float(found.opposed),
        "unit_unsure": float(ours.dimension != theirs.dimension),
        "bare_count": float(ours.dimension == theirs.dimension == ANY_COUNT),
        "date": float(ours.dimension == DATE),
        "foreign": float(foreign),
        "chinese": float(ours.language == theirs.language == "zh"),
        "short": 1 - min(1.0, min(len(a.portrait.clause), len(b.portrait.clause)) / _LONG),
        "bare": float(min(len(a.portrait.focus), len(b.portrait.focus)) <= 1),
    }


def _nats(weight: float) -> float:
    return math.log1p(min(weight, _FULL)) / math.log1p(_FULL)


def _focus(side: Side) -> float:
    return side.focus / side.weights.focus if side.weights.focus else 0.0


def _clause(side: Side) -> float:
    return side.clause / side.weights.clause if side.weights.clause else 0.0


def _around(side: Side) -> float:
    beyond = side.weights.whole - side.weights.clause
    return (side.whole - side.clause) / beyond if beyond > 0 else 0.0


def _heaviest_held(side: Side) -> float:
    asks = side.weights.asks
    held = (asks[p.word.key] * side.met_in_clause(p.word.key) for p in side.portrait.focus)
    return max(held, default=0.0)


def _heaviest_lacking(side: Side) -> float:
    asks = side.weights.asks
    keys = [p.word.key for p in side.portrait.focus if p.word.known]
    return max((asks[key] * (1 - min(1.0, side.met_in_clause(key))) for key in keys), default=0.0)


def _named_elsewhere(side: Side) -> float:
    """The share of the names of a clause that the other side knows, though not in its own clause."""
    wholes = side.portrait.named_in_clause
    known = [parts for parts in wholes.values() if any(side.met.get(word.key, 0) >= MATCHED for word in parts)]
    beyond = [parts for parts in known if all(side.met_in_clause(word.key) < MATCHED for word in parts)]
    return len(beyond) / len(wholes) if wholes else 0.0


def _nouns_meet(a: Side, b: Side) -> bool:
    return bool(a.portrait.nouns and b.portrait.nouns) and not (a.noun_is_missing or b.noun_is_missing)


def _qualifiers(a: Statement, b: Statement) -> tuple[float, float]:
    ours, theirs = (dict(each.split("=", 1) for each in side.qualifiers) for side in (a, b))
    common = ours.keys() & theirs.keys()
    agreeing = sum(ours[kind] == theirs[kind] for kind in common)
    return float(agreeing), float(len(common) - agreeing)


def _kinds(statement: Statement) -> list[str]:
    return [each.partition("=")[0] for each in statement.qualifiers if not each.startswith("year")]


def among(score: float, ours: Sequence[float], theirs: Sequence[float]) -> dict[str, float]:
    """The features of a pair among its rivals.

    ours, theirs   the scores of the other pairs of `a` in the document of `b`, and of `b` in that of `a`
    """
    margins = sorted((_margin(score, ours), _margin(score, theirs)))
    return {
        "margin": margins[0],
        "margin_of_one": margins[1],
        "best_of_both": float(margins[0] >= 0),
        "rivals": math.log1p(min(len(ours), len(theirs))) / 3,
        "no_rival": float(not ours and not theirs),
        "tied": float(abs(margins[0]) < 0.02),
    }


def _margin(score: float, rivals: Sequence[float]) -> float:
    if not rivals:
        return 0.5 * _FAR
    return max(-_FAR, min(_FAR, math.log(max(score, 0.02) / max(max(rivals), 0.02))))
