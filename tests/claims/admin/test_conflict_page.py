"""The conflict page: what it shows, what each form does, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from claims import review
from claims.models import Comment, Conflict, Filing, Reconciliation
from tests.factories import NOW, a_conflict


@pytest.fixture
def conflict(world) -> Conflict:
    return a_conflict(world.dossier)


def page_of(conflict: Conflict) -> str:
    return reverse("admin:claims_conflict_change", args=[conflict.pk])


def post(client, person, conflict: Conflict, act: str, **fields):
    client.force_login(person)
    return client.post(page_of(conflict), {"act": act, "seen": conflict.version, **fields})


def proposal_fields(conflict: Conflict, number: int = 1, **fields: str) -> dict[str, str]:
    position = conflict.positions.get(number=number)
    return {
        "outcome": "one position holds",
        "position": str(position.pk),
        "difference": "contradiction",
        "rationale": "The passenger list is signed.",
        **fields,
    }


def proposed(world, conflict: Conflict) -> Reconciliation:
    decision = review.Decision("none holds", "copying error", "A misprint.")
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    return proposal


def test_positions_stand_side_by_side_with_their_passages_lit(client, world, conflict):
    client.force_login(world.viewer)
    page = client.get(page_of(conflict)).content.decode()
    assert page.count('class="position"') == 2
    assert '<mark class="value">About 43,000 people</mark>' in page
    assert '<mark class="value">About 58,000 people</mark>' in page
    assert "have nothing in common" in page


def test_a_reviewer_proposes_and_a_chief_approves(client, world, conflict):
    response = post(client, world.reviewer, conflict, "propose", **proposal_fields(conflict))
    assert response.status_code == 302
    conflict.refresh_from_db()
    assert conflict.state == "proposed"
    assert post(client, world.chief, conflict, "approve").status_code == 302
    conflict.refresh_from_db()
    assert conflict.state == "resolved"
    queue = client.get(reverse("admin:claims_conflict_changelist")).content.decode()
    assert 'Conflicts <span class="count">0</span>' in queue


def test_a_value_may_be_typed_as_a_text_would_say_it(client, world, conflict):
    fields = proposal_fields(conflict, outcome="a range holds", value="43,000 to 58,000 people")
    assert post(client, world.reviewer, conflict, "propose", **fields).status_code == 302
    reconciliation = Reconciliation.objects.get()
    assert (reconciliation.low, reconciliation.high) == ("43000", "58000")


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"rationale": ""}, "This field is required"),
        ({"value": "a good many"}, "No value can be read here"),
        ({"position": ""}, "Choose the position that holds"),
    ],
)
def test_a_form_that_cannot_be_read_comes_back_with_what_was_typed(client, world, conflict, wrong, word):
    fields = proposal_fields(conflict, dissent="The ferrymen disagree.", **wrong)
    response = post(client, world.reviewer, conflict, "propose", **fields)
    assert response.status_code == 400
    page = response.content.decode()
    assert word in page
    assert "The ferrymen disagree." in page
    assert not Reconciliation.objects.exists()


def test_a_stale_form_answers_409_and_keeps_what_was_typed(client, world, conflict):
    fields = proposal_fields(conflict, rationale="A reason worth keeping.") | {"seen": str(conflict.version - 1)}
    client.force_login(world.reviewer)
    response = client.post(page_of(conflict), {"act": "propose", **fields})
    assert response.status_code == 409
    assert "A reason worth keeping." in response.content.decode()


@pytest.mark.parametrize("name", ["viewer", "editor"])
def test_who_may_not_propose_gets_403(client, world, conflict, name):
    assert post(client, world.person(name), conflict, "propose", **proposal_fields(conflict)).status_code == 403
    client.force_login(world.person(name))
    assert "Propose decision" not in client.get(page_of(conflict)).content.decode()


def test_the_proposer_is_not_offered_to_approve(client, world, conflict):
    proposed(world, conflict)
    client.force_login(world.reviewer)
    page = client.get(page_of(conflict)).content.decode()
    assert 'value="approve"' not in page
    assert 'value="withdraw"' in page
    assert post(client, world.reviewer, conflict, "approve").status_code == 403


@pytest.mark.parametrize(("act", "person", "state"), [("return", "chief", "open"), ("withdraw", "reviewer", "open")])
def test_a_proposal_is_closed_with_a_reason(client, world, conflict, act, person, state):
    proposed(world, conflict)
    assert post(client, world.person(person), conflict, act).status_code == 400
    assert post(client, world.person(person), conflict, act, reason="Ask again.").status_code == 302
    conflict.refresh_from_db()
    assert conflict.state == state


def test_a_withdrawn_decision_does_not_show_the_one_before_it_as_standing(client, world, conflict):
    for rationale in ("The first list.", "The second list."):
        fields = proposal_fields(conflict, rationale=rationale)
        assert post(client, world.reviewer, conflict, "propose", **fields).status_code == 302
        conflict.refresh_from_db()
        assert post(client, world.chief, conflict, "approve").status_code == 302
        conflict.refresh_from_db()
        if rationale == "The first list.":
            assert post(client, world.reviewer, conflict, "reopen", reason="A newer list.").status_code == 302
            conflict.refresh_from_db()
    newest = conflict.question.reconciliations.last()
    review.withdraw(newest, by=world.chief, at=NOW, seen=conflict.version, reason="Forged.")
    client.force_login(world.reviewer)
    response = client.get(page_of(conflict))
    assert response.context["decision"] is None
    assert len(response.context["earlier"]) == 2


def test_a_conflict_is_dismissed_and_reopened(client, world, conflict):
    assert post(client, world.reviewer, conflict, "dismiss", reason="Two valleys.").status_code == 302
    conflict.refresh_from_db()
    assert post(client, world.reviewer, conflict, "reopen", reason="One valley.").status_code == 302
    conflict.refresh_from_db()
    assert conflict.state == "reopened"


def test_a_thread_is_opened_answered_and_resolved(client, world, conflict):
    assert post(client, world.editor, conflict, "comment", body="Which <b>days</b>?").status_code == 302
    thread = Comment.objects.get()
    post(client, world.reviewer, conflict, "comment", body="The first ten.", reply_to=thread.pk)
    page = client.get(page_of(conflict)).content.decode()
    assert "Which &lt;b&gt;days&lt;/b&gt;?" in page
    assert "The first ten." in page
    assert post(client, world.editor, conflict, "resolve", thread=thread.pk).status_code == 302
    thread.refresh_from_db()
    assert thread.resolved_by == world.editor


def test_threads_on_claims_and_the_question_are_shown_and_resolved_here(client, world, conflict):
    claim = conflict.positions.get(number=1).claims.get()
    thread = review.comment(claim, "Who says so?", by=world.editor, at=NOW)
    review.comment(conflict.question, "Which valley?", by=world.editor, at=NOW)
    client.force_login(world.editor)
    page = client.get(page_of(conflict)).content.decode()
    assert "Who says so?" in page
    assert "Which valley?" in page
    post(client, world.editor, conflict, "comment", body="The port office.", reply_to=thread.pk)
    assert thread.replies.get().claim == claim
    assert post(client, world.editor, conflict, "resolve", thread=thread.pk).status_code == 302


def test_a_number_no_database_holds_is_no_number(client, world, conflict):
    for field in ("seen", "filing", "thread"):
        assert post(client, world.reviewer, conflict, "confirm", **{field: "9" * 5000}).status_code == 400


@pytest.mark.parametrize(("act", "state"), [("confirm", "confirmed"), ("refuse", "refused")])
def test_a_filing_is_judged(client, world, conflict, act, state):
    filing = Filing.objects.first()
    response = post(client, world.reviewer, conflict, act, filing=filing.pk)
    assert response.status_code == 302
    assert client.get(response.url).status_code == 200
    filing.refresh_from_db()
    assert filing.state == state


@pytest.mark.parametrize("act", ["", "nonsense", "resolve", "confirm", "approve"])
def test_an_act_without_its_object_is_a_bad_request(client, world, conflict, act):
    assert post(client, world.chief, conflict, act).status_code == 400


def test_the_page_takes_few_queries_whatever_it_holds(client, world, django_assert_max_num_queries):
    texts = [f"About {number},000 people left the valley." for number in range(20, 60)]
    conflict = a_conflict(world.dossier, *texts)
    client.force_login(world.reviewer)
    with django_assert_max_num_queries(15):
        client.get(page_of(conflict))
