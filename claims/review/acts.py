"""What every act begins and ends with: the locked rows, the checks, the move to another state.

Locks are taken in one order everywhere, so that no two acts wait for each other: the dossier where claims are filed
or origins change, questions, conflicts, claims, filings and decisions, and last the head of the ledger (under which
its next line is written).
"""

from __future__ import annotations

from collections.abc import Iterable

from claims import ledger
from claims.conflicts import lock_questions
from claims.errors import Refused, Stale, WrongState
from claims.models import Claim, Comment, Conflict, Filing, Question
from claims.models.conflict import ConflictState
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
        on_what = on.claim or on.conflict or on.question
        assert on_what, "held by comment_on_one_thing"
        return lock_questions_of(on_what)
    if isinstance(on, Claim):
        return lock_questions(Filing.objects.standing().filter(claim=on).values_list("question_id", flat=True))
    return lock_questions([on.pk if isinstance(on, Question) else on.question_id])


def locked_claim(claim: Claim, seen: int) -> Claim:
    """The claim's row, locked. Raises Stale where it is not the version the actor saw."""
    row = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    expect_seen(row.version, seen)
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


def expect_seen(version: int, seen: int) -> None:
    """Raises Stale where the row is not the version the actor looked at."""
    if version != seen:
        raise Stale


def require_words(words: str, complaint: str) -> None:
    if not words.strip():
        raise Refused(f"{complaint}.")
