"""Where a text is lit: passages nested as marks, and in them the values and figures that can be opened.

Passages overlap as people choose them, while marks nest: one that reaches out of another is cut where that one ends,
and goes on after it. Links never nest; they are cut at every edge of a passage. Nothing is lost.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import accumulate, pairwise

Stretch = tuple[int, int, int, "Lit"]
"""Where a passage goes on: start, end with a minus and key put the outermost first."""


@dataclass(frozen=True, slots=True)
class Lit:
    """A passage: how it is lit ("" is not at all), and the claims that rest on it. Offsets are code points."""

    start: int
    end: int
    pk: int
    light: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What can be opened: the value of claims, or a figure that nobody claimed. Offsets are code points."""

    start: int
    end: int
    light: str
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Text, plain or of an anchor; `begins` where the anchor does."""

    text: str
    anchor: Anchor | None = None
    begins: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a passage with what is in it; `begins` where the passage is seen for the first time."""

    lit: Lit
    begins: bool
    nodes: tuple[Node, ...]


Node = Words | Mark


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a text in its order.

    furthest   the end of the passage that reaches furthest, of each and those before it
    """

    lits: tuple[Lit, ...]
    furthest: tuple[int, ...]

    @classmethod
    def of(cls, lits: Iterable[Lit]) -> Passages:
        in_order = tuple(sorted(lits, key=lambda lit: (lit.start, lit.end, lit.pk)))
        return cls(in_order, tuple(accumulate((lit.end for lit in in_order), max)))

    def meeting(self, start: int, end: int) -> list[Lit]:
        """Those that share a code point with the stretch."""
        number, met = bisect_left(self.lits, end, key=lambda lit: lit.start), list[Lit]()
        while number and self.furthest[number - 1] > start:
            number -= 1
            if self.lits[number].end > start:
                met.append(self.lits[number])
        return met


def disjoint(anchors: Iterable[Anchor]) -> list[Anchor]:
    """Anchors cut so that none overlap: where several do, one anchor has the claims of them all, the shortest first.

    It is lit as the shortest of them.
    """
    cut: list[Anchor] = []
    for group in _overlapping(sorted(anchors, key=lambda each: (each.start, each.end))):
        if len(group) == 1:
            cut += group
            continue
        edges = sorted({edge for each in group for edge in (each.start, each.end)})
        for start, end in pairwise(edges):
            over = sorted((e for e in group if e.start < end and e.end > start), key=lambda e: e.end - e.start)
            if over:
                claims = tuple(dict.fromkeys(claim for each in over for claim in each.claims))
                cut.append(Anchor(start, end, over[0].light, claims))
    return cut


def nested(
    text: str, start: int, end: int, passages: Sequence[Lit], anchors: Sequence[Anchor], shown_to: int
) -> tuple[Node, ...]:
    """A stretch of a text as marks and words.

    passages   those that meet the stretch
    anchors    `disjoint` ones, in order
    shown_to   up to where the text was shown before: a passage that starts earlier was begun there
    """
    waiting = [_stretch(start, end, lit) for lit in passages]
    begun = {lit.pk for lit in passages if lit.start < shown_to}
    return tuple(_nodes(text, start, end, waiting, anchors, begun))


def _stretch(start: int, end: int, lit: Lit) -> Stretch:
    return max(lit.start, start), -min(lit.end, end), lit.pk, lit


def _nodes(
    text: str, start: int, end: int, waiting: list[Stretch], anchors: Sequence[Anchor], begun: set[int]
) -> Iterator[Node]:
    heapify(waiting)
    place = start
    while waiting:
        low, minus_high, _, lit = heappop(waiting)
        high = -minus_high
        yield from _words(text, place, low, anchors)
        inside, beyond = list[Stretch](), list[Stretch]()
        while waiting and waiting[0][0] < high:
            _, minus_end, _, other = heappop(waiting)
            inside.append(_stretch(low, high, other))
            if -minus_end > high:
                beyond.append(_stretch(high, -minus_end, other))
        for stretch in beyond:
            heappush(waiting, stretch)
        begins = lit.pk not in begun
        begun.add(lit.pk)
        yield Mark(lit, begins, tuple(_nodes(text, low, high, inside, anchors, begun)))
        place = high
    yield from _words(text, place, end, anchors)


def _words(text: str, start: int, end: int, anchors: Sequence[Anchor]) -> Iterator[Words]:
    if start >= end:
        return
    place = start
    number = bisect_right(anchors, start, key=lambda anchor: anchor.end)
    while number < len(anchors) and anchors[number].start < end:
        anchor = anchors[number]
        low, high = max(anchor.start, place), min(anchor.end, end)
        if low > place:
            yield Words(text[place:low])
        yield Words(text[low:high], anchor, begins=low == anchor.start)
        place, number = high, number + 1
    if place < end:
        yield Words(text[place:end])


def _overlapping(anchors: Sequence[Anchor]) -> Iterator[list[Anchor]]:
    """The anchors, in order of start, in groups that hang together."""
    group: list[Anchor] = []
    furthest = 0
    for anchor in anchors:
        if group and anchor.start >= furthest:
            yield group
            group = []
        group.append(anchor)
        furthest = max(furthest, anchor.end)
    if group:
        yield group
