"""What can be read through the API: all that the desk shows a member, and nothing of a dossier of others."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import review
from claims.api import records, source_records
from claims.models import Claim, Comment, Conflict, Reconciliation
from claims.review import Decision
from sources.models import Passage, Publisher
from sources.withholding import withhold
from tests.claims.api.calling import Caller, is_refused
from tests.factories import NOW, a_conflict

KINDS = {
    "dossiers": source_records.DossierRecord,
    "publishers": source_records.PublisherRecord,
    "documents": source_records.DocumentRecord,
    "passages": source_records.PassageRecord,
    "claims": records.ClaimRecord,
    "filings": records.FilingRecord,
    "questions": records.QuestionRecord,
    "conflicts": records.ConflictRecord,
    "reconciliations": records.ReconciliationRecord,
    "comments": records.CommentRecord,
}


@pytest.fixture
def told(world) -> Conflict:
    """A conflict with a proposal on it and a thread."""
    conflict = a_conflict(world.dossier)
    publisher = Publisher.objects.create(dossier=world.dossier, name="Harbour Post", grade="B")
    world.dossier.documents.update(publisher=publisher)
    review.comment(conflict, "Which one counts children?", by=world.editor, at=NOW)
    propose(conflict, world.reviewer)
    return conflict


def propose(conflict: Conflict, by) -> Reconciliation:
    held = tuple(claim.pk for claim in conflict.positions.get(number=1).claims.all())
    decision = Decision("one position holds", "contradiction", "The list is signed.", accepted=held)
    conflict.refresh_from_db()
    return review.propose(conflict, decision, by=by, at=NOW, seen=conflict.version)


@pytest.mark.parametrize("kind", KINDS)
def test_a_member_reads_rows_and_one_row(world, told, kind):
    viewer = Caller(world.viewer)
    page = viewer.get(f"{kind}/").json()
    assert page["results"]
    assert page["next"] is None
    first = page["results"][0]
    assert set(first) == set(KINDS[kind].__annotations__)
    one = viewer.get(f"{kind}/{first['id']}/")
    assert one.status_code == 200
    assert one.json() == first


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_finds_none_of_them(world, told, kind):
    member, stranger = Caller(world.viewer), Caller(world.stranger)
    own = [each["id"] for each in stranger.get(f"{kind}/").json()["results"]]
    for each in member.get(f"{kind}/").json()["results"]:
        assert each["id"] not in own
        assert is_refused(stranger.get(f"{kind}/{each['id']}/"), 404, "not-found", "not a member")


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_reads_without_signing_in(world, told, kind):
    assert is_refused(Caller(None).get(f"{kind}/"), 401, "not-signed-in")


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_asks_the_database_as_often_for_many_rows_as_for_few(world, told, kind):
    viewer = Caller(world.viewer)
    few = count(viewer, kind)
    for number in range(3):
        another = a_conflict(
            world.dossier,
            f"About {21 + number},000 goats crossed the river Ister.",
            f"About {71 + number},000 goats crossed the river Ister.",
        )
        review.comment(another, "Is that so?", by=world.chief, at=NOW)
        propose(another, world.chief)
    assert count(viewer, kind) <= max(few, 8)


def count(caller: Caller, kind: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert caller.get(f"{kind}/").status_code == 200
    return len(queries)


def test_a_claim_says_what_it_says_and_where(world):
    conflict = a_conflict(world.dossier)
    claim = Claim.objects.get(pk=conflict.lower_id)
    told = Caller(world.viewer).get(f"claims/{claim.pk}/").json()
    assert (told["value"], told["low"], told["modifier"], told["unit"]) == (
        claim.value_text,
        "43000",
        "about",
        "person",
    )
    assert (told["question"], told["state"], told["written_by"]) == (conflict.question_id, "drafted", None)
    assert told["likely"]["low"] <= "43000" <= told["likely"]["high"]
    assert told["exact"] == claim.passage.exact
    assert told["withheld"] is False


def test_what_is_withheld_is_read_by_members_and_marked(world):
    conflict = a_conflict(world.dossier)
    claim = Claim.objects.get(pk=conflict.lower_id)
    review.withhold(claim.passage, by=world.editor, at=NOW, reason="one witness alone saw it")
    viewer = Caller(world.viewer)
    told = viewer.get(f"claims/{claim.pk}/").json()
    assert told["withheld"] is True
    assert told["exact"] == claim.passage.exact
    assert viewer.get(f"claims/{conflict.upper_id}/").json()["withheld"] is False
    assert viewer.get(f"passages/{claim.passage_id}/").json()["withheld"] is True
    assert viewer.get(f"documents/{claim.passage.document_id}/").json()["withheld"] is True
    assert "witness" not in viewer.get("claims/").content.decode()


def test_a_passage_that_touches_a_withheld_one_is_withheld_too(world):
    conflict = a_conflict(world.dossier)
    passage = Passage.objects.get(claims=conflict.lower_id)
    withhold(passage.document, (3, 9), "the source asked for it")
    passage.refresh_from_db()
    assert not passage.withheld_because
    assert Caller(world.viewer).get(f"passages/{passage.pk}/").json()["withheld"] is True


def test_a_conflict_tells_its_positions(world):
    conflict = a_conflict(world.dossier)
    told = Caller(world.viewer).get(f"conflicts/{conflict.pk}/").json()
    assert [(each["number"], each["claims"]) for each in told["positions"]] == [
        (1, [conflict.lower_id]),
        (2, [conflict.upper_id]),
    ]


def test_a_decision_tells_what_it_rests_on(world, told):
    (decision,) = Caller(world.viewer).get("reconciliations/").json()["results"]
    assert (decision["accepted"], decision["rejected"]) == ([told.lower_id], [told.upper_id])
    assert decision["proposed_by"] == {"id": world.reviewer.pk, "name": "Reviewer"}


def test_rows_are_sifted(world, told):
    viewer = Caller(world.viewer)
    assert len(viewer.get("claims/?state=accepted").json()["results"]) == 2
    assert viewer.get("claims/?state=drafted").json()["results"] == []
    assert len(viewer.get("claims/?state=drafted&state=accepted").json()["results"]) == 2
    assert len(viewer.get(f"claims/?question={told.question_id}&drafted=true").json()["results"]) == 2
    assert len(viewer.get("comments/?first=true&resolved=false").json()["results"]) == 1
    assert len(viewer.get("documents/?dossier=floods").json()["results"]) == 2


def test_a_dossier_of_others_is_not_found_by_its_name(world, told):
    assert is_refused(Caller(world.viewer).get("claims/?dossier=elsewhere"), 404, "not-found")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("stat=accepted", "There is no parameter “stat”. Did you mean “state”?"),
        ("state=happy", "“happy” is none of"),
        ("document=x", "Give a whole number"),
        ("drafted=yes", "Give true or false."),
        ("dossier=no/slug", "Give the slug"),
        ("limit=0", "Give a whole number from 1 to 200."),
        ("limit=201", "Give a whole number from 1 to 200."),
        ("cursor=abc", "Take it from “next”"),
        ("fields=id,stat", "There is no field “stat”. Did you mean “state”?"),
    ],
)
def test_what_cannot_be_asked_for_is_named(world, query, words):
    assert is_refused(Caller(world.viewer).get(f"claims/?{query}"), 400, "unknown-parameter", words)


def test_only_the_fields_asked_for_are_told(world, told):
    viewer = Caller(world.viewer)
    assert all(set(each) == {"id", "state"} for each in viewer.get("claims/?fields=id,state").json()["results"])
    assert viewer.get(f"claims/{told.lower_id}/?fields=value").json() == {"value": "About 43,000 people"}


def test_the_ledger_is_read_line_by_line(world, told):
    viewer = Caller(world.viewer)
    lines = viewer.get("events/?dossier=floods").json()["results"]
    assert [line["sequence"] for line in lines] == list(range(1, len(lines) + 1))
    assert lines[-1]["actor"]["name"] == "Reviewer"
    assert [line["previous_hash"] for line in lines[1:]] == [line["hash"] for line in lines[:-1]]
    since = viewer.get(f"events/?dossier=floods&since={len(lines) - 1}").json()["results"]
    assert since == lines[-1:]


def test_the_ledger_is_that_of_one_dossier(world, told):
    assert is_refused(Caller(world.viewer).get("events/"), 400, "unknown-parameter", "Say which dossier")
    assert is_refused(Caller(world.stranger).get("events/?dossier=floods"), 404, "not-found")


def test_an_edited_comment_has_another_version(world, told):
    comment = Comment.objects.get()
    review.edit_comment(comment, "Does one count children?", by=world.editor, at=NOW, seen=1)
    assert Caller(world.viewer).get(f"comments/{comment.pk}/").json()["version"] == 2
