"""What readers were told and now is otherwise: each change an entry of its own, with its reason and its date.

A decision is published once it is approved and its embargo is over (`Reconciliation.objects.published`).
"""

from __future__ import annotations

import datetime as dt
import hashlib

from claims import ledger
from claims.errors import Refused, WrongState
from claims.models import Correction, Question, Reconciliation
from claims.review.acts import require_words
from claims.review.terms import Decision
from sources.models import Person


def published_of(question: Question, *, at: dt.datetime) -> Reconciliation | None:
    """The decision that readers are told at that time."""
    return Reconciliation.objects.published(at).filter(question=question).first()


def expect_told(question: Question, decision: Decision, *, at: dt.datetime) -> None:
    """Raises Refused where what was published would change without a word, or an embargo ends in the past."""
    until = decision.embargo_until
    if until and until <= at:
        raise Refused("The embargo ends in the past: leave it empty to publish at once.")
    if published_of(question, at=until or at):
        require_words(decision.correction, "Readers were told another answer: write what changes and why")


def replaced_by(proposal: Reconciliation, *, at: dt.datetime) -> Reconciliation | None:
    """What readers are told until this proposal is published, if it is approved now.

    Raises WrongState where that came to be published after the proposal was made without a word on it.
    """
    replaced = published_of(proposal.question, at=max(at, proposal.embargo_until or at))
    if replaced and not proposal.correction:
        raise WrongState(
            "Another answer was published since this was proposed: return it, and have it proposed anew "
            "with what changes and why."
        )
    return replaced


def correct(
    replaced: Reconciliation, replacement: Reconciliation | None, *, reason: str, by: Person, at: dt.datetime
) -> Correction:
    """Tell that what was published is replaced, or withdrawn where `replacement` is None."""
    published = (replacement.published_at if replacement else None) or at
    made = Correction.objects.create(
        question=replaced.question, replaced=replaced, replacement=replacement, reason=reason.strip(), made_at=published
    )
    ledger.record(
        replaced.question.dossier,
        "correction made",
        made,
        by=by,
        replaced=replaced.pk,
        replacement=replacement.pk if replacement else None,
        told_at=made.made_at.isoformat(),
        reason_sha256=hashlib.sha256(made.reason.encode()).hexdigest(),
    )
    return made
