"""Whoever reads the desk in Chinese reads its values in Chinese, wherever the machine words them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import review
from claims.models import Claim, Conflict
from sources.models import Person
from sources.values import phrase_in
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


def assert_said(page: str, claim: Claim) -> None:
    chinese = phrase_in(claim.value, "zh")
    assert chinese != claim.value_phrase
    assert chinese in page
    assert claim.value_phrase not in page


def test_on_the_page_of_a_question(world, conflict):
    page = in_chinese(world.reviewer, reverse("admin:claims_question_change", args=[conflict.question_id]))
    for claim in Claim.objects.all():
        assert_said(page.partition('name="claims"')[0], claim)


def test_in_a_thread_on_a_claim_that_the_page_of_the_conflict_shows(world, conflict):
    claim = Claim.objects.earliest("pk")
    review.comment(claim, "Which list?", by=world.editor, at=timezone.now())
    page = in_chinese(world.reviewer, reverse("admin:claims_conflict_change", args=[conflict.pk]))
    (told,) = re.findall(r'<p class="on">(.*?)</p>', page, re.DOTALL)
    assert_said(told, claim)
