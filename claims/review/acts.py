"""What every act begins and ends with: the locked row, the checks, the move to another state."""

from __future__ import annotations

from collections.abc import Iterable

from claims import ledger
from claims.errors import Refused, Stale, WrongState
from claims.models import Conflict
from claims.models.conflict import ConflictState
from sources.models import Person


def locked(conflict: Conflict, seen: int) -> Conflict:
    """The conflict's row, locked. Raises Stale where it is not the version the actor saw."""
    row = Conflict.objects.select_for_update(of=("self",)).select_related("question__dossier").get(pk=conflict.pk)
    if row.version != seen:
        raise Stale("Somebody changed this conflict while you were looking at it. What you typed is kept: look again.")
    return row


def move(conflict: Conflict, state: ConflictState, *, by: Person, reason: str = "") -> Conflict:
    conflict.state, conflict.state_reason = state, reason.strip()
    conflict.version += 1
    conflict.save(update_fields=["state", "state_reason", "version"])
    ledger.record(conflict.question.dossier, f"conflict {state}", conflict, by=by)
    return conflict


def expect(state: str, allowed: Iterable[str], complaint: str) -> None:
    if state not in allowed:
        raise WrongState(f"{complaint}; this one is {state}.")


def require_words(words: str, complaint: str) -> None:
    if not words.strip():
        raise Refused(f"{complaint}.")
