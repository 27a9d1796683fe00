"""The terms of a decision: what a reviewer proposes, the value it accepts, and which claims hold by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from claims.errors import Refused
from claims.models import Claim
from claims.models.reconciliation import WITH_A_VALUE, Outcome
from claims.models.valued import columns_of
from sources.values import NAME, Value, Verdict, compare, phrase


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer proposes. `accepted` are the claims that hold; the question's others are rejected.

    `embargo_until`: it is published no earlier. `correction`: what changes and why, where it replaces what was
    published; told to the readers with it.
    """

    outcome: str
    difference: str
    rationale: str
    value: Value | None = None
    accepted: tuple[int, ...] = ()
    dissent: str = ""
    embargo_until: dt.datetime | None = None
    correction: str = ""


def accepted_value(decision: Decision, claims: Iterable[Claim]) -> Value | None:
    """The value that is accepted; None for outcomes without one. Raises Refused where the decision lacks it."""
    if decision.outcome not in WITH_A_VALUE:
        return None
    if decision.outcome == Outcome.RANGE and decision.value is None:
        raise Refused("Write the range that holds, for instance “43,000 to 58,000 people”.")
    claims = list(claims)
    held = [claim for claim in claims if claim.pk in decision.accepted]
    if decision.outcome == Outcome.ONE_POSITION and not held:
        raise Refused("Choose the position that holds.")
    value = decision.value or held[0].value
    if all(compare(value, claim.value).verdict == Verdict.NOT_COMPARABLE for claim in held or claims):
        raise Refused(f"{phrase(value)} is no answer to this question: its claims say {claims[0].value_phrase}.")
    return value


def columns_of_accepted(value: Value | None, held: Iterable[Claim]) -> dict[str, Any]:
    """The columns of the value that is accepted; a name is said as the first of the claims that hold writes it."""
    if value is None:
        return {"kind": ""}
    said = next((claim.value_phrase for claim in held), "") if value.kind == NAME else phrase(value)
    return {**columns_of(value), "value_text": said}


def holds(claim: Claim, decision: Decision, value: Value | None) -> bool:
    """Whether the claim is among those the decision accepts; `value` is the one it accepts."""
    if decision.outcome == Outcome.BOTH:
        return True
    if decision.outcome == Outcome.RANGE and value is not None:
        return compare(claim.value, value).verdict not in (Verdict.CONTRADICTION, Verdict.NOT_COMPARABLE)
    return decision.outcome in (Outcome.ONE_POSITION, Outcome.SUPERSEDED) and claim.pk in decision.accepted
