"""The question page: wording, merging and splitting, each one form."""

from decimal import Decimal

from claims.models import Question
from tests.factories import a_claim, a_conflict, a_question


def address(question: Question) -> str:
    return f"/desk/claims/question/{question.pk}/change/"


def test_two_questions_are_merged_from_the_page(world, client):
    first, second = (
        a_question([a_claim(world.dossier, text)], text)
        for text in ("About 43,000 people left the valley.", "About 58,000 people fled.")
    )
    client.force_login(world.editor)
    assert "merge them" in client.get(address(first)).content.decode()
    response = client.post(address(first), {"act": "merge", "seen": first.version, "into": second.pk})
    assert response.url == address(second)
    assert second.filings.count() == 2
    assert "Merged: its claims answer" in client.get(address(first)).content.decode()


def test_a_question_is_split_from_the_page(world, client):
    question = a_conflict(world.dossier).question
    client.force_login(world.editor)
    posted = {"act": "split", "seen": question.version, "claims": [question.filings.last().claim_id]}
    assert client.post(address(question), posted).status_code == 400
    response = client.post(address(question), {**posted, "new_wording": "How many by boat?"})
    made = Question.objects.get(wording="How many by boat?")
    assert (response.url, made.filings.count()) == (address(made), 1)


def test_a_stale_form_answers_409_and_changes_nothing(world, client):
    question = a_conflict(world.dossier).question
    client.force_login(world.editor)
    response = client.post(address(question), {"act": "reword", "seen": 77, "wording": "How many?"})
    question.refresh_from_db()
    assert (response.status_code, question.version) == (409, 1)


def test_a_viewer_sees_no_form(world, client):
    question = a_conflict(world.dossier).question
    client.force_login(world.viewer)
    assert "merge them" not in client.get(address(question)).content.decode()
    assert client.post(address(question), {"act": "reword", "seen": 1, "wording": "How many?"}).status_code == 403


def test_how_answers_are_compared_is_set_on_the_page(world, client):
    question = a_conflict(world.dossier, "The lake is 11.5 km long.", "The lake is 11.9 km long.").question
    client.force_login(world.editor)
    posted = {"act": "settle", "seen": question.version, "tolerance": "10", "unit": "kilometre"}
    assert client.post(address(question), posted).status_code == 302
    question.refresh_from_db()
    assert (question.tolerance, question.asked_in, question.conflict.level) == (Decimal(10), "kilometre", "agree")
    assert 'value="10.00"' in client.get(address(question)).text


def test_rules_that_cannot_hold_are_told_and_kept(world, client):
    question = a_conflict(world.dossier).question
    client.force_login(world.editor)
    posted = {"act": "settle", "seen": question.version, "tolerance": "80", "unit": ""}
    answer = client.post(address(question), posted)
    assert answer.status_code == 400
    assert "at most 50 percent" in answer.text
    assert 'value="80"' in answer.text
    assert client.post(address(question), {**posted, "tolerance": "", "unit": "tonne"}).status_code == 400
