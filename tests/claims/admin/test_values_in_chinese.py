"""Whoever reads the desk in Chinese reads its values in Chinese, wherever the machine words them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import review
from claims.models import Claim, Conflict, Reconciliation
from claims.sheets import keep_sheet
from sources.models import Person
from sources.values import phrase_in
from tests.claims.admin.conflict_forms import post, proposal_fields
from tests.conftest import World
from tests.factories import a_conflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def conflict(world: World) -> Conflict:
    return a_conflict(world.dossier)


def in_chinese(person: Person, address: str) -> str:
    client = Client(headers={"Accept-Language": "zh-hans"})
    client.force_login(person)
    return client.get(address).content.decode()


def held_by_the_first(world: World, conflict: Conflict) -> Reconciliation:
    accepted = tuple(conflict.positions.get(number=1).claims.values_list("pk", flat=True))
    decision = review.Decision("one position holds", "contradiction", "The list is signed.", accepted=accepted)
    proposal = review.propose(conflict, decision, by=world.reviewer, at=timezone.now(), seen=conflict.version)
    conflict.refresh_from_db()
    return proposal


def assert_said(page: str, claim: Claim) -> None:
    chinese = phrase_in(claim.value, "zh")
    assert chinese != claim.value_phrase
    assert chinese in page
    assert claim.value_phrase not in page


def test_on_the_page_of_a_question_and_in_its_form_to_split_it(world, conflict):
    page = in_chinese(world.reviewer, reverse("admin:claims_question_change", args=[conflict.question_id]))
    for claim in Claim.objects.all():
        for part in page.partition('name="claims"')[::2]:
            assert_said(part, claim)


@pytest.mark.parametrize("page", ["admin:index", "admin:claims_conflict_changelist"])
def test_in_the_positions_of_a_list_of_conflicts(world, conflict, page):
    told = in_chinese(world.reviewer, reverse(page))
    for claim in Claim.objects.all():
        assert_said(told, claim)


def test_in_a_position_that_is_denied(world):
    a_conflict(world.dossier, "About 43,000 people left the valley.", "It is not true that about 43,000 people left.")
    assert "并非约4.3万人" in in_chinese(world.reviewer, reverse("admin:claims_conflict_changelist"))


def test_on_the_page_of_a_conflict_in_its_reason_its_plot_and_its_decision(world, conflict):
    decided = held_by_the_first(world, conflict)
    page = in_chinese(world.reviewer, reverse("admin:claims_conflict_change", args=[conflict.pk]))
    for claim in Claim.objects.all():
        assert_said(page, claim)
    assert f"<strong>{phrase_in(decided.value, 'zh')}</strong>" in page
    assert "3.87万至4.73万人与5.22万至6.38万人没有交集" in page


def test_on_the_cards_beside_a_document(world, conflict):
    claim = Claim.objects.earliest("pk")
    cards = reverse("admin:sources_document_cards", args=[claim.passage.document_id])
    told = in_chinese(world.reviewer, f"{cards}?claims={claim.pk}")
    for each in Claim.objects.all():
        assert_said(told, each)


def test_in_the_preview_of_a_decision(world, conflict):
    client = Client(headers={"Accept-Language": "zh-hans"})
    page = post(client, world.reviewer, conflict, "preview", **proposal_fields(conflict)).content.decode()
    assert f"<b>{phrase_in(Claim.objects.earliest('pk').value, 'zh')}</b>" in page


def test_in_the_rows_of_a_sheet(world):
    table = {"data": b"claim\nAbout 43,000 people left the valley.\n", "name": "list.csv"}
    sheet, _is_new = keep_sheet(dossier=world.dossier, **table, by=world.editor, at=timezone.now())
    assert "约4.3万人" in in_chinese(world.editor, reverse("sheet", args=[sheet.pk]))


def test_on_the_page_that_everybody_may_read(world, conflict):
    world.dossier.is_public = True
    world.dossier.save()
    review.approve(held_by_the_first(world, conflict), by=world.chief, at=timezone.now(), seen=conflict.version)
    page = in_chinese(world.reviewer, reverse("published_question", args=[world.dossier.slug, conflict.question_id]))
    for claim in Claim.objects.all():
        assert_said(page.partition("<body")[2], claim)


def test_in_a_thread_on_a_claim_that_the_page_of_the_conflict_shows(world, conflict):
    claim = Claim.objects.earliest("pk")
    review.comment(claim, "Which list?", by=world.editor, at=timezone.now())
    page = in_chinese(world.reviewer, reverse("admin:claims_conflict_change", args=[conflict.pk]))
    (told,) = re.findall(r'<p class="on">(.*?)</p>', page, re.DOTALL)
    assert_said(told, claim)
