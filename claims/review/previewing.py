"""What else a decision would change, worked out before it is proposed. Nothing is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from claims.conflicts import claims_of
from claims.errors import Refused
from claims.models import Claim, Conflict, Reconciliation
from claims.models.claim import ClaimState
from claims.models.conflict import ConflictState
from claims.models.filing import FilingState
from claims.review.corrections import published_of
from claims.review.terms import Decision, accepted_value, holds
from sources.values import Value


@dataclass(frozen=True, slots=True)
class Preview:
    """What proposing the decision would do at once, and what its approval would.

    accepted_drafts      drafts that the proposer vouches for
    confirmed_filings    how many filings of the machine get confirmed
    holding, rejected    the question's claims as the decision takes them
    value                the accepted one; None for outcomes without a value, or where it cannot be told yet
    lacking              what the decision lacks, in a sentence
    state                of the conflict once it is approved
    in_force             the decision that would no longer stand
    published            the one that readers are told until then: a correction has to say what changes
    published_at         when readers would be told, at the earliest
    """

    accepted_drafts: tuple[Claim, ...]
    confirmed_filings: int
    holding: tuple[Claim, ...]
    rejected: tuple[Claim, ...]
    value: Value | None
    lacking: str
    state: ConflictState
    in_force: Reconciliation | None
    published: Reconciliation | None
    published_at: dt.datetime | None


def preview(conflict: Conflict, decision: Decision, *, at: dt.datetime) -> Preview:
    """What `propose` and then `approve` would change, as things stand now."""
    claims = claims_of(conflict.question)
    value, lacking = None, ""
    try:
        value = accepted_value(decision, claims)
    except Refused as refusal:
        lacking = str(refusal)
    filings = [filing for claim in claims for filing in claim.filings.all()]
    holding = tuple(claim for claim in claims if holds(claim, decision, value))
    until = decision.embargo_until
    return Preview(
        accepted_drafts=tuple(claim for claim in claims if claim.state == ClaimState.DRAFTED),
        confirmed_filings=sum(filing.state == FilingState.SUGGESTED for filing in filings),
        holding=holding,
        rejected=tuple(claim for claim in claims if claim not in holding),
        value=value,
        lacking=lacking,
        state=ConflictState.RESOLVED,
        in_force=Reconciliation.objects.in_force().filter(question=conflict.question_id).first(),
        published=published_of(conflict.question, at=max(at, until or at)),
        published_at=until if until and until > at else None,
    )
