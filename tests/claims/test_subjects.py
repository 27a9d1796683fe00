"""Where the subject of a line of the ledger is read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import ledger, review
from claims.models import Conflict, Event
from claims.subjects import address_of, addressed
from tests.claims.admin.conflict_forms import proposed
from tests.conftest import World
from tests.factories import NOW, a_conflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def conflict(world: World) -> Conflict:
    """With a thread, a proposal, a filing confirmed and a passage withheld."""
    conflict = a_conflict(world.dossier)
    filing = conflict.question.filings.earliest("pk")
    review.comment(conflict, "Which list?", by=world.editor, at=NOW)
    review.withhold(filing.claim.passage, by=world.editor, at=NOW, reason="A source.")
    review.judge_filing(filing, by=world.reviewer, at=NOW, confirm=True)
    conflict.refresh_from_db()
    proposed(world, conflict)
    return conflict


def addresses() -> dict[str, str]:
    return {line.subject: address_of(line) for line in addressed(Event.objects.order_by("id"))}


def test_a_line_leads_to_what_it_is_about_or_to_the_page_that_shows_it(world, conflict):
    found, filing = addresses(), conflict.question.filings.earliest("pk")
    page = reverse("admin:claims_conflict_change", args=[conflict.pk])
    document = reverse("admin:sources_document_change", args=[filing.claim.passage.document_id])
    assert (found["conflict"], found["reconciliation"], found["passage"]) == (page, page, document)
    assert found["comment"] == reverse("thread", args=[conflict.comments.get().pk])
    assert set(found) >= {"claim", "comment", "conflict", "filing", "passage", "reconciliation"}
    client = Client()
    client.force_login(world.chief)
    assert {kind: client.get(address).status_code for kind, address in found.items()} == dict.fromkeys(found, 200)


def test_a_line_about_the_dossier_leads_to_it(world):
    ledger.record(world.dossier, "rules changed", world.dossier, by=world.chief)
    assert addresses() == {"dossier": reverse("admin:sources_dossier_change", args=[world.dossier.pk])}


def test_a_line_leads_nowhere_once_its_subject_is_gone(world):
    alias = review.name_alike(world.dossier, ["Kabul", "喀布尔"], by=world.reviewer, at=NOW)
    assert addresses() == {"alias": reverse("admin:claims_alias_change", args=[alias.pk])}
    review.part_names(alias, by=world.reviewer, at=NOW)
    assert addresses() == {"alias": ""}


@pytest.mark.parametrize("page", ["admin:claims_event_changelist", "admin:index"])
def test_lists_of_lines_link_them_at_no_query_a_line(client, world, conflict, page):
    client.force_login(world.chief)
    claim = reverse("admin:claims_claim_change", args=[conflict.question.filings.earliest("pk").claim_id])
    client.get(reverse(page))
    taken = []
    for _again in range(2):
        with CaptureQueriesContext(connection) as queries:
            told = client.get(reverse(page)).content.decode()
        taken.append(len(queries))
        assert f'<a href="{claim}">' in told
        for body in ("And the other?", "Neither?"):
            review.comment(conflict.question.filings.earliest("pk").claim, body, by=world.editor, at=NOW)
    assert taken[0] == taken[1]


def test_a_page_links_no_line_to_itself(client, world, conflict):
    client.force_login(world.chief)
    address = reverse("admin:claims_conflict_change", args=[conflict.pk])
    told = client.get(address).content.decode().partition('<ol class="events">')[2]
    assert f'href="{address}"' not in told
    assert reverse("admin:claims_claim_change", args=[conflict.question.filings.earliest("pk").claim_id]) in told
