"""The places of a newer text that a passage may have gone to, and how well each fits. Counted in signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Opcodes

from sources.passages.folding import Folded
from sources.passages.quotes import CONTEXT

AGREES = 8.0
"""Neighbouring signs of one side that must agree before the side counts."""

_EDGE = 8.0  # what it is worth that both texts begin, or end, with the passage
_HAN = "\u2e80"  # from here on signs are Han, of which four say as much as eight letters
_FEW = 4
_WIDER = 160  # signs of each side that decide between twins
_REACHES = ((_FEW, 1.0), (8, 0.75), (16, 0.7), (32, 0.6))  # how alike the nearest signs of a side must be
_LEAST_ALIKE = 50.0
_MOST_RIVALS = 8
_CLOSE = 12.0  # percent: how near to the best a rival's words must come
_SOLID = 3  # equal signs in a row that hold an end of the passage
_PLAY = 2  # signs by which that end may still be off


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a text, in signs, with its neighbours."""

    text: Folded
    start: int
    end: int

    @property
    def signs(self) -> str:
        return self.text.signs[self.start : self.end]

    @property
    def before(self) -> str:
        return self.text.signs[max(0, self.start - CONTEXT) : self.start]

    @property
    def after(self) -> str:
        return self.text.signs[self.end : self.end + CONTEXT]

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the text."""
        return self.text.span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a text and how well it fits a passage, all counted in signs.

    likeness      of its words to the passage's, 0 to 1
    edits         signs put in, left out or exchanged
    left, right   signs of each side that it keeps
    fit           what it keeps altogether; the words count double
    """

    start: int
    end: int
    likeness: float
    edits: int
    left: float
    right: float
    fit: float

    @property
    def sides(self) -> float:
        return self.left + self.right


def placed(passage: Passage, text: Folded, start: int, end: int) -> Place:
    """How well that span of a text fits the passage."""
    other = Passage(text, start, end)
    edits = Levenshtein.distance(passage.signs, other.signs)
    left = _agreeing(passage.before[::-1], other.before[::-1])
    right = _agreeing(passage.after, other.after)
    likeness = 1 - edits / max(len(passage), len(other))
    return Place(start, end, likeness, edits, left, right, 2 * (len(passage) - edits) + left + right)


def surroundings(passage: Passage, text: Folded, place: Place) -> float:
    """How like the wider surroundings are, 0 to 1 for each side."""
    sides = (
        (
            passage.text.signs[max(0, passage.start - _WIDER) : passage.start],
            text.signs[max(0, place.start - _WIDER) : place.start],
        ),
        (passage.text.signs[passage.end : passage.end + _WIDER], text.signs[place.end : place.end + _WIDER]),
    )
    return sum(alike(*side) for side in sides)


def alike(a: str, b: str) -> float:
    """0 to 1, by edits."""
    return float(Levenshtein.normalized_similarity(a, b))


def weight(signs: str) -> int:
    """How much signs say, in letters: a Han sign says as much as two."""
    return len(signs) + sum(sign > _HAN for sign in signs)


def _agreeing(old: str, new: str) -> float:
    """How many signs of one side agree, read away from the passage; 0 where the nearest ones do not."""
    if old == new:
        return len(old) + (_EDGE if len(old) < CONTEXT else 0.0)
    best = 0.0
    for reach, least in _REACHES:
        nearby = old[:reach]
        if nearby and (likeness := alike(nearby, new[:reach])) >= least:
            best = max(best, likeness * len(nearby))
    if old[:1] > _HAN and old[:_FEW] == new[:_FEW]:
        best = max(best, AGREES)
    return best


def occurrences(signs: str, wanted: str) -> list[int]:
    """Where the signs stand, overlapping ones too."""
    found, place = [], signs.find(wanted)
    while place >= 0:
        found.append(place)
        place = signs.find(wanted, place + 1)
    return found


def likest(passage: Passage, new: Folded) -> Place | None:
    """The place whose words are most like the passage's; None where none is half like them."""
    return nearest(passage, new, 0, len(new.signs), _LEAST_ALIKE)


def candidates(passage: Passage, new: Folded, best: Place | None) -> list[Place]:
    """Besides the likest: its rivals and what stands between the passage's old neighbours; the best fit first."""
    found = {*_between_neighbours(passage, new)}
    if best is not None:
        found |= {best, *_rivals(passage, new, best)}
    return sorted(found, key=lambda place: (-place.fit, abs(place.start - passage.start)))


def _rivals(passage: Passage, new: Folded, best: Place) -> list[Place]:
    """The places besides the best whose words are nearly as like: the twins of the passage."""
    least = max(_LEAST_ALIKE, 100 * best.likeness - _CLOSE)
    found: list[Place] = []
    stretches = [(0, best.start), (best.end, len(new.signs))]
    while stretches and len(found) < _MOST_RIVALS:
        first, last = stretches.pop()
        rival = nearest(passage, new, first, last, least)
        if rival is not None:
            found.append(rival)
            stretches += [(first, rival.start), (rival.end, last)]
    return found


def nearest(passage: Passage, text: Folded, first: int, last: int, least: float) -> Place | None:
    """The place in text[first:last], counted in signs, whose words are most like; None below `least` percent."""
    stretch = text.signs[first:last]
    if len(stretch) < len(passage) // 2:
        return None
    rough = fuzz.partial_ratio_alignment(passage.signs, stretch, score_cutoff=least)
    if rough is None or rough.dest_end <= rough.dest_start:
        return None
    return _aligned(passage, text, first + rough.dest_start, first + rough.dest_end, first, last)


def _aligned(passage: Passage, text: Folded, low: int, high: int, first: int, last: int) -> Place:
    """The place within text[first:last], its ends put where the outer solid runs of equal signs have them."""
    signs, pad = passage.signs, 4 + len(passage) // 16
    origin = max(first, low - pad)
    window = text.signs[origin : min(last, high + pad)]
    runs = [run for run in Levenshtein.opcodes(signs, window) if run.tag == "equal"]
    solid = [run for run in runs if run.src_end - run.src_start >= _SOLID]
    lows = {origin + run.dest_start - run.src_start for run in solid[:2]} or {low}
    highs = {origin + run.dest_end + len(signs) - run.src_end for run in solid[-2:]} or {high}
    before, after = passage.before[: -_FEW - 1 : -1], passage.after[:_FEW]

    def misfit(low: int, high: int) -> tuple[float, int]:
        """Edits, less what the nearest neighbours speak for it: an end among equals goes where they agree."""
        same = _same_first(before, text.signs[max(0, low - _FEW) : low][::-1])
        same += _same_first(after, text.signs[high : high + _FEW])
        return Levenshtein.distance(signs, text.signs[low:high]) - same / _FEW, abs(high - low - len(signs))

    high = max(first + 1, min(last, max(highs)))
    low = min(
        (place for place in _near(lows) if first <= place < high), key=lambda place: misfit(place, high), default=low
    )
    high = min(
        (place for place in _near(highs) if low < place <= last), key=lambda place: misfit(low, place), default=high
    )
    return placed(passage, text, low, high)


def _near(places: set[int]) -> list[int]:
    return sorted({place + play for place in places for play in range(-_PLAY, _PLAY + 1)})


def _same_first(a: str, b: str) -> int:
    """How many signs both begin with."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((count for count, (one, other) in pairs if one != other), min(len(a), len(b)))


def _between_neighbours(passage: Passage, new: Folded) -> Iterator[Place]:
    """What now stands between the passage's old neighbours."""
    before, after = passage.before, passage.after
    wanted = before + passage.signs + after
    rough = fuzz.partial_ratio_alignment(wanted, new.signs, score_cutoff=_LEAST_ALIKE)
    if rough is None or rough.dest_end <= rough.dest_start:
        return
    window = new.signs[rough.dest_start : rough.dest_end]
    runs = Levenshtein.opcodes(wanted, window)
    low, high = _carried(runs, len(before)), _carried(runs, len(before) + len(passage))
    if high > low:
        place = placed(passage, new, rough.dest_start + low, rough.dest_start + high)
        if min(place.left, place.right) >= AGREES:
            yield place


def _carried(runs: Opcodes, place: int) -> int:
    """Where a place of the one text comes to stand in the other."""
    for run in runs:
        if run.src_start <= place < run.src_end:
            return int(min(run.dest_start + place - run.src_start, run.dest_end))
    return int(runs.dest_len)
