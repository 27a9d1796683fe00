"""A person looks at a claim that waits: it is carried over to words of the newer text, or dropped with a reason."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction

from claims import ledger
from claims.carrying.carried import carry_filings, passage_carried
from claims.conflicts import detect, lock_questions
from claims.errors import Refused, WrongState
from claims.models import Carryover, Claim, Filing
from claims.models.carryover import CarryoverState
from claims.models.claim import ClaimState
from claims.permissions import Right, require
from claims.review.acts import require_words
from claims.writing import ClaimedAlready, Wording, write_claim
from sources.models import Document, Dossier, Person
from sources.values import Verdict, compare

_LIVING = {ClaimState.DRAFTED, ClaimState.ACCEPTED}


@transaction.atomic
def carry(carryover: Carryover, wording: Wording, *, by: Person, at: dt.datetime) -> Claim:
    """Carry a waiting claim over to a span of the newer text, with the value read there.

    What the newer document claims at that value already becomes the carried claim; else the person writes one. An
    accepted claim is accepted again by the person who carries it over, which takes the right to judge claims.
    """
    require(by, Right.WRITE, carryover.document.dossier)
    # As a commit does, which drops what still waits: whoever carries over waits for it, and never the other way round.
    Dossier.objects.select_for_update(no_key=True).get(pk=carryover.document.dossier_id)
    questions = lock_questions(_questions_touched(carryover, wording))
    carryover = _locked(carryover)
    claim = _living(carryover)
    if claim.state == ClaimState.ACCEPTED:
        require(by, Right.JUDGE_CLAIMS, claim.dossier)
    made = _said(carryover.document, wording, by=by, at=at)
    if made.first_made_as_id or hasattr(made, "carried_by"):
        raise Refused(f"Another claim was carried over to these words already: claim {made.pk}.")
    if compare(made.value, claim.value).verdict == Verdict.NOT_COMPARABLE:
        raise Refused(
            f"{made.value_phrase} does not answer what {claim.value_phrase} did. Drop this claim, and write a new one."
        )
    _become(made, claim, carryover, wording, by=by, at=at)
    carryover.state, carryover.carried_to = CarryoverState.CARRIED, made
    carryover.start, carryover.end = wording.start, wording.end
    carryover.decided_by, carryover.decided_at = by, at
    carryover.save()
    ledger.record(
        claim.dossier, "claim carried over", made, by=by, claim=claim.pk, found=carryover.found, state=made.state
    )
    detect(questions, at=at)
    return made


@transaction.atomic
def drop(carryover: Carryover, *, reason: str, by: Person, at: dt.datetime) -> Carryover:
    """The newer capture does not say this claim, or says it no more. The older one keeps it."""
    require(by, Right.JUDGE_CLAIMS, carryover.document.dossier)
    require_words(reason, "Say why the claim is dropped")
    carryover = _locked(carryover)
    carryover.state, carryover.reason = CarryoverState.DROPPED, reason.strip()
    carryover.decided_by, carryover.decided_at = by, at
    carryover.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    ledger.record(
        carryover.document.dossier, "claim not carried over", carryover.claim, by=by, document=carryover.document_id
    )
    return carryover


def span_of(document: Document, words: str, near: tuple[int, int] | None = None) -> tuple[int, int]:
    """Where a document says these words, white space aside: at `near`, or at the only place there is.

    Raises Refused where it says them nowhere, or at several places and not at `near`.
    """
    parts = words.split()
    if not parts:
        raise Refused("Give the words of the newer text that say it.")
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    places = [match.span() for match in pattern.finditer(document.text)]
    if near in places:
        assert near is not None, "places holds no None"
        return near
    if not places:
        raise Refused("The newer text does not say these words. Copy them from it as they stand.")
    if len(places) > 1:
        raise Refused(f"The newer text says these words {len(places)} times. Give some more of the words around them.")
    return places[0]


def _said(newer: Document, wording: Wording, *, by: Person, at: dt.datetime) -> Claim:
    """The claim of the newer document that says this: the one there is, or one the person writes."""
    try:
        return write_claim(newer, wording, by=by, at=at)
    except ClaimedAlready as already:
        locked = Claim.objects.select_for_update(no_key=True, of=("self",)).select_related("passage")
        return locked.get(pk=already.claim.pk)


def _become(made: Claim, claim: Claim, carryover: Carryover, wording: Wording, *, by: Person, at: dt.datetime) -> None:
    """Make the newer claim the older one's later capture. What a person decided of it stands."""
    made.first_made_as_id = claim.first_pk
    made.attribution = made.attribution or claim.attribution
    made.population = made.population or claim.population
    place = (made.passage.start, made.passage.end)
    if made.is_drafted_by_machine and made.state == ClaimState.DRAFTED:
        made.statement = wording.statement.strip() or made.statement
        made.written_by_id = claim.written_by_id
        place = (wording.start, wording.end)
    made.passage = passage_carried(claim, carryover.document, place)
    if claim.state == ClaimState.ACCEPTED and made.state == ClaimState.DRAFTED:
        made.state, made.decided_by, made.decided_at = ClaimState.ACCEPTED, by, at
    made.version += 1
    made.save()
    carry_filings(claim, made, at=at)


def _locked(carryover: Carryover) -> Carryover:
    """The row, locked. Raises WrongState where somebody settled it."""
    rows = Carryover.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("document__dossier", "claim", "decided_by").get(pk=carryover.pk)
    if row.state != CarryoverState.WAITING:
        who = row.decided_by.display_name if row.decided_by else "somebody"
        raise WrongState(f"This is settled: the claim was {row.get_state_display()} by {who}.")
    return row


def _living(carryover: Carryover) -> Claim:
    """The waiting claim, locked. Raises WrongState where it was refused meanwhile."""
    rows = Claim.objects.select_for_update(no_key=True, of=("self",)).select_related("passage", "dossier")
    claim = rows.get(pk=carryover.claim_id)
    if claim.state not in _LIVING:
        raise WrongState(f"Claim {claim.pk} was {claim.state} meanwhile. Drop it.")
    return claim


def _questions_touched(carryover: Carryover, wording: Wording) -> list[int]:
    """Those the waiting claim stands under, and those of what is claimed at the span already."""
    standing = Filing.objects.standing()
    own = standing.filter(claim=carryover.claim_id)
    there = standing.filter(
        claim__passage__document=carryover.document_id,
        claim__value_start__lt=wording.end,
        claim__value_end__gt=wording.start,
    )
    return [*own.values_list("question_id", flat=True), *there.values_list("question_id", flat=True)]
