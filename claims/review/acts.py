"""What every act begins and ends with: the locked rows, the checks, the move to another state.

Locks are taken in one order everywhere, so that no two acts wait for each other: the dossier where claims are filed
or origins change, questions, conflicts, claims, filings and decisions, and last the head of the ledger (under which
its next line is written).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from claims import ledger
from claims.conflicts import lock_questions
from claims.errors import Refused, Stale, WrongState
from claims.models import Claim, Comment, Conflict, Filing, Question
from claims.models.conflict import ConflictState
from claims.models.webhook import Announced
from claims.telling import tell_reopened
from claims.webhooks.outbox import announce
from sources.models import Person


def locked(conflict: Conflict, seen: int) -> Conflict:
    """The conflict's row, locked with its question. Raises Stale where it is not the version the actor saw."""
    lock_questions([conflict.question_id])
    row = Conflict.objects.select_related("question__dossier").get(pk=conflict.pk)
    expect_seen(row.version, seen)
    return row


def lock_questions_of(on: Claim | Conflict | Question | Filing | Comment) -> list[Question]:
    """Lock the questions a row bears on, before anything of theirs is read or changed."""
    if isinstance(on, Comment):
        return lock_questions_of(on.on)
    if isinstance(on, Claim):
        return lock_questions(Filing.objects.standing().filter(claim=on).values_list("question_id", flat=True))
    return lock_questions([on.pk if isinstance(on, Question) else on.question_id])


def locked_claim(claim: Claim, seen: int) -> Claim:
    """The claim's row, locked. Raises Stale where it is not the version the actor saw."""
    row = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    expect_seen(row.version, seen)
    return row


def move(conflict: Conflict, state: ConflictState, *, by: Person, reason: str = "", **detail: object) -> Conflict:
    """Bring a locked conflict into a state, with its line of the ledger; `detail` goes into that line.

    Whoever proposed and approved what is opened again is told of it.
    """
    conflict.state, conflict.state_reason = state, reason.strip()
    conflict.version += 1
    conflict.save(update_fields=["state", "state_reason", "version"])
    ledger.record(conflict.question.dossier, f"conflict {state}", conflict, by=by, **detail)
    if state == ConflictState.REOPENED:
        tell_reopened([conflict], by=by, at=timezone.now())
        announce(Announced.REOPENED, [conflict], at=timezone.now())
    return conflict


def expect(state: str, allowed: Iterable[str], complaint: str) -> None:
    if state not in allowed:
        raise WrongState(f"{complaint}; this one is {state}.")


def expect_seen(version: int | str, seen: int | str) -> None:
    """Raises Stale where the row is not the version the actor looked at."""
    if version != seen:
        raise Stale


def require_words(words: str, complaint: str) -> None:
    if not words.strip():
        raise Refused(f"{complaint}.")
