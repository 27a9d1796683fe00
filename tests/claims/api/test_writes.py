"""Every act of the desk through the API: done by whoever may, by the version they saw, refused in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from claims import review
from claims.models import Claim, Comment, Conflict, Filing, Question, Reconciliation
from sources.models import Document, Publisher
from tests.claims.api.calling import Caller, is_refused
from tests.factories import NOW, a_claim, a_conflict, a_document, a_question

LEFT = "About 43,000 people left the valley. Some went to the coast."


@pytest.fixture
def conflict(world) -> Conflict:
    return a_conflict(world.dossier)


def a_proposal(conflict: Conflict, **terms: object) -> dict[str, object]:
    return {
        "outcome": "one position holds",
        "difference": "contradiction",
        "rationale": "The list is signed.",
        "accepted": [conflict.lower_id],
        **terms,
    }


def proposed(conflict: Conflict, caller: Caller) -> Any:
    conflict.refresh_from_db()
    response = caller.post(f"conflicts/{conflict.pk}/propose/", a_proposal(conflict), seen=conflict.version)
    assert response.status_code == 201, response.content
    return response.json()


# ---- claims ----------------------------------------------------------------------------------------


def test_a_claim_is_written_on_a_span_of_a_document(world):
    document = Document.objects.get(pk=a_document(world.dossier, "Nobody knows. 8,100 boats were counted.").pk)
    Claim.objects.all().delete()
    response = Caller(world.editor).post("claims/", {"document": document.pk, "start": 14, "end": 39})
    assert response.status_code == 201, response.content
    told = response.json()
    assert (told["value"], told["state"], told["written_by"]["name"]) == ("8,100 boats", "drafted", "Editor")
    assert response.headers["Location"].endswith(reverse("api:claim", args=[told["id"]]))
    assert response.headers["ETag"].startswith('"1-')


def test_a_claim_whose_value_is_not_there_is_refused(world):
    document = a_document(world.dossier, LEFT)
    given = {"document": document.pk, "start": 0, "end": 36, "value": "58,000 people"}
    assert is_refused(Caller(world.editor).post("claims/", given), 422, "refused", "is not what the passage says")


def test_a_claim_on_a_document_of_others_is_not_found(world):
    document = a_document(world.dossier, LEFT)
    given = {"document": document.pk, "start": 0, "end": 36}
    assert is_refused(Caller(world.stranger).post("claims/", given), 404, "not-found")


def test_a_viewer_writes_nothing(world):
    document = a_document(world.dossier, LEFT)
    given = {"document": document.pk, "start": 0, "end": 36}
    assert is_refused(Caller(world.viewer).post("claims/", given), 403, "not-allowed", "write and correct claims")


def test_a_claim_is_reworded_and_the_rest_stays(world):
    claim = a_claim(world.dossier, LEFT)
    given = {"scope": "in March", "as_of": {"first": "2026-03-01", "last": "2026-03-31"}}
    told = Caller(world.editor).patch(f"claims/{claim.pk}/", given, seen=1).json()
    assert (told["scope"], told["as_of"], told["version"]) == ("in March", given["as_of"], 2)
    assert told["statement"] == claim.statement


def test_a_draft_is_accepted_and_taken_back(world):
    claim = a_claim(world.dossier, LEFT)
    reviewer = Caller(world.reviewer)
    assert reviewer.post(f"claims/{claim.pk}/accept/", seen=1).json()["state"] == "accepted"
    assert is_refused(reviewer.post(f"claims/{claim.pk}/accept/", seen=2), 409, "wrong-state")
    given = {"reason": "the list is forged"}
    assert reviewer.post(f"claims/{claim.pk}/reject/", given, seen=2).json()["state"] == "retracted"


def test_a_claim_is_filed_under_a_question_or_with_another_claim(world):
    question = a_question([a_claim(world.dossier, "About 58,000 people left the valley.")])
    claim = a_claim(world.dossier, LEFT)
    other = a_claim(world.dossier, "Some 44,000 people left the valley on foot.")
    reviewer = Caller(world.reviewer)
    told = reviewer.post(f"claims/{claim.pk}/file/", {"question": question.pk}, seen=1).json()
    assert told["question"] == question.pk
    told = reviewer.post(f"claims/{other.pk}/file/", {"claim": claim.pk}, seen=1).json()
    assert told["question"] == question.pk
    both = {"claim": claim.pk, "question": question.pk}
    assert is_refused(reviewer.post(f"claims/{other.pk}/file/", both, seen=1), 422, "refused", "not both")
    assert is_refused(reviewer.post(f"claims/{other.pk}/file/", {}, seen=1), 422, "refused", "or another claim")


def test_a_filing_is_confirmed_and_refused(world, conflict):
    filing = Filing.objects.get(claim=conflict.lower_id)
    reviewer = Caller(world.reviewer)
    confirm, refuse = f"filings/{filing.pk}/confirm/", f"filings/{filing.pk}/refuse/"
    assert reviewer.post(confirm, seen="suggested").json()["state"] == "confirmed"
    assert is_refused(reviewer.post(refuse, seen="suggested"), 412, "stale", "Its version is confirmed now.")
    assert is_refused(reviewer.post(confirm, seen="confirmed"), 409, "wrong-state")
    assert reviewer.post(refuse, seen="confirmed").json()["version"] == "refused"
    assert is_refused(Caller(world.editor).post(confirm, seen="refused"), 403, "not-allowed")


def test_a_filing_judged_meanwhile_is_not_judged_over(world, conflict, monkeypatch):
    """The state is held against the row a second time, under its lock."""
    filing = Filing.objects.get(claim=conflict.lower_id)
    decided = {"state": "confirmed", "decided_by": world.chief, "decided_at": NOW}
    monkeypatch.setattr("claims.api.versions.expect_seen", lambda request, current: Filing.objects.update(**decided))
    response = Caller(world.reviewer).post(f"filings/{filing.pk}/refuse/", seen="suggested")
    assert is_refused(response, 412, "stale")
    assert Filing.objects.get(pk=filing.pk).state == "confirmed"


# ---- questions -------------------------------------------------------------------------------------


def test_a_question_is_reworded_and_settled_in_one_request(world, conflict):
    question = conflict.question
    given = {"wording": "How many left?", "tolerance": "40", "changes_over_time": False}
    response = Caller(world.editor).patch(f"questions/{question.pk}/", given, seen=question.version)
    told = response.json()
    assert (told["wording"], told["tolerance"], told["worded_by"]["name"]) == ("How many left?", "40.00", "Editor")
    assert Conflict.objects.get().level != "contradiction"


@pytest.mark.parametrize("tolerance", ["0", "51", "100"])
def test_a_tolerance_out_of_bounds_is_refused_and_nothing_done(world, conflict, tolerance):
    question = conflict.question
    given = {"wording": "How many left?", "tolerance": tolerance}
    response = Caller(world.editor).patch(f"questions/{question.pk}/", given, seen=question.version)
    assert is_refused(response, 422, "refused", "at most 50 percent")
    question.refresh_from_db()
    assert question.wording != "How many left?"


def test_two_questions_are_merged_and_one_is_split(world):
    first = a_question([a_claim(world.dossier, LEFT)])
    second = a_question([a_claim(world.dossier, "About 58,000 people left the valley.")])
    editor = Caller(world.editor)
    told = editor.post(f"questions/{first.pk}/merge/", {"into": second.pk}, seen=first.version).json()
    assert told["id"] == second.pk
    assert editor.get(f"questions/{first.pk}/").json()["merged_into"] == second.pk
    second.refresh_from_db()
    leaving = [second.filings.latest("pk").claim_id]
    given = {"claims": leaving, "wording": "And how many stayed?"}
    response = editor.post(f"questions/{second.pk}/split/", given, seen=second.version)
    assert (response.status_code, response.json()["wording"]) == (201, "And how many stayed?")
    assert [each.claim_id for each in Question.objects.latest("pk").filings.all()] == leaving


# ---- conflicts and decisions -----------------------------------------------------------------------


def test_a_decision_is_proposed_and_approved_by_two(world, conflict):
    decision = proposed(conflict, Caller(world.reviewer))
    assert (decision["state"], decision["value"]) == ("proposed", "about 43,000 people")
    assert decision["accepted"] == [conflict.lower_id]
    approved = Caller(world.chief).post(f"reconciliations/{decision['id']}/approve/", seen=decision["version"])
    assert approved.json()["state"] == "approved"
    assert Conflict.objects.get().state == "resolved"


def test_nobody_approves_what_they_proposed(world, conflict):
    chief = Caller(world.chief)
    decision = proposed(conflict, chief)
    response = chief.post(f"reconciliations/{decision['id']}/approve/", seen=decision["version"])
    assert is_refused(response, 409, "four-eyes", "Somebody else has to approve it")


def test_an_open_thread_blocks_the_approval(world, conflict):
    review.comment(conflict, "Wait.", by=world.editor, at=NOW)
    decision = proposed(conflict, Caller(world.reviewer))
    response = Caller(world.chief).post(f"reconciliations/{decision['id']}/approve/", seen=decision["version"])
    assert is_refused(response, 409, "threads-unresolved", "1 thread is unresolved")


def test_a_proposal_is_returned_and_another_withdrawn(world, conflict):
    reviewer, chief = Caller(world.reviewer), Caller(world.chief)
    first = proposed(conflict, reviewer)
    given = {"reason": "one source is missing"}
    returned = chief.post(f"reconciliations/{first['id']}/return/", given, seen=first["version"]).json()
    assert (returned["state"], returned["decision_note"]) == ("returned", "one source is missing")
    second = proposed(conflict, reviewer)
    withdrawn = reviewer.post(f"reconciliations/{second['id']}/withdraw/", given, seen=second["version"]).json()
    assert (withdrawn["state"], withdrawn["withdrawn_by"]["name"]) == ("withdrawn", "Reviewer")


def test_a_range_is_read_as_in_a_text(world, conflict):
    terms = a_proposal(conflict, outcome="a range holds", value="43,000 to 58,000 people")
    response = Caller(world.reviewer).post(f"conflicts/{conflict.pk}/propose/", terms, seen=conflict.version)
    assert (response.json()["low"], response.json()["high"]) == ("43000", "58000")


def test_a_value_that_cannot_be_read_is_refused(world, conflict):
    terms = a_proposal(conflict, outcome="a range holds", value="rather many")
    response = Caller(world.reviewer).post(f"conflicts/{conflict.pk}/propose/", terms, seen=conflict.version)
    assert is_refused(response, 422, "refused", "No value can be read")
    assert not Reconciliation.objects.exists()


def test_a_conflict_is_dismissed_reopened_and_assigned(world, conflict):
    reviewer = Caller(world.reviewer)
    given = {"reason": "families, not people"}
    told = reviewer.post(f"conflicts/{conflict.pk}/dismiss/", given, seen=conflict.version).json()
    assert (told["state"], told["state_reason"]) == ("dismissed", "families, not people")
    told = reviewer.post(f"conflicts/{conflict.pk}/reopen/", given, seen=told["version"]).json()
    assert told["state"] == "reopened"
    told = reviewer.post(f"conflicts/{conflict.pk}/assign/", {"to": world.chief.pk}, seen=told["version"]).json()
    assert told["assigned_to"] == {"id": world.chief.pk, "name": "Chief"}
    told = reviewer.post(f"conflicts/{conflict.pk}/assign/", {"to": None}, seen=told["version"]).json()
    assert told["assigned_to"] is None


def test_a_conflict_is_assigned_to_nobody_outside(world, conflict):
    given = {"to": world.stranger.pk}
    response = Caller(world.reviewer).post(f"conflicts/{conflict.pk}/assign/", given, seen=conflict.version)
    assert is_refused(response, 422, "refused", "No member of the dossier")


# ---- comments, documents, publishers, dossiers -------------------------------------------------------


def test_a_thread_is_begun_answered_edited_resolved_and_reopened(world, conflict):
    editor, reviewer = Caller(world.editor), Caller(world.reviewer)
    response = editor.post("comments/", {"conflict": conflict.pk, "body": "Which one?"})
    assert response.status_code == 201
    thread = response.json()
    reply = reviewer.post("comments/", {"reply_to": thread["id"], "body": "The first."}).json()
    assert (reply["reply_to"], reply["conflict"]) == (thread["id"], conflict.pk)
    edited = editor.patch(f"comments/{thread['id']}/", {"body": "Which of them?"}, seen=1).json()
    assert (edited["body"], edited["version"]) == ("Which of them?", 2)
    resolve, reopen = f"comments/{thread['id']}/resolve/", f"comments/{reply['id']}/reopen/"
    assert is_refused(reviewer.post(resolve, seen=1), 412, "stale", "Its version is 2 now.")
    assert reviewer.post(resolve, seen=2).json()["resolved_by"]["name"] == "Reviewer"
    assert is_refused(reviewer.post(resolve, seen=2), 409, "wrong-state")
    assert reviewer.post(reopen, seen=1).json()["resolved_at"] is None


def test_a_thread_edited_meanwhile_is_not_closed(world, conflict, monkeypatch):
    editor = Caller(world.editor)
    thread = editor.post("comments/", {"conflict": conflict.pk, "body": "Which one?"}).json()["id"]

    def edit(request: object, current: str) -> None:
        review.edit_comment(Comment.objects.get(pk=thread), "And why?", by=world.editor, at=NOW, seen=1)

    monkeypatch.setattr("claims.api.versions.expect_seen", edit)
    assert is_refused(Caller(world.reviewer).post(f"comments/{thread}/resolve/", seen=1), 412, "stale")
    assert Comment.objects.get(pk=thread).resolved_at is None


def test_a_comment_is_on_one_thing(world, conflict):
    given = {"conflict": conflict.pk, "question": conflict.question_id, "body": "Which one?"}
    assert is_refused(Caller(world.editor).post("comments/", given), 422, "refused", "one of")
    assert is_refused(Caller(world.editor).post("comments/", {"body": "Well."}), 422, "refused", "one of")
    assert is_refused(
        Caller(world.stranger).post("comments/", {"conflict": conflict.pk, "body": "Hi"}), 404, "not-found"
    )


def test_only_whoever_wrote_a_comment_edits_it(world, conflict):
    review.comment(conflict, "Which one?", by=world.editor, at=NOW)
    response = Caller(world.chief).patch(f"comments/{Comment.objects.get().pk}/", {"body": "None."}, seen=1)
    assert is_refused(response, 403, "not-allowed", "Only whoever wrote")


def test_the_facts_of_a_document_are_corrected(world):
    document = a_document(world.dossier, LEFT)
    editor = Caller(world.editor)
    version = editor.get(f"documents/{document.pk}/").json()["version"]
    given = {"title": "The valley", "publisher": "Harbour Post", "published_on": "2026-02-27"}
    told = editor.patch(f"documents/{document.pk}/", given, seen=version).json()
    assert {name: told[name] for name in given} == given
    assert told["version"] != version
    assert is_refused(editor.patch(f"documents/{document.pk}/", given, seen=version), 412, "stale", told["version"])


def test_a_publisher_is_graded_by_the_grade_seen(world):
    publisher = Publisher.objects.create(dossier=world.dossier, name="Harbour Post", grade="F")
    editor = Caller(world.editor)
    assert editor.patch(f"publishers/{publisher.pk}/", {"grade": "B"}, seen="F").json()["grade"] == "B"
    assert is_refused(editor.patch(f"publishers/{publisher.pk}/", {"grade": "C"}, seen="F"), 412, "stale")


def test_a_chief_changes_the_rules_of_a_dossier(world):
    given = {"title": "The floods of March", "own_claims_may_be_approved": True, "is_public": True}
    told = Caller(world.chief).patch(f"dossiers/{world.dossier.pk}/", given, seen=1).json()
    assert {**told, **given} == told
    assert told["version"] == 2
    assert is_refused(Caller(world.reviewer).patch(f"dossiers/{world.dossier.pk}/", given, seen=2), 403, "not-allowed")


# ---- what no write takes -----------------------------------------------------------------------------


@pytest.mark.parametrize("body", [r'{"body": "\u0000", "claim": 1}', r'{"body": "\ud800", "claim": 1}'])
def test_no_text_holds_a_nul_or_half_a_character(world, body):
    response = Caller(world.editor).client.post("/api/v1/comments/", body, content_type="application/json")
    assert is_refused(response, 400, "invalid-request", "body")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"claim": "1", "body": "x"}, "claim"),
        ({"claim": True, "body": "x"}, "claim"),
        ({"claim": 1, "body": 5}, "body"),
    ],
)
def test_a_number_is_no_text_and_a_text_no_number(world, given, field):
    response = Caller(world.editor).post("comments/", given)
    assert is_refused(response, 400, "invalid-request")
    assert list(response.json()["errors"]) == [field]
