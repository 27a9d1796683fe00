"""How much of a document was looked at: which of its figures have a claim, which were waved off, which are open."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from django.core.cache import cache

from claims.drafting import can_be_claimed, mentions_of
from claims.errors import Refused
from claims.models import Claim, WavedFigure
from claims.permissions import Right, require
from sources.models import Document, Person
from sources.reading import READER_VERSION
from sources.values import phrase

_KEPT = 30 * 24 * 60 * 60  # seconds that the figures of a document are kept


class FigureState(StrEnum):
    CLAIMED = "claimed"
    WAVED_OFF = "waved off"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that is read in a document, and whether anybody dealt with it. Offsets are code points of its text."""

    start: int
    end: int
    quote: str
    phrase: str
    state: FigureState


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures of a document in the order of its text."""

    figures: tuple[Figure, ...]

    def count(self, state: FigureState) -> int:
        return sum(figure.state == state for figure in self.figures)

    def __str__(self) -> str:
        claimed, waved = self.count(FigureState.CLAIMED), self.count(FigureState.WAVED_OFF)
        words = f"{claimed} of {len(self.figures)} figures have a claim"
        return f"{words}, {waved} waved off" if waved else words


def coverage_of(document: Document) -> Coverage:
    """Every figure that can be claimed. A claim covers what its value meets, or the passage of an overridden one."""
    claims = Claim.objects.all().living().filter(passage__document=document)
    spans = sorted(claims.values_list("value_start", "value_end"))
    starts, furthest = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))
    waved = set(document.waved_figures.values_list("start", "end"))
    figures = []
    for start, end, quote, words in _figures_read(document):
        state = FigureState.WAVED_OFF if (start, end) in waved else FigureState.OPEN
        before = bisect_left(starts, end)
        if before and furthest[before - 1] > start:
            state = FigureState.CLAIMED
        figures.append(Figure(start, end, quote, words, state))
    return Coverage(tuple(figures))


def _figures_read(document: Document) -> list[tuple[int, int, str, str]]:
    """Start, end, quote and phrase of every value that can be claimed. Kept in the cache: the text never changes."""
    key = f"figures:{document.pk}:{document.sha256}:{READER_VERSION}:{document.reading_date}"
    kept: list[tuple[int, int, str, str]] | None = cache.get(key)
    if kept is None:
        claimable = (mention for mention in mentions_of(document) if can_be_claimed(mention))
        kept = [(each.start, each.end, each.quote, phrase(each.value)) for each in claimable]
        cache.set(key, kept, timeout=_KEPT)
    return kept


def figure_at(document: Document, start: int, end: int) -> Figure | None:
    """The figure that is read at that place, if one is."""
    figures = coverage_of(document).figures
    return next((figure for figure in figures if (figure.start, figure.end) == (start, end)), None)


def wave_off(document: Document, start: int, end: int, *, by: Person, at: dt.datetime) -> WavedFigure:
    """Say that a figure is not worth a claim. Raises Refused where no figure is read at that place."""
    require(by, Right.WRITE, document.dossier)
    if figure_at(document, start, end) is None:
        raise Refused("No figure is read at that place of the document.")
    waved, _ = WavedFigure.objects.get_or_create(
        document=document, start=start, end=end, defaults={"waved_by": by, "waved_at": at}
    )
    return waved


def take_back(waved: WavedFigure, *, by: Person) -> None:
    """The figure is open again."""
    require(by, Right.WRITE, waved.document.dossier)
    waved.delete()
