"""Where a quote stands in a text, and where it stands in a newer capture of it. Offsets are code points.

A passage is carried over only on evidence: its words, or nearly its words between its old neighbours. What has
neither is *ambiguous* or *gone*, and goes to a person. Numbers and negations are compared as such, because no
measure of letters tells a changed fact from a typing error.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

CONTEXT = 32  # characters of each side, as Hypothesis keeps them
_ALIKE = 0.78  # of the quote, where its neighbours agree
_NEIGHBOURLY = 0.55  # of the better side of the context
_INTACT = 0.93  # of the quote, where it stands among strangers
_LONG_ENOUGH = 12  # signs a quote needs to be known without its neighbours
_CLEARLY_BETTER = 0.05
_SEED = 4
_CANDIDATES = 4

_SIGNS = str.maketrans(
    "“”„«»「」『』‘’‛，；：？！（）。—–‐‑―０１２３４５６７８９％～", '"""""""""\'\'\',;:?!().-----0123456789%~'
)
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(万亿|[万亿千百]|%|thousand|million|billion|trillion)?")
_BLANK_IN_FIGURE = re.compile(r"(?<=[\d万])\s+(?=[万亿千百%]|thousand|[mbtr]+illion|\.\s*\d)|(?<=\d\.)\s+(?=\d)")
_FACTORS = {"万": 4, "亿": 8, "万亿": 12, "千": 3, "百": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_NEGATION = re.compile(r"[不没未无非否]|\b(?:not|no|never|none|neither|nor|without|cannot)\b|n't\b")


class State(StrEnum):
    """What became of a passage in a newer text (DESIGN 6)."""

    EXACT = "exact"
    MOVED = "moved"
    EDITED = "edited"
    NUMBERS_CHANGED = "numbers changed"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a text with the words before and after it, as W3C's TextQuoteSelector has them."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Relocation:
    """Where the passage stands now, and how sure that is (0 to 1).

    exact and moved have the same words, white space aside; `start` and `end` are None where it is gone. Of an
    ambiguous one they name the likeliest place: a person decides, nothing may rest on it.
    """

    state: State
    start: int | None
    end: int | None
    score: float


def quote_at(text: str, start: int, end: int, context: int = CONTEXT) -> Quote:
    """The quote of that span. Raises ValueError for a span that is empty or not within the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span of this text: {start} to {end} of {len(text)}")
    return Quote(text[start:end], text[max(0, start - context) : start], text[end : end + context], start, end)


def holds(text: str, quote: Quote) -> bool:
    """Whether the text says the quote, to the letter, at its place."""
    return 0 <= quote.start < quote.end and text[quote.start : quote.end] == quote.exact


@dataclass(frozen=True)
class _Folded:
    """A text without white space, case, and kinds of quotes and dashes; `places` leads back to the text."""

    text: str
    signs: str
    places: list[int]

    def index(self, place: int) -> int:
        """The first sign at that place of the text or after it."""
        return bisect_left(self.places, place)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text that these signs cover, end exclusive."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=8)
def _folded(text: str) -> _Folded:
    signs = "".join(text.split()).translate(_SIGNS)
    lowered = signs.lower()
    places = [place for place, character in enumerate(text) if not character.isspace()]
    return _Folded(text, lowered if len(lowered) == len(signs) else signs, places)


@dataclass(frozen=True, slots=True)
class _Found:
    """A place the passage may have gone to, in signs, with the likeness of its words and of its neighbours."""

    start: int
    end: int
    likeness: float
    neighbours: float

    @property
    def score(self) -> float:
        return 0.6 * self.likeness + 0.4 * self.neighbours


@dataclass(frozen=True)
class _Passage:
    """The passage in the old text, in signs."""

    old: _Folded
    start: int
    end: int

    @property
    def signs(self) -> str:
        return self.old.signs[self.start : self.end]

    def neighbours_at(self, new: _Folded, start: int, end: int) -> float:
        """How like the better side of its context is to what stands there, 0 to 1; the edge of a text is a side."""
        before, after = self.old.signs[max(0, self.start - CONTEXT) : self.start], self.old.signs[self.end :][:CONTEXT]
        now_before, now_after = new.signs[max(0, start - CONTEXT) : start], new.signs[end : end + CONTEXT]
        return max(_likeness(before, now_before), _likeness(after, now_after))


def _likeness(a: str, b: str) -> float:
    if not a or not b:
        return float(a == b)
    return float(Levenshtein.normalized_similarity(a, b))


def relocate(old: str, new: str, start: int, end: int) -> Relocation:
    """Where the passage old[start:end] stands in the new text. Raises ValueError for a span that is none."""
    quote = quote_at(old, start, end)
    if not quote.exact.strip():
        raise ValueError("the passage is nothing but white space")
    before, after = _folded(old), _folded(new)
    passage = _Passage(before, before.index(start), before.index(end))
    if new[start:end] == quote.exact:
        found = _found(passage, after, after.index(start), after.index(end), 1.0)
        if found.neighbours == 1.0:
            return _relocation(passage, after, found, State.EXACT)
    return _by_its_words(passage, after) or _by_likeness(passage, after)


def _found(passage: _Passage, new: _Folded, start: int, end: int, likeness: float) -> _Found:
    return _Found(start, end, likeness, passage.neighbours_at(new, start, end))


def _by_its_words(passage: _Passage, new: _Folded) -> Relocation | None:
    """Of the places with the same words the one with the same neighbours; None where the words are nowhere."""
    length = passage.end - passage.start
    starts = _occurrences(new.signs, passage.signs)
    found = [_found(passage, new, start, start + length, 1.0) for start in starts]
    found.sort(key=lambda place: (-place.neighbours, abs(place.start - passage.start)))
    if not found:
        return None
    best, copies = found[0], len(_occurrences(passage.old.signs, passage.signs))
    if len(found) == 1 and copies == 1 and (length >= _LONG_ENOUGH or best.neighbours >= _NEIGHBOURLY):
        return _relocation(passage, new, best, State.MOVED)
    is_clear = len(found) == 1 or best.neighbours - found[1].neighbours > _CLEARLY_BETTER
    if best.neighbours >= _NEIGHBOURLY and is_clear:
        return _relocation(passage, new, best, State.MOVED)
    return _relocation(passage, new, best, State.AMBIGUOUS)


def _occurrences(signs: str, wanted: str) -> list[int]:
    places, place = [], signs.find(wanted)
    while place >= 0:
        places.append(place)
        place = signs.find(wanted, place + 1)
    return places


def _by_likeness(passage: _Passage, new: _Folded) -> Relocation:
    """The place whose words are nearest, if they and their neighbours are near enough."""
    found = sorted(_candidates(passage, new), key=lambda place: -place.score)
    best = next((place for place in found if place.likeness >= _ALIKE), None)
    if best is None or _is_another_passage(passage, new, best):
        return Relocation(State.GONE, None, None, 0.0)
    apart = (place for place in found if place.start >= best.end or place.end <= best.start)
    rivals = (place for place in apart if best.score - place.score <= _CLEARLY_BETTER)
    is_clear = all(_is_another_passage(passage, new, rival) for rival in rivals)
    length = passage.end - passage.start
    is_intact = best.likeness >= _INTACT and length >= _LONG_ENOUGH and _same_facts(passage, new, best)
    if is_clear and (best.neighbours >= _NEIGHBOURLY or is_intact):
        return _relocation(passage, new, best, State.EDITED)
    return _relocation(passage, new, best, State.AMBIGUOUS)


def _candidates(passage: _Passage, new: _Folded) -> list[_Found]:
    """The places that share most short runs of signs with the passage and its neighbours."""
    first, last = max(0, passage.start - CONTEXT), min(len(passage.old.signs), passage.end + CONTEXT)
    length = passage.end - passage.start
    width = max(4, length // 6)
    votes = Counter[int]()
    for place in range(first, last - _SEED + 1):
        is_within = passage.start <= place <= passage.end - _SEED
        for match in _occurrences(new.signs, passage.old.signs[place : place + _SEED]):
            votes[(match - place + passage.start) // width] += 2 if is_within else 1
    merged = {bucket: count + votes.get(bucket + 1, 0) for bucket, count in votes.items()}
    found: list[_Found] = []
    for bucket in sorted(merged, key=lambda bucket: -merged[bucket])[: _CANDIDATES * 2]:
        start = bucket * width
        if len(found) < _CANDIDATES and all(abs(start - place.start) > width for place in found):
            found += _aligned(passage, new, max(0, start - width), start + length + 3 * width)
    return found


def _aligned(passage: _Passage, new: _Folded, start: int, end: int) -> list[_Found]:
    """The stretch of the window that is most like the passage."""
    signs, window = passage.signs, new.signs[start:end]
    rough = fuzz.partial_ratio_alignment(signs, window) if window else None
    if rough is None or rough.dest_end <= rough.dest_start:
        return []
    low, high = rough.dest_start, rough.dest_end
    if len(window) < len(signs):
        low, high = 0, len(window)
    low, high = _trimmed(signs, window, low, high)
    return [_found(passage, new, start + low, start + high, _likeness(signs, window[low:high]))]


def _trimmed(signs: str, window: str, low: int, high: int) -> tuple[int, int]:
    """The ends moved to where the words are most alike, one end after the other."""
    reach = max(3, len(signs) // 8)
    for _ in range(2):
        highs = range(max(low + 1, high - reach), min(len(window), high + reach) + 1)
        high = max(highs, key=lambda place: (_likeness(signs, window[low:place]), -abs(place - high)), default=high)
        lows = range(max(0, low - reach), min(high - 1, low + reach) + 1)
        low = max(lows, key=lambda place: (_likeness(signs, window[place:high]), -abs(place - low)), default=low)
    return low, high


def _is_another_passage(passage: _Passage, new: _Folded, found: _Found) -> bool:
    """Whether the words found are those of another passage of the old text, which is its twin."""
    words = new.signs[found.start : found.end]
    elsewhere = passage.old.signs[: passage.start] + "\n" + passage.old.signs[passage.end :]
    if words in elsewhere:
        return True
    if found.neighbours >= _NEIGHBOURLY and found.likeness >= _INTACT:
        return False
    rough = fuzz.partial_ratio_alignment(words, elsewhere, score_cutoff=100 * found.likeness)
    if rough is None:
        return False
    return _likeness(words, elsewhere[rough.dest_start : rough.dest_end]) > found.likeness


def _relocation(passage: _Passage, new: _Folded, found: _Found, state: State) -> Relocation:
    start, end = new.span(found.start, found.end)
    if state in (State.EXACT, State.MOVED, State.EDITED) and not _same_facts(passage, new, found):
        state = State.NUMBERS_CHANGED
    if state is State.MOVED and passage.old.span(passage.start, passage.end) == (start, end):
        state = State.EXACT
    return Relocation(state, start, end, round(found.score, 4))


def _same_facts(passage: _Passage, new: _Folded, found: _Found) -> bool:
    """Whether figures and negations are the same; a figure that the span cuts is taken whole."""
    old_words = _with_whole_figures(passage.old, passage.start, passage.end)
    new_words = _with_whole_figures(new, found.start, found.end)
    return figures(old_words) == figures(new_words) and negations(old_words) == negations(new_words)


def _with_whole_figures(text: _Folded, start: int, end: int) -> str:
    """The words of the span, and the digits that stand before and after it without a blank between."""
    signs, places = text.signs, text.places
    while start > 0 and _cuts_figure(signs[start - 1 : start + 1]) and places[start] - places[start - 1] == 1:
        start -= 1
    while end < len(signs) and _cuts_figure(signs[end - 1 : end + 1]) and places[end] - places[end - 1] == 1:
        end += 1
    first, last = text.span(start, end)
    return text.text[first:last].translate(_SIGNS)


def _cuts_figure(pair: str) -> bool:
    return all(sign.isdecimal() or sign in ".," for sign in pair)


def figures(text: str) -> Counter[tuple[Decimal, bool]]:
    """The figures of a text as numbers, each with whether it is a percentage; 4.3 万 and 43,000 are one figure."""
    found = Counter[tuple[Decimal, bool]]()
    for match in _FIGURE.finditer(_BLANK_IN_FIGURE.sub("", text.translate(_SIGNS).lower())):
        unit = match[1] or ""
        try:
            number = Decimal(match[0].removesuffix(unit).replace(",", ""))
        except InvalidOperation:
            continue
        found[number.scaleb(_FACTORS.get(unit, 0)).normalize(), unit == "%"] += 1
    return found


def negations(text: str) -> int:
    """How many words of the text deny something."""
    return len(_NEGATION.findall(text.lower()))
