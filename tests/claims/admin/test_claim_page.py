"""The pages of a claim and of a question."""

from django.urls import reverse

from claims.models import Claim, Question
from tests.factories import a_claim, a_conflict


def post(client, person, claim: Claim, **fields):
    client.force_login(person)
    return client.post(reverse("admin:claims_claim_change", args=[claim.pk]), fields)


def test_a_draft_is_accepted(client, world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    assert post(client, world.reviewer, claim, act="accept", seen=1).status_code == 302
    claim.refresh_from_db()
    assert (claim.state, claim.decided_by) == ("accepted", world.reviewer)


def test_a_claim_is_refused_with_a_reason(client, world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    assert post(client, world.reviewer, claim, act="refuse", seen=1).status_code == 400
    assert post(client, world.reviewer, claim, act="refuse", seen=1, reason="A misreading.").status_code == 302
    claim.refresh_from_db()
    assert (claim.state, claim.state_reason) == ("rejected", "A misreading.")


def test_an_editor_does_not_accept(client, world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    assert post(client, world.editor, claim, act="accept", seen=1).status_code == 403


def test_an_editor_words_a_question_better(client, world):
    question = a_conflict(world.dossier).question
    client.force_login(world.editor)
    address = reverse("admin:claims_question_change", args=[question.pk])
    assert client.post(address, {"wording": "How many left the valley in May?", "seen": 1}).status_code == 302
    question = Question.objects.get(pk=question.pk)
    assert (question.wording, question.worded_by) == ("How many left the valley in May?", world.editor)


def test_a_viewer_does_not(client, world):
    question = a_conflict(world.dossier).question
    client.force_login(world.viewer)
    address = reverse("admin:claims_question_change", args=[question.pk])
    assert client.post(address, {"wording": "Anything", "seen": 1}).status_code == 403
