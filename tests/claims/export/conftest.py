"""Decided conflicts, and an export of them in any format."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from claims import review
from claims.export.formats import FORMATS
from claims.export.gathering import gathered
from claims.models import Conflict
from tests.conftest import World
from tests.factories import NOW, a_conflict

BASE = "https://desk.example/"


def decide(world: World, *texts: str, rationale: str = "The list is signed.") -> Conflict:
    """One more conflict, settled by two people."""
    number = Conflict.objects.count()
    valley = "the valley" if not number else f"valley {number}"
    texts = texts or (f"About 43,000 people left {valley}.", f"About 58,000 people left {valley}.")
    conflict = a_conflict(world.dossier, *texts)
    accepted = tuple(claim.pk for claim in conflict.positions.get(number=2).claims.all())
    decision = review.Decision("one position holds", "different period", rationale, accepted=accepted)
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    return conflict


@pytest.fixture
def decided(world: World) -> World:
    decide(world)
    return world


@pytest.fixture
def exported(world: World) -> Callable[..., bytes]:
    """The bytes of an export of the world's dossier."""

    def export(as_format: str, since: int | None = None) -> bytes:
        contents = gathered([world.dossier], at=timezone.now(), base=BASE, since=since)
        return b"".join(FORMATS[as_format].blocks(contents))

    return export
