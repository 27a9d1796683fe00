"""What changed on a conflict since a person opened its page, told with a form that came too late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from claims.admin.acting import posted_number
from claims.admin.evidence import Evidence
from claims.models import Claim, Event

_MOST = 500  # claims of a form


@dataclass(frozen=True, slots=True)
class ChangesSince:
    """Who did what meanwhile, and which claims came or went; `state` is that of the conflict now, in words."""

    events: tuple[Event, ...]
    came: tuple[Claim, ...]
    went: tuple[Claim, ...]
    state: str


def changes_since(request: HttpRequest, evidence: Evidence, events: Sequence[Event]) -> ChangesSince:
    """What happened after the page of this form was drawn; `events` are those of the conflict, the newest first."""
    conflict, line = evidence.conflict, posted_number(request, "seen_line")
    missed = max(conflict.version - posted_number(request, "seen"), 1)
    since = [event for event in events if event.sequence > line] if line else list(events[:missed])
    posted = request.POST.get("seen_claims", "").split(",")[:_MOST]
    seen = {int(key) for key in posted if key.isascii() and key.isdecimal() and len(key) < 19}
    here = evidence.claims
    gone = Claim.objects.filter(pk__in=seen - here.keys(), dossier=conflict.question.dossier_id).order_by("id")
    return ChangesSince(
        tuple(since),
        tuple(claim for pk, claim in here.items() if pk not in seen) if seen else (),
        tuple(gone) if seen else (),
        conflict.get_state_display(),
    )
