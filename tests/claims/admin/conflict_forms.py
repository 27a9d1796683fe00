"""What a reviewer's browser posts to the conflict page."""

from django.urls import reverse

from claims import review
from claims.models import Conflict, Reconciliation
from tests.factories import NOW


def page_of(conflict: Conflict) -> str:
    return reverse("admin:claims_conflict_change", args=[conflict.pk])


def post(client, person, conflict: Conflict, act: str, **fields):
    client.force_login(person)
    return client.post(page_of(conflict), {"act": act, "seen": conflict.version, **fields})


def proposal_fields(conflict: Conflict, number: int = 1, **fields: str) -> dict[str, str]:
    position = conflict.positions.get(number=number)
    return {
        "outcome": "one position holds",
        "position": str(position.pk),
        "difference": "contradiction",
        "rationale": "The passenger list is signed.",
        **fields,
    }


def proposed(world, conflict: Conflict) -> Reconciliation:
    decision = review.Decision("none holds", "copying error", "A misprint.")
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    return proposal
