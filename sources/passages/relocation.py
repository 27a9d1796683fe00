"""What became of a passage in a newer text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from sources.passages.candidates import (
    AGREES,
    Passage,
    Place,
    candidates,
    likest,
    nearest,
    occurrences,
    placed,
    surroundings,
    weight,
)
from sources.passages.facts import same_facts_at, whole_figures
from sources.passages.folding import Folded, folded
from sources.passages.quotes import CONTEXT, quote_at

_LONG_ENOUGH = 20  # letters a passage needs to be known by its own words alone; a Han sign is two
_MANY = 64  # copies of a passage that are looked at one by one
_NEXT = 4
_CLEARLY = 6.0  # signs by which one place must fit better than the next
_FURTHER_OFF = 12.0  # signs that one whole side of the wider surroundings is worth
_ALIKE_BETWEEN = 0.5  # of the words, where both sides agree
_ALIKE_BESIDE = 0.78  # where one does
_EDITS_AMONG_STRANGERS = 0.08  # of the signs, where none does
_EDITS_FORGONE = 1.25  # less this: a short passage among strangers may not differ at all
_PLAINLY = 26.0  # signs of both sides: such a place needs no rivals looked for
_WORTH_A_LOOK = 0.6
_TWINS = 2.0  # percent by which a twin's words may be less like than the passage's own


class State(StrEnum):
    """What became of a passage in a newer text (DESIGN 6)."""

    EXACT = "exact"
    MOVED = "moved"
    EDITED = "edited"
    NUMBERS_CHANGED = "numbers changed"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Relocation:
    """Where the passage stands now, and how sure that is (0 to 1).

    exact             the same letters at the same offsets: the stored passage holds as it is
    moved             the same words elsewhere; white space, and kinds of quotes, dashes and widths aside
    edited            other words, the same figures, units, dates and negations
    numbers changed   the place is known, what it says is not the same
    ambiguous, gone   no place: `start` and `end` are None, so that nothing can rest on a guess. `likeliest` is the
                      span to lay before a person, where there is one
    """

    state: State
    start: int | None
    end: int | None
    score: float
    likeliest: tuple[int, int] | None = None


def relocate(old: str, new: str, start: int, end: int) -> Relocation:
    """Where the passage old[start:end] stands in the new text. Raises ValueError for a span that is none."""
    quote = quote_at(old, start, end)
    first = start - len(quote.prefix)
    if new[first : end + CONTEXT] == old[first : end + CONTEXT]:
        return Relocation(State.EXACT, start, end, 1.0)
    before, after = folded(old), folded(new)
    passage = Passage(before, before.index(start), before.index(end))
    if not len(passage):
        return Relocation(State.GONE, None, None, 0.0)
    return _by_its_words(passage, after) or _by_likeness(passage, after)


def _by_its_words(passage: Passage, new: Folded) -> Relocation | None:
    """Of the places with the same words the one with the same neighbours; None where the words are nowhere."""
    signs, size = passage.signs, len(passage)
    copies = occurrences(new.signs, signs)
    if not copies:
        return None
    if len(copies) > _MANY:
        copies = _beside_a_neighbour(passage, new, copies)
    own = occurrences(passage.text.signs, signs)
    found = [placed(passage, new, start, start + size) for start in copies]
    found.sort(key=lambda place: (-place.sides, abs(place.start - passage.start)))
    best = found[0]
    if len(found) == len(own) == 1:
        is_known = weight(signs) >= _LONG_ENOUGH or best.sides >= AGREES
        return _settled(passage, new, best) if is_known else _unsettled(passage, new, best)
    twins = (Passage(passage.text, start, start + size) for start in own[:_MANY] if abs(start - passage.start) >= size)
    is_ours = all(placed(twin, new, best.start, best.end).sides <= best.sides - _CLEARLY for twin in twins)
    apart = (place for place in found if abs(place.start - best.start) >= size)
    is_clear = is_ours and all(_margin(passage, new, best, rival) >= _CLEARLY for rival in apart)
    if best.sides >= AGREES and is_clear:
        return _settled(passage, new, best)
    return _unsettled(passage, new, best)


def _beside_a_neighbour(passage: Passage, new: Folded, copies: list[int]) -> list[int]:
    """Of many copies those next to a neighbour of old, or, where there is none, the one nearest by."""
    size, before, after = len(passage), passage.before[-_NEXT:], passage.after[:_NEXT]
    beside = [
        start
        for start in copies
        if new.signs.startswith(before, start - len(before)) or new.signs.startswith(after, start + size)
    ]
    return beside[:_MANY] or [min(copies, key=lambda start: abs(start - passage.start))]


def _by_likeness(passage: Passage, new: Folded) -> Relocation:
    """The place that fits best, if its words and its neighbours are near enough."""
    best = likest(passage, new)
    if best is not None and min(best.left, best.right) >= _PLAINLY and _is_ours(passage, new, best):
        return _settled(passage, new, best)
    found = candidates(passage, new, best)
    known = [place for place in found if _is_known(passage, place, new)]
    ours = [place for place in known if _is_ours(passage, new, place)]
    if ours:
        return _best_of(passage, new, ours)
    for place in sorted(found, key=lambda place: -place.likeness):
        if place.likeness >= _WORTH_A_LOOK and _lead_over_twin(passage, new, place) > -_CLEARLY:
            return _unsettled(passage, new, place)
    return Relocation(State.GONE, None, None, 0.0)


def _best_of(passage: Passage, new: Folded, places: list[Place]) -> Relocation:
    """The one that fits best, where it does so clearly and no other has its words more nearly."""
    best = places[0]
    for place in places:
        if _margin(passage, new, best, place) < 0:
            best = place
    apart = [place for place in places if place.start >= best.end or place.end <= best.start]
    is_clear = all(_margin(passage, new, best, rival) >= _CLEARLY for rival in apart)
    if is_clear and all(best.edits - rival.edits < _CLEARLY / 2 for rival in apart):
        return _settled(passage, new, best)
    return _unsettled(passage, new, best)


def _is_ours(passage: Passage, new: Folded, place: Place) -> bool:
    """Whether what stands there is the passage's, and of no other part of the old text."""
    return _lead_over_twin(passage, new, place) > 0 and not _is_carried_over(passage, new, place)


def _margin(passage: Passage, new: Folded, one: Place, other: Place) -> float:
    """By how many signs the one place fits better than the other; what stands further off decides between equals."""
    margin = one.fit - other.fit
    if abs(margin) < _CLEARLY:
        margin += _FURTHER_OFF * (surroundings(passage, new, one) - surroundings(passage, new, other))
    return margin


def _lead_over_twin(passage: Passage, new: Folded, place: Place) -> float:
    """By how many signs what stands there fits the passage better than it fits its nearest twin in the old text."""
    old, found = passage.text, Passage(new, place.start, place.end)
    least = 100 * place.likeness - _TWINS
    twins = (nearest(found, old, *part, least) for part in ((0, passage.start), (passage.end, len(old.signs))))
    twin = max((twin for twin in twins if twin is not None), key=lambda twin: twin.fit, default=None)
    if twin is None:
        return place.fit
    lead = place.fit - twin.fit
    if abs(lead) < _CLEARLY:
        lead += _FURTHER_OFF * (surroundings(passage, new, place) - surroundings(found, old, twin))
    return lead


def _is_known(passage: Passage, place: Place, new: Folded) -> bool:
    """Whether a place with other words is the passage's: the fewer its neighbours agree, the more its words must."""
    if min(place.left, place.right) >= AGREES and place.likeness >= _ALIKE_BETWEEN:
        return True
    if min(place.left, place.right) >= 2 * AGREES and weight(passage.signs) < _LONG_ENOUGH:
        return place.end - place.start <= _LONG_ENOUGH
    sides = place.sides if place.sides >= 2 * AGREES or _is_distinct(passage, place) else 0.0
    if sides >= AGREES:
        return place.likeness >= _ALIKE_BESIDE
    words = passage.text.cased[passage.start : passage.end]
    edits = Levenshtein.distance(words, new.cased[place.start : place.end])
    return edits <= _EDITS_AMONG_STRANGERS * len(passage) - _EDITS_FORGONE + sides / 4


def _is_distinct(passage: Passage, place: Place) -> bool:
    """Whether the neighbours that agree stand nowhere else in the old text, as formulas of speech and markup do."""
    left, right = int(place.left), int(place.right)
    sides = passage.before[-left:] if left else "", passage.after[:right]
    return any(len(side) and passage.text.signs.count(side) == 1 for side in sides)


def _is_carried_over(passage: Passage, new: Folded, place: Place) -> bool:
    """Whether what stands there, with its neighbours, is word for word of the old text around the passage.

    Two pieces may meet there: where a passage was cut out, what stood before it and after it does.
    """
    now = Passage(new, place.start, place.end)
    if (now.before, now.after) == (passage.before, passage.after):
        return False
    window = new.signs[max(0, place.start - CONTEXT) : place.end + CONTEXT]
    elsewhere = f"{passage.text.signs[: passage.start]}\n{passage.text.signs[passage.end :]}"
    for _ in range(2):
        length = bisect_left(range(1, len(window) + 1), True, key=lambda size: window[:size] not in elsewhere)
        window = window[length:]
    return not window


def _settled(passage: Passage, new: Folded, place: Place) -> Relocation:
    old, was, span = passage.text, passage.span, new.span(place.start, place.end)
    if whole_figures(old.text, *was) == was:
        span = whole_figures(new.text, *span)
    if not same_facts_at(old.text, was, new.text, span):
        state = State.NUMBERS_CHANGED
    elif old.cased[passage.start : passage.end] != new.cased[place.start : place.end]:
        state = State.EDITED
    elif was == span and old.text[slice(*was)] == new.text[slice(*span)]:
        state = State.EXACT
    else:
        state = State.MOVED
    return Relocation(state, *span, _score(passage, place))


def _unsettled(passage: Passage, new: Folded, place: Place) -> Relocation:
    return Relocation(State.AMBIGUOUS, None, None, _score(passage, place), new.span(place.start, place.end))


def _score(passage: Passage, place: Place) -> float:
    """What of the passage and its neighbours is kept, 0 to 1; the words count double."""
    before, after = len(passage.before), len(passage.after)
    kept = 2 * max(0, len(passage) - place.edits) + min(place.left, before) + min(place.right, after)
    return round(kept / (2 * len(passage) + before + after), 4)
