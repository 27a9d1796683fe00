"""Claims and filings: what a person makes of the machine's drafts."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from claims import ledger
from claims.conflicts import detect
from claims.models import Claim, Conflict, Filing, Reconciliation
from claims.models.claim import ClaimState
from claims.models.conflict import ConflictState
from claims.models.filing import FilingState
from claims.permissions import Right, require
from claims.review.acts import expect, expect_seen, lock_questions_of, locked_claim, move, require_words
from sources.models import Person


@transaction.atomic
def accept_claim(claim: Claim, *, by: Person, at: dt.datetime, seen: int) -> Claim:
    """A person vouches that the passage says what the draft says."""
    require(by, Right.JUDGE_CLAIMS, claim.dossier)
    claim = locked_claim(claim, seen)
    expect(claim.state, {ClaimState.DRAFTED}, "Only a draft can be accepted")
    return judge(claim, ClaimState.ACCEPTED, "", by=by, at=at)


@transaction.atomic
def refuse_claim(claim: Claim, *, by: Person, at: dt.datetime, seen: int, reason: str) -> Claim:
    """Reject a draft, or retract an accepted claim. Decisions that rested on it reopen and say why."""
    require(by, Right.JUDGE_CLAIMS, claim.dossier)
    require_words(reason, "Say why the claim is refused")
    questions = lock_questions_of(claim)
    claim = locked_claim(claim, seen)
    expect(claim.state, {ClaimState.DRAFTED, ClaimState.ACCEPTED}, "The claim is refused already")
    was_accepted = claim.state == ClaimState.ACCEPTED
    judge(claim, ClaimState.RETRACTED if was_accepted else ClaimState.REJECTED, reason, by=by, at=at)
    detect(questions, at=at)
    reopen_what_rested_on(claim, f"was {claim.state}: {claim.state_reason}", by=by)
    return claim


def judge(claim: Claim, state: ClaimState, reason: str, *, by: Person, at: dt.datetime) -> Claim:
    claim.state, claim.state_reason, claim.decided_by, claim.decided_at = state, reason, by, at
    claim.version += 1
    claim.save(update_fields=["state", "state_reason", "decided_by", "decided_at", "version"])
    ledger.record(claim.dossier, f"claim {state}", claim, by=by)
    return claim


def reopen_what_rested_on(claim: Claim, what: str, *, by: Person) -> None:
    captures = Claim.objects.filter(Q(pk=claim.first_pk) | Q(first_made_as=claim.first_pk))
    in_force = Reconciliation.objects.in_force().filter(basis__claim__in=captures)
    for conflict in Conflict.objects.filter(question__reconciliations__in=in_force, state=ConflictState.RESOLVED):
        reason = f"claim {claim.pk}, on which the decision rested, {what}"
        move(conflict, ConflictState.REOPENED, by=by, reason=reason)


@transaction.atomic
def judge_filing(filing: Filing, *, by: Person, at: dt.datetime, confirm: bool, seen: str | None = None) -> Filing:
    """Confirm or refuse that a claim answers its question. The machine never suggests a refused one again.

    `seen`: the state the actor looked at, where they say it. Raises Stale.
    """
    require(by, Right.JUDGE_CLAIMS, filing.claim.dossier)
    questions = lock_questions_of(filing)
    filing = Filing.objects.select_for_update(no_key=True, of=("self",)).select_related("claim").get(pk=filing.pk)
    expect_seen(filing.state, filing.state if seen is None else seen)
    may_be = {FilingState.SUGGESTED} if confirm else {FilingState.SUGGESTED, FilingState.CONFIRMED}
    expect(filing.state, may_be, "Somebody judged this filing already")
    filing.state = FilingState.CONFIRMED if confirm else FilingState.REFUSED
    filing.decided_by, filing.decided_at = by, at
    filing.save(update_fields=["state", "decided_by", "decided_at"])
    ledger.record(filing.claim.dossier, f"filing {filing.state}", filing, by=by, claim=filing.claim_id)
    detect(questions, at=at)
    conflict = Conflict.objects.filter(question_id=filing.question_id, state=ConflictState.SUSPECTED).first()
    if confirm and conflict:
        move(conflict, ConflictState.OPEN, by=by)
    if not confirm:
        reopen_what_rested_on(filing.claim, "was found to answer another question", by=by)
    return filing
