"""Decisions on a conflict: propose, approve, return, withdraw, dismiss, reopen."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction

from claims import ledger
from claims.conflicts import claims_of
from claims.errors import FourEyesNeeded, ThreadsUnresolved, WrongState
from claims.models import Basis, Claim, Comment, Conflict, Question, Reconciliation
from claims.models.claim import ClaimState
from claims.models.conflict import UNDECIDED, ConflictState
from claims.models.filing import FilingState
from claims.models.reconciliation import BasisRole, ReconciliationState
from claims.models.webhook import Announced
from claims.permissions import Right, require
from claims.review.acts import expect, locked, move, require_words
from claims.review.corrections import correct, expect_told, replaced_by
from claims.review.judging import judge
from claims.review.terms import Decision, accepted_value, columns_of_accepted, holds
from claims.telling import tell_decided, tell_proposed
from claims.webhooks.outbox import announce
from sources.importing import constraint_of
from sources.models import Person


@transaction.atomic
def propose(conflict: Conflict, decision: Decision, *, by: Person, at: dt.datetime, seen: int) -> Reconciliation:
    """Propose a decision on a conflict.

    Whoever proposes has read the claims: drafts among them become accepted by the proposer and suggested
    filings confirmed, each with its line in the ledger (docs/decisions/0003).
    """
    conflict = locked(conflict, seen)
    dossier = conflict.question.dossier
    require(by, Right.PROPOSE, dossier)
    expect(conflict.state, set(UNDECIDED) - {ConflictState.PROPOSED}, "A decision can be proposed on an open conflict")
    require_words(decision.rationale, "Write the rationale: why does this hold, on which evidence")
    claims = _locked_claims(conflict.question)
    value = accepted_value(decision, claims)
    expect_told(conflict.question, decision, at=at)
    _vouch_for(conflict.question, claims, by=by, at=at)
    reconciliation = Reconciliation.objects.create(
        question=conflict.question,
        outcome=decision.outcome,
        difference=decision.difference,
        rationale=decision.rationale.strip(),
        dissent=decision.dissent.strip(),
        embargo_until=decision.embargo_until,
        correction=decision.correction.strip(),
        proposed_by=by,
        proposed_at=at,
        **columns_of_accepted(value, [claim for claim in claims if claim.pk in decision.accepted]),
    )
    for claim in claims:
        role = BasisRole.ACCEPTED if holds(claim, decision, value) else BasisRole.REJECTED
        Basis.objects.create(reconciliation=reconciliation, claim=claim, role=role)
    move(conflict, ConflictState.PROPOSED, by=by)
    ledger.record(dossier, "decision proposed", reconciliation, by=by, **sealed(reconciliation))
    tell_proposed(conflict, by=by, at=at)
    return reconciliation


@transaction.atomic
def approve(reconciliation: Reconciliation, *, by: Person, at: dt.datetime, seen: int) -> Reconciliation:
    """A second person approves: the decision stands, and the conflict is resolved.

    Where it replaces one that readers were told, the change is told as a correction.
    """
    conflict = locked(_conflict_of(reconciliation), seen)
    dossier = conflict.question.dossier
    require(by, Right.APPROVE, dossier)
    reconciliation = _proposed(reconciliation)
    _expect_the_same_claims(reconciliation)
    if reconciliation.proposed_by_id == by.pk:
        raise FourEyesNeeded("You proposed this decision. Somebody else has to approve it.")
    if not dossier.own_claims_may_be_approved and _has_own_claims(reconciliation, by):
        raise FourEyesNeeded("You wrote or accepted a claim this decision rests on. Somebody else has to approve it.")
    open_threads = Comment.objects.about(reconciliation.question).unresolved().count()
    if open_threads:
        threads = "1 thread is" if open_threads == 1 else f"{open_threads} threads are"
        raise ThreadsUnresolved(f"{threads} unresolved on this question: resolve, then approve.")
    replaced = replaced_by(reconciliation, at=at)
    _close(reconciliation, ReconciliationState.APPROVED, "", by=by, at=at)
    if replaced:
        correct(replaced, reconciliation, reason=reconciliation.correction, by=by, at=at)
    move(conflict, ConflictState.RESOLVED, by=by)
    announce(Announced.RECONCILED, [conflict], decision=reconciliation, at=at)
    tell_decided(conflict, reconciliation, by=by, at=at)
    return reconciliation


@transaction.atomic
def return_(reconciliation: Reconciliation, *, by: Person, at: dt.datetime, seen: int, reason: str) -> Reconciliation:
    """Send a proposal back to the desk with a reason."""
    conflict = locked(_conflict_of(reconciliation), seen)
    require(by, Right.APPROVE, conflict.question.dossier)
    require_words(reason, "Say why it is returned")
    reconciliation = _close(_proposed(reconciliation), ReconciliationState.RETURNED, reason, by=by, at=at)
    move(conflict, ConflictState.OPEN, by=by)
    tell_decided(conflict, reconciliation, by=by, at=at)
    return reconciliation


@transaction.atomic
def withdraw(reconciliation: Reconciliation, *, by: Person, at: dt.datetime, seen: int, reason: str) -> Reconciliation:
    """Take a decision back: a proposal by whoever made it, the one in force by whoever may approve.

    Readers who were told it are told the reason as a correction.
    """
    conflict = locked(_conflict_of(reconciliation), seen)
    dossier = conflict.question.dossier
    reconciliation = Reconciliation.objects.select_for_update(no_key=True).get(pk=reconciliation.pk)
    expect(reconciliation.state, {ReconciliationState.PROPOSED, ReconciliationState.APPROVED}, "It is closed already")
    was_approved = reconciliation.state == ReconciliationState.APPROVED
    require(by, Right.APPROVE if was_approved else Right.PROPOSE, dossier)
    if not was_approved and reconciliation.proposed_by_id != by.pk:
        raise WrongState("Only whoever proposed it can withdraw it. You can return it instead.")
    was_published = was_approved and Reconciliation.objects.published(at).filter(pk=reconciliation.pk).exists()
    if was_approved:
        _expect_standing(reconciliation, was_published=was_published)
    if was_approved and conflict.state == ConflictState.PROPOSED:
        raise WrongState("A new proposal waits for approval: return it first.")
    require_words(reason, "Say why it is withdrawn")
    _close(reconciliation, ReconciliationState.WITHDRAWN, reason, by=by, at=at)
    if was_published:
        correct(reconciliation, None, reason=reason, by=by, at=at)
    if was_approved:
        move(conflict, ConflictState.REOPENED, by=by, reason=f"the decision was withdrawn: {reason}")
    else:
        move(conflict, ConflictState.OPEN, by=by)
    return reconciliation


@transaction.atomic
def dismiss(conflict: Conflict, *, by: Person, at: dt.datetime, seen: int, reason: str) -> Conflict:
    """Not a conflict, with a reason. It stays so until a new claim changes its positions."""
    conflict = locked(conflict, seen)
    require(by, Right.DISMISS, conflict.question.dossier)
    require_words(reason, "Say why it is no conflict")
    expect_dismissible(conflict)
    return move(conflict, ConflictState.DISMISSED, by=by, reason=reason)


def expect_dismissible(conflict: Conflict) -> None:
    """Raises WrongState where the conflict is decided, or a proposal on it waits."""
    expect(conflict.state, set(UNDECIDED) - {ConflictState.PROPOSED}, "Only an open conflict can be dismissed")


@transaction.atomic
def reopen(conflict: Conflict, *, by: Person, at: dt.datetime, seen: int, reason: str) -> Conflict:
    """Take up a dismissed or resolved conflict again."""
    conflict = locked(conflict, seen)
    require(by, Right.DISMISS, conflict.question.dossier)
    require_words(reason, "Say why it is reopened")
    expect(conflict.state, {ConflictState.DISMISSED, ConflictState.RESOLVED}, "The conflict is open already")
    return move(conflict, ConflictState.REOPENED, by=by, reason=reason)


# ---- what they share -------------------------------------------------------------------------------


def _conflict_of(reconciliation: Reconciliation) -> Conflict:
    return Conflict.objects.get(question_id=reconciliation.question_id)


def _proposed(reconciliation: Reconciliation) -> Reconciliation:
    row = Reconciliation.objects.select_for_update(no_key=True).get(pk=reconciliation.pk)
    expect(row.state, {ReconciliationState.PROPOSED}, "The decision is not waiting for approval any more")
    return row


def _expect_standing(reconciliation: Reconciliation, *, was_published: bool) -> None:
    """Raises WrongState where another decision took its place.

    One that goes on to be published because the newer one was withdrawn under its embargo can be withdrawn too.
    """
    in_force = Reconciliation.objects.in_force().filter(question=reconciliation.question_id).first()
    if in_force != reconciliation and (in_force or not was_published):
        raise WrongState("A newer decision took its place: withdraw that one.")


def _close(
    reconciliation: Reconciliation, state: ReconciliationState, note: str, *, by: Person, at: dt.datetime
) -> Reconciliation:
    reconciliation.state, reconciliation.decision_note = state, note.strip()
    if state == ReconciliationState.WITHDRAWN:
        reconciliation.withdrawn_by, reconciliation.withdrawn_at = by, at
    else:
        reconciliation.decided_by, reconciliation.decided_at = by, at
    with _constraints_in_words():
        reconciliation.save()
    ledger.record(reconciliation.question.dossier, f"decision {state}", reconciliation, by=by, **sealed(reconciliation))
    return reconciliation


def _has_own_claims(reconciliation: Reconciliation, person: Person) -> bool:
    claims = reconciliation.claims.all()
    return (
        claims.filter(written_by=person).exists()
        or claims.filter(decided_by=person, state=ClaimState.ACCEPTED).exists()
    )


def _locked_claims(question: Question) -> list[Claim]:
    """The claims that count, locked and read anew: what they were when the page was drawn may have changed."""
    pks = [claim.pk for claim in claims_of(question)]
    list(Claim.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk"))
    return claims_of(question)


def _expect_the_same_claims(reconciliation: Reconciliation) -> None:
    """What is approved is what was proposed: on the claims that count now, and no others.

    A claim carried over unchanged to a newer capture of its document is the same claim.
    """
    decided_on = {_said(claim) for claim in reconciliation.claims.all()}
    if decided_on != {_said(claim) for claim in claims_of(reconciliation.question)}:
        raise WrongState("The claims changed since this was proposed. Return it, and have it proposed anew.")


def _said(claim: Claim) -> tuple[int, object, object]:
    return claim.first_pk, claim.strict, claim.likely


def _vouch_for(question: Question, claims: Iterable[Claim], *, by: Person, at: dt.datetime) -> None:
    for claim in claims:
        if claim.state == ClaimState.DRAFTED:
            judge(claim, ClaimState.ACCEPTED, "", by=by, at=at)
    suggested = question.filings.filter(state=FilingState.SUGGESTED).select_for_update(no_key=True).order_by("pk")
    for filing in suggested:
        filing.state, filing.decided_by, filing.decided_at = FilingState.CONFIRMED, by, at
        filing.save(update_fields=["state", "decided_by", "decided_at"])
        ledger.record(question.dossier, "filing confirmed", filing, by=by, claim=filing.claim_id)


def sealed(reconciliation: Reconciliation) -> dict[str, object]:
    """What the ledger keeps of a decision: its terms, and a seal on its words, which may name people."""
    told = [reconciliation.correction] if reconciliation.correction else []
    words = "\x1f".join([reconciliation.rationale, reconciliation.dissent, reconciliation.decision_note, *told])
    embargo = reconciliation.embargo_until
    return {
        "question": reconciliation.question_id,
        "outcome": reconciliation.outcome,
        "value": reconciliation.value_text,
        "words_sha256": hashlib.sha256(words.encode()).hexdigest(),
        **({"embargo_until": embargo.isoformat()} if embargo else {}),
    }


@contextmanager
def _constraints_in_words() -> Iterator[None]:
    """The database has the last word on four eyes and threads; this puts it as the domain does."""
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS reconciliation_has_four_eyes, basis_has_four_eyes IMMEDIATE")
    except IntegrityError as error:
        name = constraint_of(error)
        if name == "reconciliation_threads_resolved":
            raise ThreadsUnresolved("An unresolved thread blocks the approval: resolve it first.") from error
        if name in ("reconciliation_has_four_eyes", "reconciliation_approved_by_a_second_person"):
            raise FourEyesNeeded("Somebody else has to approve this decision.") from error
        raise
