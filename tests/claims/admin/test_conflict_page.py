"""The conflict page: what it shows, what each form does, and that nothing typed is lost."""

import datetime as dt

import pytest

from claims import review
from claims.conflicts import detect
from claims.models import Claim, Conflict, Correction, Filing, Reconciliation
from sources.models import Document
from tests.claims.admin.conflict_forms import page_of, post, proposal_fields, proposed
from tests.factories import NOW, a_claim, a_conflict


@pytest.fixture
def conflict(world) -> Conflict:
    return a_conflict(world.dossier)


def test_positions_stand_side_by_side_with_their_passages_lit(client, world, conflict):
    client.force_login(world.viewer)
    page = client.get(page_of(conflict)).content.decode()
    assert page.count('<section class="position ') == 2
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
    assert not Conflict.objects.undecided().exists()


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
        fields = proposal_fields(conflict, rationale=rationale, correction="A better list came in.")
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


def test_threads_on_claims_and_the_question_are_shown_here(client, world, conflict):
    claim = conflict.positions.get(number=1).claims.get()
    review.comment(claim, "Who says so?", by=world.editor, at=NOW)
    review.comment(conflict.question, "Which valley?", by=world.editor, at=NOW)
    client.force_login(world.editor)
    page = client.get(page_of(conflict)).content.decode()
    assert "Who says so?" in page
    assert "Which valley?" in page


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


def test_each_position_tells_its_claims_and_origins_and_how_they_were_filed(client, world, conflict):
    other = a_claim(world.dossier, "About 43,100 people left the valley.")
    copied = conflict.positions.get(number=1).claims.get().passage.document
    Document.objects.filter(pk=other.passage.document_id).update(derived_from=copied)
    reason = {"shared": [{"a": "valley", "b": "谷地", "weight": 2.41}], "opposed": ["arrived / left"]}
    Filing.objects.create(claim=other, question=conflict.question, score=0.7, reason=reason)
    detect([conflict.question], at=NOW)
    client.force_login(world.reviewer)
    page = client.get(page_of(conflict)).content.decode()
    assert "2 claims, 1 origin<" in page
    assert "valley = 谷地 <i>2.4</i>" in page
    assert "arrived / left" in page


def test_a_denied_claim_says_so(client, world, conflict):
    Claim.objects.filter(positions__number=1).update(is_denied=True)
    client.force_login(world.viewer)
    page = client.get(page_of(conflict)).content.decode()
    assert "the passage says that this does not hold" in page
    assert 'class="mark denied"' in page


def test_the_decision_in_force_is_marked_in_the_plot_and_can_be_withdrawn(client, world, conflict):
    proposal = proposed(world, conflict)
    review.withdraw(proposal, by=world.reviewer, at=NOW, seen=conflict.version, reason="Again.")
    conflict.refresh_from_db()
    post(client, world.reviewer, conflict, "propose", **proposal_fields(conflict, number=2))
    conflict.refresh_from_db()
    post(client, world.chief, conflict, "approve")
    conflict.refresh_from_db()
    page = client.get(page_of(conflict)).content.decode()
    assert "accepted: about 58,000 people" in page
    assert post(client, world.chief, conflict, "withdraw", reason="Forged.").status_code == 302
    assert Correction.objects.get().reason == "Forged."


def test_what_was_published_is_replaced_with_a_correction_or_not_at_all(client, world, conflict):
    for number, fields, status in ((1, {}, 302), (2, {}, 400), (2, {"correction": "The second list is signed."}, 302)):
        conflict.refresh_from_db()
        if conflict.state == "resolved":
            review.reopen(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="A second list.")
            conflict.refresh_from_db()
        asked = post(client, world.reviewer, conflict, "propose", **proposal_fields(conflict, number, **fields))
        assert asked.status_code == status
        if status == 302:
            conflict.refresh_from_db()
            post(client, world.chief, conflict, "approve")
    assert Correction.objects.get().reason == "The second list is signed."


def test_a_decision_may_wait_for_its_date(client, world, conflict):
    fields = proposal_fields(conflict, embargo_until="2099-01-01T06:00")
    assert post(client, world.reviewer, conflict, "propose", **fields).status_code == 302
    assert Reconciliation.objects.get().embargo_until == dt.datetime(2099, 1, 1, 6, tzinfo=dt.UTC)


# ---- the form begins as far as the machine can tell -----------------------------------------------


def test_the_position_that_holds_is_chosen_from_its_heading(client, world, conflict):
    client.force_login(world.reviewer)
    position = conflict.positions.get(number=2)
    form = client.get(page_of(conflict), {"position": position.pk}).context["proposal_form"]
    assert (form["position"].value(), form["outcome"].value()) == (str(position.pk), "one position holds")


def test_the_difference_the_machine_suspects_is_chosen(client, world):
    slipped = a_conflict(
        world.dossier, "In all 12,345 people left the valley.", "In all 123,450 people left the valley."
    )
    client.force_login(world.reviewer)
    form = client.get(page_of(slipped)).context["proposal_form"]
    assert form["difference"].value() == "slip of unit or digit"
