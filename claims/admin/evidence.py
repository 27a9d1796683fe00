"""What stands on both sides of a conflict: its positions with their claims, where each comes from, and how it is filed.

The number of queries is the same whatever the conflict holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

from claims.admin.plots import as_of_in_words, plot_positions, plot_series
from claims.conflicts import origins_of
from claims.glossing import Glossed
from claims.models import Claim, Conflict, Filing, Position, Reconciliation
from claims.plotting import Plot, Scale, Series
from claims.shown import position_said, reading_language, value_said
from sources.excerpts import Piece
from sources.models import Document


@dataclass
class Card:
    """One claim as it stands on the page."""

    claim: Claim
    filing: Filing | None
    tone: int
    is_foreign: bool
    gloss: list[Glossed] = field(default_factory=list)
    translation: str = ""
    is_withheld: bool = False

    @property
    def document(self) -> Document:
        return self.claim.passage.document

    @cached_property
    def excerpt(self) -> list[Piece]:
        return self.claim.excerpt()

    @property
    def value_said(self) -> str:
        return value_said(self.claim)

    @property
    def as_of(self) -> str:
        return as_of_in_words(self.claim)


@dataclass
class Side:
    """One position with its cards. `origins`: how many of its documents were not copied from one another."""

    number: int
    position: Position
    cards: list[Card]
    origins: int
    value_said: str = field(default="")

    @property
    def tone(self) -> int:
        return (self.number - 1) % 6 + 1


_MOST_SAID = 3
_UNREAD = [f"claim__passage__document__{name}" for name in ("original", "blocks", "sketch")]


class Evidence:
    """Read once for a page: positions, claims, documents, filings, origins."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict, question = conflict, conflict.question
        placed = list(Position.claims.through.objects.filter(position__conflict=conflict).select_related("position"))
        filings = (
            Filing.objects.standing()
            .filter(question=question)
            .filter(Q(claim__in=Claim.objects.all().standing()) | Q(claim__in=[place.claim_id for place in placed]))
        )
        claim = "claim__passage__document__publisher", "claim__written_by", "claim__decided_by"
        rows = filings.select_related("decided_by", *claim).defer(*_UNREAD)
        self.filings = {filing.claim_id: filing for filing in rows.order_by("claim_id")}
        self.claims = {pk: filing.claim for pk, filing in self.filings.items()}
        if conflict.lower_id in self.claims and conflict.upper_id in self.claims:
            conflict.lower, conflict.upper = self.claims[conflict.lower_id], self.claims[conflict.upper_id]
        self.positions = sorted({place.position for place in placed}, key=lambda position: position.number)
        held: defaultdict[int, list[Claim]] = defaultdict(list)
        for place in sorted(placed, key=lambda place: place.claim_id):
            if place.claim_id in self.claims:
                held[place.position_id].append(self.claims[place.claim_id])
        self.origins = origins_of([question])
        self.sides = [self._side(position, held[position.pk]) for position in self.positions]
        inside = {place.claim_id for place in placed}
        self.others = [self._card(claim, 0) for pk, claim in self.claims.items() if pk not in inside]

    def _side(self, position: Position, claims: Sequence[Claim]) -> Side:
        tone = (position.number - 1) % 6 + 1
        cards = [self._card(claim, tone) for claim in claims]
        said = _in_short(cards) or position_said(position.value_text, self.conflict.question.kind)
        return Side(position.number, position, cards, len({self._origin(claim) for claim in claims}), said)

    def _card(self, claim: Claim, tone: int) -> Card:
        return Card(claim, self.filings.get(claim.pk), tone, claim.language != reading_language())

    def _origin(self, claim: Claim) -> int:
        document = claim.passage.document_id
        return self.origins.get(document, document)

    @property
    def cards(self) -> list[Card]:
        return [*(card for side in self.sides for card in side.cards), *self.others]

    def held_by(self, position: Position) -> tuple[int, ...]:
        """The claims of a position, by key."""
        return next(tuple(c.claim.pk for c in side.cards) for side in self.sides if side.position == position)

    def plot(self, decision: Reconciliation | None) -> tuple[Plot, Scale] | None:
        sides = [(side.value_said, side.position.extent, [card.claim for card in side.cards]) for side in self.sides]
        return plot_positions(sides, {pk: _source(claim) for pk, claim in self.claims.items()}, decision)

    def series(self) -> tuple[Series, Scale] | None:
        return plot_series(self.conflict.question, self.conflict.level, self.claims.values())


def _in_short(cards: Sequence[Card]) -> str:
    """What a position says: each of its values, or of many the lowest and the highest."""
    said = list(dict.fromkeys(card.value_said for card in cards))
    if len(said) <= _MOST_SAID:
        return "; ".join(said)
    valued = [card for card in cards if card.claim.strict is not None] or list(cards)
    lowest, *_, highest = sorted(valued, key=lambda card: _low_end(card.claim))
    return f"{lowest.value_said} … {highest.value_said}"


def _low_end(claim: Claim) -> Decimal:
    low = claim.likely.lower if claim.likely is not None else None
    return Decimal("-Infinity") if low is None else Decimal(low)


def _source(claim: Claim) -> str:
    """Whose claim it is, in short: the publisher, or the document."""
    document = claim.passage.document
    return document.publisher.name if document.publisher else str(document)
