"""A claim's words made better: its sentence, who is counted, where, on which day. Its value and passage stay."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F

from claims import ledger
from claims.conflicts import detect
from claims.errors import Refused
from claims.models import Claim, Conflict
from claims.models.claim import ClaimState
from claims.models.conflict import ConflictState
from claims.permissions import Right, require
from claims.review.acts import expect, lock_questions_of, locked_claim, require_words
from claims.review.judging import accept_claim, reopen_what_rested_on
from sources.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWords:
    """What a claim says beside its value.

    as_of   the first and the last day the value holds for, both included; None: it is not said
    """

    statement: str
    population: str = ""
    scope: str = ""
    attribution: str = ""
    as_of: tuple[dt.date, dt.date] | None = None

    @classmethod
    def of(cls, claim: Claim) -> ClaimWords:
        as_of = claim.as_of
        said = (as_of.lower, as_of.upper - dt.timedelta(days=1)) if as_of and as_of.lower and as_of.upper else None
        return cls(
            statement=claim.statement,
            population=claim.population,
            scope=claim.scope,
            attribution=claim.attribution,
            as_of=said,
        )


@transaction.atomic
def reword_claim(claim: Claim, words: ClaimWords, *, by: Person, at: dt.datetime, seen: int) -> Claim:
    """Correct what a draft or an accepted claim says.

    An accepted one is vouched for by whoever corrects it, which takes a reviewer; decisions that rested on it reopen
    and say why. The ledger tells which parts were changed, never their words.
    """
    require(by, Right.WRITE, claim.dossier)
    require_words(words.statement, "Write what the passage says, in one sentence")
    questions = lock_questions_of(claim)
    claim = locked_claim(claim, seen)
    expect(claim.state, {ClaimState.DRAFTED, ClaimState.ACCEPTED}, "Only a draft or an accepted claim can be reworded")
    changed = _changed(claim, words)
    if not changed:
        return claim
    for name, value in changed.items():
        setattr(claim, name, value)
    if claim.state == ClaimState.ACCEPTED:
        require(by, Right.JUDGE_CLAIMS, claim.dossier)
        claim.decided_by, claim.decided_at = by, at
    claim.version += 1
    claim.save(update_fields=[*changed, "decided_by", "decided_at", "version"])
    ledger.record(claim.dossier, "claim reworded", claim, by=by, changed=sorted(changed))
    waiting = Conflict.objects.filter(question__in=questions, state=ConflictState.PROPOSED)
    waiting.update(version=F("version") + 1)  # whoever approves looks at the new words first
    detect(questions, at=at)
    if claim.state == ClaimState.ACCEPTED:
        reopen_what_rested_on(claim, f"was corrected: {', '.join(sorted(changed)).replace('_', ' ')}", by=by)
    return claim


@transaction.atomic
def accept_reworded(claim: Claim, words: ClaimWords, *, by: Person, at: dt.datetime, seen: int) -> Claim:
    """Correct what a draft says and vouch for it."""
    require(by, Right.JUDGE_CLAIMS, claim.dossier)
    claim = reword_claim(claim, words, by=by, at=at, seen=seen)
    return accept_claim(claim, by=by, at=at, seen=claim.version)


def _changed(claim: Claim, words: ClaimWords) -> dict[str, Any]:
    """The columns that say something else from now on. Raises Refused where the last day comes before the first."""
    given = {name: said.strip() for name, said in asdict(words).items() if name != "as_of"}
    changed: dict[str, Any] = {name: said for name, said in given.items() if said != getattr(claim, name)}
    if words.as_of != ClaimWords.of(claim).as_of:
        if words.as_of and words.as_of[0] > words.as_of[1]:
            raise Refused("The last day it holds for comes before the first.")
        changed["as_of"] = words.as_of and DateRange(words.as_of[0], words.as_of[1] + dt.timedelta(days=1))
    return changed
