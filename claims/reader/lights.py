"""How each claim of a document stands, as the reader is shown it, and which passages and figures that lights."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from claims.coverage import Coverage, FigureState, coverage_of
from claims.models import Claim, Position
from claims.models.claim import ClaimState
from claims.models.conflict import CLASHING, UNDECIDED, ConflictState
from claims.reader.marks import Anchor, Lit, Passages, disjoint
from sources.models import Document


class Light(StrEnum):
    """How a claim stands, or a figure without one. Of several in one passage the first listed here is shown."""

    CONFLICT = "conflict"
    DRAFTED = "drafted"
    ACCEPTED = "accepted"
    RESOLVED = "resolved"
    OPEN = "open"
    WAVED = "waved"


IN_WORDS = {
    Light.CONFLICT: "in conflict",
    Light.DRAFTED: "drafted",
    Light.ACCEPTED: "accepted",
    Light.RESOLVED: "resolved",
    Light.OPEN: "without a claim",
    Light.WAVED: "waved off",
}
_WORST_FIRST = list(Light)
_OF_FIGURES = {FigureState.OPEN: Light.OPEN, FigureState.WAVED_OFF: Light.WAVED}


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of the key: how many stand so, and where the first of them is."""

    light: Light
    words: str
    count: int
    passage: int | None


@dataclass(frozen=True, slots=True)
class Lights:
    """Everything that is lit in a document, in the order of its text."""

    passages: Passages
    anchors: tuple[Anchor, ...]
    coverage: Coverage
    standing: tuple[Standing, ...]

    def has_anchor(self, start: int, end: int) -> bool:
        """Whether a value or a figure stands in the stretch."""
        number = bisect_right(self.anchors, start, key=lambda anchor: anchor.end)
        return number < len(self.anchors) and self.anchors[number].start < end


def lights_of(document: Document) -> Lights:
    """Read in a fixed number of queries, however many claims there are."""
    claims = list(
        Claim.objects.filter(passage__document=document).values_list(
            "pk", "passage_id", "value_start", "value_end", "state"
        )
    )
    settled = _conflicts(document)
    light_of = {pk: _light(state, settled.get(pk, set())) for pk, _, _, _, state in claims}
    resting: dict[int, list[int]] = defaultdict(list)
    values = []
    for pk, passage, start, end, _ in claims:
        if light := light_of[pk]:
            resting[passage].append(pk)
            values.append(Anchor(start, end, light, (pk,)))
    spans = document.passages.values_list("pk", "start", "end")
    passages = Passages.of(
        Lit(start, end, pk, _worst(light_of[claim] for claim in resting[pk]), tuple(resting[pk]))
        for pk, start, end in spans
    )
    coverage = coverage_of(document)
    figures = (
        Anchor(figure.start, figure.end, light)
        for figure in coverage.figures
        if (light := _OF_FIGURES.get(figure.state))
    )
    anchors = tuple(disjoint([*values, *figures]))
    return Lights(passages, anchors, coverage, _standing(passages, light_of.values(), coverage))


def _conflicts(document: Document) -> dict[int, set[str]]:
    """The states of the conflicts that claims of the document are part of; of those that clash or are settled."""
    rows = Position.claims.through._default_manager.filter(claim__passage__document=document).values_list(
        "claim_id", "position__conflict__level", "position__conflict__state"
    )
    states: dict[int, set[str]] = defaultdict(set)
    for claim, level, state in rows:
        if level in CLASHING or state == ConflictState.RESOLVED:
            states[claim].add(state)
    return states


def _light(state: str, conflicts: set[str]) -> Light | None:
    """None for a claim that was rejected or retracted: it lights nothing."""
    if state not in (ClaimState.DRAFTED, ClaimState.ACCEPTED):
        return None
    if not conflicts.isdisjoint(UNDECIDED):
        return Light.CONFLICT
    if ConflictState.RESOLVED in conflicts:
        return Light.RESOLVED
    return Light(state)


def _worst(lights: Iterable[Light | None]) -> str:
    return min((light for light in lights if light), key=_WORST_FIRST.index, default="")


def _standing(passages: Passages, lights: Iterable[Light | None], coverage: Coverage) -> tuple[Standing, ...]:
    counts = Counter(light for light in lights if light)
    counts[Light.OPEN] = coverage.count(FigureState.OPEN)
    counts[Light.WAVED] = coverage.count(FigureState.WAVED_OFF)
    first: dict[str, int] = {}
    for lit in passages.lits:
        first.setdefault(lit.light, lit.pk)
    return tuple(Standing(light, IN_WORDS[light], counts[light], first.get(light)) for light in Light)
