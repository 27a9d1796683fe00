"""What changed since a line of the ledger: nothing is missed, and what was withdrawn is told."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.urls import reverse

from claims import review
from claims.export.gathering import SinceWhat
from claims.models import Claim, Conflict
from sources.models import Dossier
from tests.claims.export.conftest import decide
from tests.factories import NOW, a_conflict


def told(data: bytes) -> tuple[list[dict], dict]:
    *lines, end = [json.loads(line) for line in data.splitlines()]
    return lines, end


@pytest.fixture
def sequence(decided, exported: Callable[..., bytes]) -> int:
    """Where the ledger stood when one conflict was decided."""
    return int(told(exported("ndjson"))[1]["sequence"])


def test_nothing_new_is_nothing_told(exported, sequence):
    lines, end = told(exported("ndjson", sequence))
    assert (lines, end["sequence"]) == ([], sequence)


def test_since_the_beginning_is_everything(exported, sequence):
    assert told(exported("ndjson", 0))[0] == told(exported("ndjson"))[0]


def test_a_new_decision_alone_is_told(world, exported, sequence):
    conflict = decide(world)
    (record,), end = told(exported("ndjson", sequence))
    assert record["question_id"] == conflict.question_id
    assert end["sequence"] > sequence


def test_an_undecided_conflict_is_no_news(world, exported, sequence):
    a_conflict(world.dossier, "About 11 bridges fell.", "About 99 bridges fell.")
    assert told(exported("ndjson", sequence))[0] == []


def test_a_withdrawn_decision_leaves_a_tombstone(world, exported, sequence):
    conflict = Conflict.objects.get()
    review.withdraw(
        conflict.question.reconciliations.get(), by=world.chief, at=NOW, seen=conflict.version, reason="Forged."
    )
    (tombstone,), end = told(exported("ndjson", sequence))
    assert (tombstone["withdrawn"], tombstone["question_id"], tombstone["reason"]) == (
        True,
        conflict.question_id,
        "Forged.",
    )
    assert sequence < tombstone["sequence"] <= end["sequence"]
    assert json.loads(exported("json", sequence))["withdrawn"] == [tombstone]
    assert b"withdrawn" in exported("csv", sequence)


def test_one_that_was_decided_anew_has_none(world, exported, sequence):
    conflict = Conflict.objects.get()
    first = conflict.question.reconciliations.get()
    review.withdraw(first, by=world.chief, at=NOW, seen=conflict.version, reason="Forged.")
    conflict.refresh_from_db()
    accepted = tuple(conflict.positions.get(number=1).claims.values_list("pk", flat=True))
    decision = review.Decision("one position holds", "different period", "The first list.", accepted=accepted)
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)
    (record,), _ = told(exported("ndjson", sequence))
    assert record["accepted_value"]["text"] == "about 43,000 people"


@pytest.mark.parametrize("change", ["reword", "retract", "withhold", "facts"])
def test_whatever_changes_a_record_is_told(world, exported, sequence, change):
    conflict, claim = Conflict.objects.get(), Claim.objects.order_by("pk").first()
    question, document = conflict.question, claim.passage.document
    facts = review.Facts.of(document)
    acts: dict[str, Callable[[], object]] = {
        "reword": lambda: review.reword(question, "How many?", by=world.chief, at=NOW, seen=question.version),
        "retract": lambda: review.refuse_claim(claim, by=world.chief, at=NOW, seen=claim.version, reason="Misread."),
        "withhold": lambda: review.withhold(claim.passage, by=world.editor, at=NOW, reason="They asked us to."),
        "facts": lambda: review.correct_facts(
            document, replace(facts, title="Corrected"), by=world.editor, at=NOW, seen=facts.version
        ),
    }
    before = told(exported("ndjson"))[0]
    acts[change]()
    (record,), _ = told(exported("ndjson", sequence))
    assert [record] == told(exported("ndjson"))[0] != before


def test_a_line_the_ledger_does_not_have_is_refused(exported, sequence):
    with pytest.raises(SinceWhat, match="Export all of it anew"):
        exported("ndjson", sequence + 1)


def test_the_api_asks_for_one_dossier_and_a_number(client, world, sequence):
    client.force_login(world.viewer)
    address = reverse("api:export")
    assert client.get(address, {"dossier": "floods", "since": sequence}).status_code == 200
    assert client.get(address, {"dossier": "floods", "since": "yesterday"}).status_code == 400
    assert client.get(address, {"dossier": "floods", "since": sequence + 1}).status_code == 400
    world.dossier.memberships.model.objects.create(
        dossier=Dossier.objects.get(slug="elsewhere"), person=world.viewer, role="viewer"
    )
    assert "one dossier" in client.get(address, {"since": sequence}).json()["detail"]
