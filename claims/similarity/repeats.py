"""One document that says one thing twice, with two figures of which one looks like the other miswritten.

A headline has 4.3万 and the text 43万. Figures alike are found by their digits; then the words decide, and precision
goes first: the words of the one clause are all in the other, and nothing tells that another group, place, time or
share is meant. Two values of one sentence are two values.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from claims.similarity.aliases import Aliases
from claims.similarity.dimensions import could_be_taken
from claims.similarity.features import among, told
from claims.similarity.frequencies import Frequencies
from claims.similarity.likelihood import FIRST, Weights
from claims.similarity.portrait import Portrait
from claims.similarity.scoring import Comparison, compare
from claims.similarity.statement import Reason, Statement
from claims.similarity.weighing import Weighed
from sources.reading.wordlists import words as listed
from sources.values import DATE, Slip, Value, slip_between

_LEAST_SCORE, _LEAST_CHANCE = 0.55, 0.6
_HELD, _HELD_BY_THE_OTHER = 0.95, 0.6  # the shares of the clauses' words that the other side has
_MOST_ALIKE = 40  # values of one document with the same digits: beyond that they tell of a table, not of a slip

_SETS_APART = re.compile(
    r"\b(?:"
    + "|".join(
        listed(
            """
            old older new newer former formerly previous previously earlier another other others second third next last
            all before after later then now today currently initially originally eventually finally already first each
            every per average individual total whole entire nationwide national worldwide global abroad local elsewhere
            only half double target planned expected forecast estimated could would will may maximum minimum record peak
            """
        )
    )
    + r")\b"
    r"|旧|老|新|另|其他|其它|上年|去年|前年|同期|此前|之前|此后|随后|原先|原来|最初|起初|后来|现在|目前|如今|首批|首日|首|再次|上次|第"
    r"|每|平均|人均|日均|单|全国|全球|全市|全省|全县|境内|境外|当地|海外|预计|计划|目标|有望|可能|最多|最少|最高|最低",
    re.IGNORECASE,
)
_MARK = re.compile(r"\b[A-Z]\b|\d+")


Beside = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a document with what its masked words leave out.

    value      as read
    sentence   which of the document's sentences it stands in
    beside     the other values of its sentence: (kind, low, high)
    opens      whether it stands in the title or the first sentence, which say again what the text says
    """

    statement: Statement
    value: Value
    sentence: int
    beside: frozenset[Beside] = frozenset()
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two statements of one document that seem to say one thing, and the slip that would explain their figures."""

    a: Hashable
    b: Hashable
    score: float
    slip: Slip
    reason: Reason


def repeats(
    document: Sequence[Told],
    frequencies: Frequencies,
    aliases: Iterable[Collection[str]] = (),
    weights: Weights = FIRST,
) -> list[Repeat]:
    """The likely repeats within one document, the likeliest first; each statement stands in one at most."""
    by_key = {each.statement.key: each for each in document}
    alike = alike_in_digits({key: each.value for key, each in by_key.items()})
    pairs = [(by_key[a], by_key[b], slip) for a, b in alike if (slip := _slip(by_key[a], by_key[b]))]
    known = Aliases.of(aliases)
    involved = {each.statement.key: each for pair in pairs for each in pair[:2]}
    weighed = {key: Weighed(Portrait(each.statement, known), frequencies) for key, each in involved.items()}
    found = []
    for a, b, slip in pairs:
        compared = compare(weighed[a.statement.key], weighed[b.statement.key])
        if _says_the_same(compared):
            score = weights.probability({**told(compared), **among(compared.score, [], [])})
            if score >= _LEAST_CHANCE:
                found.append(Repeat(a.statement.key, b.statement.key, round(score, 4), slip, compared.reason()))
    return list(_each_once(sorted(found, key=lambda each: (-each.score, str(each.a), str(each.b)))))


def alike_in_digits(values: Mapping[Hashable, Value]) -> list[tuple[Hashable, Hashable]]:
    """Pairs of figures that have the same digits in whatever order: all that a slip leaves alone."""
    by_digits: defaultdict[str, list[Hashable]] = defaultdict(list)
    for key, value in values.items():
        if value.is_one_number:
            digits = sorted(map(str, value.written.number.as_tuple().digits))
            by_digits["".join(digits).strip("0")].append(key)
    every = (combinations(alike, 2) for alike in by_digits.values() if len(alike) <= _MOST_ALIKE)
    return [(a, b) for pairs in every for a, b in pairs if values[a] != values[b]]


def _slip(a: Told, b: Told) -> Slip | None:
    """The slip between two figures, where nothing beside them tells that they are of two things."""
    if a.sentence == b.sentence or not could_be_taken(a.statement.dimension, b.statement.dimension):
        return None
    if a.value.modifier_class != b.value.modifier_class or _are_set_apart(a, b):
        return None
    return slip_between(a.value, b.value)


def _are_set_apart(a: Told, b: Told) -> bool:
    if a.statement.part != b.statement.part:
        return True
    if _words(_SETS_APART, a) != _words(_SETS_APART, b) or not _one_holds_the_other(_words(_MARK, a), _words(_MARK, b)):
        return True
    dates = [{each for each in told.beside if each[0] == DATE} for told in (a, b)]
    if bool(dates[0]) != bool(dates[1]):
        return not (b.opens if dates[0] else a.opens)
    return not _one_holds_the_other(*dates) or not _one_holds_the_other(a.beside - dates[0], b.beside - dates[1])


def _words(pattern: re.Pattern[str], told: Told) -> set[str]:
    """What of its clause is of this pattern; values are masked there."""
    return {word.lower() for word in pattern.findall(told.statement.clause)}


def _one_holds_the_other(one: Iterable[object], other: Iterable[object]) -> bool:
    ours, theirs = set(one), set(other)
    return ours <= theirs or theirs <= ours


def _says_the_same(found: Comparison) -> bool:
    less, more = sorted((found.a.coverage, found.b.coverage))
    if found.score < _LEAST_SCORE or more < _HELD or less < _HELD_BY_THE_OTHER or found.clashes:
        return False
    return not found.names.missing_a and not found.names.missing_b and found.nearest_names is not False


def _each_once(found: Iterable[Repeat]) -> Iterator[Repeat]:
    taken: set[Hashable] = set()
    for each in found:
        if not {each.a, each.b} & taken:
            taken |= {each.a, each.b}
            yield each
