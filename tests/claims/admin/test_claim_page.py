"""The pages of a claim and of a question."""

from django.urls import reverse

from claims import recall
from claims.models import Claim, Question
from tests.factories import a_claim, a_conflict, a_dossier


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


def test_a_passage_is_withheld_from_exports_and_released(client, world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    assert post(client, world.editor, claim, act="withhold").status_code == 400
    assert post(client, world.editor, claim, act="withhold", **{"withhold-reason": "An informant."}).status_code == 302
    page = client.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert "not for export" in page
    assert "An informant." in page
    assert post(client, world.editor, claim, act="release").status_code == 302
    assert not Claim.objects.get().passage.is_withheld


def test_a_viewer_neither_withholds_nor_releases(client, world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    assert post(client, world.viewer, claim, act="withhold", **{"withhold-reason": "An informant."}).status_code == 403
    assert post(client, world.viewer, claim, act="release").status_code == 403


def test_a_claim_is_filed_with_one_that_says_the_like(client, world):
    claim = a_claim(world.dossier, "After the flood about 43,000 people left the valley.")
    other = a_claim(world.dossier, "About 58,000 people left the valley after the flood.")
    recall.keep(world.dossier)
    client.force_login(world.viewer)
    page = client.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert "Claims that say the like" in page
    assert "They answer the same question" not in page
    assert post(client, world.editor, claim, act="file", seen=1, partner=other.pk).status_code == 403
    assert post(client, world.reviewer, claim, act="file", seen=1, partner=other.pk).status_code == 302
    assert claim.filings.get().question.conflict.level == "contradiction"
    page = client.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert "answers the same question" in page
    assert "They answer the same question" not in page


def test_a_claim_of_another_dossier_is_no_partner(client, world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    far = a_claim(a_dossier("far"), "About 58,000 people left the valley.")
    assert post(client, world.reviewer, claim, act="file", seen=1, partner=far.pk).status_code == 400
