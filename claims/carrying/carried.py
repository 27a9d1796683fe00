"""A claim of an older capture as a claim of the newer one."""

from __future__ import annotations

import datetime as dt

from claims.models import Claim, Conflict, Filing, Position
from claims.models.filing import STANDING, FilingState
from sources.importing import passage_at
from sources.models import Document, Passage
from sources.withholding import withhold

_KEPT = [
    *("statement", "language", "population", "scope", "as_of", "attribution", "reader_version", "override_reason"),
    *("kind", "low", "high", "modifier", "unit", "precision", "base_unit", "strict", "likely", "table_version"),
    *("state", "state_reason", "written_by_id", "decided_by_id", "decided_at"),
]


def carry_claim(
    claim: Claim, newer: Document, place: tuple[int, int], value_place: tuple[int, int], *, at: dt.datetime
) -> Claim:
    """The claim at a place of the newer text that says the same; all that people made of it stays as it is.

    The newer document's own draft at that value becomes the carried claim; where there is none, one is made.
    """
    carried = draft_at(newer, value_place) or Claim(dossier_id=newer.dossier_id)
    for name in _KEPT:
        setattr(carried, name, getattr(claim, name))
    carried.passage = passage_carried(claim, newer, place)
    carried.value_start, carried.value_end = value_place
    carried.value_text = claim.value_text if claim.override_reason else newer.text[slice(*value_place)]
    carried.first_made_as_id = claim.first_pk
    carried.save()
    carry_filings(claim, carried, at=at)
    _take_the_place_of(claim, carried)
    return carried


def _take_the_place_of(claim: Claim, carried: Claim) -> None:
    """A conflict whose claims say what they said is left as it is: it shows the carried claim instead."""
    Position.claims.through.objects.filter(claim=claim).update(claim=carried)
    Conflict.objects.filter(lower=claim).update(lower=carried)
    Conflict.objects.filter(upper=claim).update(upper=carried)


def draft_at(newer: Document, value_place: tuple[int, int]) -> Claim | None:
    """The machine's own draft at a value of the newer document, where no other claim was carried over to it."""
    drafts = Claim.objects.filter(passage__document=newer, written_by__isnull=True, first_made_as__isnull=True)
    return drafts.filter(value_start=value_place[0], value_end=value_place[1]).first()


def passage_carried(claim: Claim, newer: Document, place: tuple[int, int]) -> Passage:
    """The passage of the newer text; one that is not for export stays so."""
    passage = passage_at(newer, *place)
    if claim.passage.is_withheld and not passage.is_withheld:
        return withhold(newer, place, claim.passage.withheld_because)
    return passage


def carry_filings(claim: Claim, carried: Claim, *, at: dt.datetime) -> None:
    """The questions the claim answers or was refused for. The machine's suggestion gives way to what a person decided,
    and a person's decision on the carried claim stands."""
    own = {filing.question_id: filing for filing in carried.filings.all()}
    standing = next((filing for filing in own.values() if filing.state in STANDING), None)
    for filing in claim.filings.all():
        there = own.get(filing.question_id)
        if there is None and filing.state in STANDING and standing:
            there = standing
        if there is None:
            there = Filing(claim=carried)
        elif there.state != FilingState.SUGGESTED or filing.state == FilingState.SUGGESTED:
            continue
        there.question_id, there.state = filing.question_id, filing.state
        there.score, there.reason = filing.score, filing.reason
        there.decided_by_id, there.decided_at = filing.decided_by_id, filing.decided_at
        there.save()
    if carried.matched_at is None and Filing.objects.standing().filter(claim=carried).exists():
        carried.matched_at = at
        carried.save(update_fields=["matched_at"])
