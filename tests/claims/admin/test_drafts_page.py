"""The drafts, one at a time: accepted, corrected, rejected or skipped, and the next is there."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import review
from claims.models import Claim
from sources.models import Membership, Role
from tests.factories import NOW, a_claim, a_document, a_dossier

ADDRESS = "/desk/drafts/"


@pytest.fixture
def claims(world) -> list[Claim]:
    """Three drafts of three documents, the most telling first."""
    made = [a_claim(world.dossier, f"About {n},000 people left the valley.") for n in (12, 43, 58)]
    for worth, claim in zip((80, 60, 40), made, strict=True):
        Claim.objects.filter(pk=claim.pk).update(worth=worth)
    return made


def page(client, person, query=""):
    client.force_login(person)
    return client.get(f"{ADDRESS}?{query}")


def post(client, person, claim, query="", **fields):
    client.force_login(person)
    return client.post(f"{ADDRESS}?{query}", {"claim": claim.pk, "seen": claim.version, **fields})


def test_the_most_telling_draft_is_shown_and_the_next_are_listed(client, world, claims):
    response = page(client, world.reviewer)
    assert reverse("drafts") == ADDRESS
    assert response.context["claim"] == claims[0]
    assert response.context["upcoming"] == claims[1:]
    assert "0 of 3 checked" in response.content.decode()


def test_after_accepting_the_next_one_is_shown(client, world, claims):
    response = post(client, world.reviewer, claims[0], act="accept")
    assert (response.status_code, response.url) == (302, f"{ADDRESS}?after={claims[0].pk}")
    shown = client.get(response.url)
    assert shown.context["claim"] == claims[1]
    assert "1 of 3 checked" in shown.content.decode()
    assert Claim.objects.get(pk=claims[0].pk).decided_by == world.reviewer


def test_what_is_skipped_comes_again_when_one_begins_again(client, world, claims):
    response = page(client, world.reviewer, f"after={claims[2].pk}")
    assert "claim" not in response.context
    assert "those you skipped are still there" in response.content.decode()
    assert page(client, world.reviewer).context["claim"] == claims[0]


def test_a_draft_is_rejected_with_a_reason(client, world, claims):
    assert post(client, world.reviewer, claims[0], act="refuse", reason="The value is misread.").status_code == 302
    claim = Claim.objects.get(pk=claims[0].pk)
    assert (claim.state, claim.state_reason) == ("rejected", "The value is misread.")
    assert post(client, world.reviewer, claims[1], act="refuse", reason=" ").status_code == 400


def test_a_draft_is_corrected_and_accepted_in_one(client, world, claims):
    words = {"statement": "By May 12,000 people had left.", "population": "villagers", "first_day": "2020-05-01"}
    assert post(client, world.reviewer, claims[0], act="accept_reworded", **words).status_code == 302
    claim = Claim.objects.get(pk=claims[0].pk)
    assert (claim.state, claim.statement, claim.population) == ("accepted", words["statement"], "villagers")
    assert str(claim.as_of.lower) == "2020-05-01"


def test_an_editor_corrects_and_the_draft_stays_and_is_shown_again(client, world, claims):
    response = post(client, world.editor, claims[0], act="reword", statement="By May 12,000 people had left.")
    assert response.url == f"{ADDRESS}?claim={claims[0].pk}"
    assert client.get(response.url).context["claim"] == claims[0]
    assert Claim.objects.get(pk=claims[0].pk).state == "drafted"
    assert post(client, world.editor, claims[1], act="accept").status_code == 403
    assert post(client, world.editor, claims[1], act="accept_reworded", statement="Else.").status_code == 403
    assert Claim.objects.get(pk=claims[1].pk).statement != "Else."


def test_a_viewer_reads_and_is_offered_no_act(client, world, claims):
    text = page(client, world.viewer).content.decode()
    assert 'name="act"' not in text
    assert post(client, world.viewer, claims[0], act="reword", statement="Else.").status_code == 403


def test_who_is_too_late_keeps_what_was_typed_and_sees_what_became_of_it(client, world, claims):
    review.accept_claim(claims[0], by=world.chief, at=NOW, seen=1)
    response = post(client, world.reviewer, claims[0], act="accept_reworded", statement="By May 12,000 had left.")
    text = response.content.decode()
    assert response.status_code == 409
    assert "By May 12,000 had left." in text
    assert "Judged by Chief meanwhile." in text
    assert 'name="seen" value="2"' in text


def test_words_that_will_not_do_are_shown_again(client, world, claims):
    response = post(client, world.reviewer, claims[0], act="accept_reworded", statement="", scope="in May")
    assert response.status_code == 400
    assert 'value="in May"' in response.content.decode()
    assert post(client, world.reviewer, claims[0], act="explode").status_code == 400


def test_drafts_of_one_dossier_or_one_document_are_worked_through(client, world, claims):
    other = a_dossier("fires")
    Membership.objects.create(dossier=other, person=world.reviewer, role=Role.REVIEWER)
    there = a_claim(other, "About 900 houses burnt down.")
    assert page(client, world.reviewer, "dossier=fires").context["claim"] == there
    document = claims[2].passage.document_id
    response = page(client, world.reviewer, f"document={document}")
    assert response.context["claim"] == claims[2]
    assert response.context["upcoming"] == []
    assert post(client, world.reviewer, claims[2], f"document={document}", act="accept").url == (
        f"{ADDRESS}?document={document}&after={claims[2].pk}"
    )


def test_a_draft_of_a_document_that_is_superseded_is_not_work(client, world, claims):
    newer = a_document(world.dossier, "Nobody knows how many.")
    newer.__class__.objects.filter(pk=newer.pk).update(supersedes=claims[0].passage.document_id)
    assert page(client, world.reviewer).context["claim"] == claims[1]


def test_a_stranger_finds_no_draft(client, world, claims):
    assert "claim" not in page(client, world.stranger, f"claim={claims[0].pk}").context
    assert page(client, world.stranger, f"document={claims[0].passage.document_id}").context["upcoming"] == []
    assert post(client, world.stranger, claims[0], act="accept").status_code == 404


def test_a_draft_takes_few_queries_whatever_comes_after_it(client, world, claims):
    taken = []
    for more in range(2):
        client.force_login(world.reviewer)
        cache.clear()  # what is counted once a minute is counted again
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        taken.append(len(queries))
        for n in range(6):
            a_claim(world.dossier, f"About {n + 2},000 houses fell in town {more}.")
    assert taken[0] == taken[1]
    assert taken[0] <= 15
