"""What an export tells of decisions under embargo and of corrections."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from claims import review
from claims.models import Conflict, Reconciliation
from claims.review import Decision
from tests.factories import a_conflict

DAY = dt.timedelta(days=1)


@pytest.fixture
def conflict(world) -> Conflict:
    return a_conflict(world.dossier)


def decide(world, conflict: Conflict, number: int, **terms) -> Reconciliation:
    conflict.refresh_from_db()
    now = timezone.now()
    if conflict.state == "resolved":
        review.reopen(conflict, by=world.reviewer, at=now, seen=conflict.version, reason="A newer list.")
        conflict.refresh_from_db()
    accepted = tuple(claim.pk for claim in conflict.positions.get(number=number).claims.all())
    decision = Decision("one position holds", "contradiction", "The list is signed.", accepted=accepted, **terms)
    proposal = review.propose(conflict, decision, by=world.reviewer, at=now, seen=conflict.version)
    conflict.refresh_from_db()
    return review.approve(proposal, by=world.chief, at=now, seen=conflict.version)


def exported() -> list[dict]:
    out = StringIO()
    call_command("export_claims", stdout=out, dossier="floods", format="ndjson")
    records = [json.loads(line) for line in out.getvalue().splitlines()]
    return [record for record in records if "reconciliation_id" in record]


def test_a_decision_under_embargo_is_not_told(world, conflict):
    decide(world, conflict, 1, embargo_until=timezone.now() + DAY)
    assert exported() == []


def test_the_older_decision_is_told_until_the_newer_may_be(world, conflict):
    first = decide(world, conflict, 1)
    decide(world, conflict, 2, correction="58,000: the second list.", embargo_until=timezone.now() + DAY)
    (record,) = exported()
    assert (record["reconciliation_id"], record["corrections"]) == (first.pk, [])


def test_a_correction_is_told_with_its_reason_and_its_date(world, conflict):
    first = decide(world, conflict, 1)
    second = decide(world, conflict, 2, correction="58,000: the second list.")
    (record,) = exported()
    assert record["record_version"] == 4
    assert record["reconciliation_id"] == second.pk
    assert record["published_at"] == record["approved_at"]
    assert record["corrections"] == [
        {
            "made_at": record["published_at"],
            "reason": "58,000: the second list.",
            "replaced_reconciliation_id": first.pk,
            "reconciliation_id": second.pk,
        }
    ]


def test_a_decision_after_a_withdrawal_tells_of_it(world, conflict):
    first = decide(world, conflict, 1)
    conflict.refresh_from_db()
    review.withdraw(first, by=world.chief, at=timezone.now(), seen=conflict.version, reason="The list was forged.")
    decide(world, conflict, 2)
    (record,) = exported()
    (told,) = record["corrections"]
    assert (told["replaced_reconciliation_id"], told["reconciliation_id"]) == (first.pk, None)
    assert told["reason"] == "The list was forged."
