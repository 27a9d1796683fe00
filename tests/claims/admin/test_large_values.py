"""Large values: the desk says them with the word of their scale, machines read every digit."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import review
from claims.export.claim_rows import FORMATS
from claims.export.record import reconciled, record_of
from claims.models import Claim, Conflict
from tests.claims.admin.test_values_in_chinese import held_by_the_first, in_chinese
from tests.claims.api.calling import Caller
from tests.conftest import World
from tests.factories import a_conflict

pytestmark = pytest.mark.django_db

IN_DIGITS, IN_ENGLISH, IN_CHINESE = "CNY 114,269,000,000", "CNY 114.269 billion", "1142.69亿元人民币"


@pytest.fixture
def conflict(world: World) -> Conflict:
    costs = (IN_DIGITS, "CNY 98,400,000,000")
    return a_conflict(world.dossier, *(f"The harbour cost {each} to build." for each in costs))


def in_english(world: World, address: str) -> str:
    client = Client()
    client.force_login(world.reviewer)
    return client.get(address).content.decode()


def pages(conflict: Conflict) -> list[str]:
    return [
        reverse("admin:index"),
        reverse("admin:claims_conflict_changelist"),
        reverse("admin:claims_conflict_change", args=[conflict.pk]),
        reverse("admin:claims_question_change", args=[conflict.question_id]),
        reverse("admin:claims_claim_changelist"),
    ]


def test_every_page_of_the_desk_says_it_in_the_words_of_its_reader(world, conflict):
    for address in pages(conflict):
        assert IN_ENGLISH in in_english(world, address)
        assert IN_CHINESE in in_chinese(world.reviewer, address)


def test_beside_it_stand_all_digits_as_they_were_written(world, conflict):
    page = in_english(world, reverse("admin:claims_conflict_change", args=[conflict.pk]))
    assert page.partition('class="excerpt"')[2].count(IN_DIGITS) == 1


def test_a_reason_of_the_machine_says_it_so(world, conflict):
    page = in_english(world, reverse("admin:claims_conflict_change", args=[conflict.pk]))
    assert "98.35 billion to below 98.45 billion CNY and 114.2685 billion to below 114.2695 billion CNY" in page


def test_what_is_stored_sent_and_exported_has_every_digit(world, conflict):
    claim = Claim.objects.get(passage__exact__contains=IN_DIGITS)
    assert IN_DIGITS in conflict.positions.values_list("value_text", flat=True)
    assert "114,268,500,000 to below 114,269,500,000 CNY" in conflict.reason
    told = Caller(world.viewer).get(f"conflicts/{conflict.pk}/").content.decode()
    assert IN_DIGITS in told
    assert "billion" not in told + Caller(world.viewer).get(f"claims/{claim.pk}/").content.decode()
    exported = b"".join(FORMATS["csv"].blocks(world.dossier)).decode()
    assert "114269000000" in exported
    assert "billion" not in exported


def test_the_record_of_a_published_decision_has_every_digit_and_its_page_the_word(world, conflict):
    world.dossier.is_public = True
    world.dossier.save()
    review.approve(held_by_the_first(world, conflict), by=world.chief, at=timezone.now(), seen=conflict.version)
    page = Client().get(reverse("published_question", args=[world.dossier.slug, conflict.question_id]))
    assert IN_ENGLISH in page.content.decode()
    (told,) = reconciled([world.dossier], at=timezone.now())
    record = record_of(told)
    texts = {claim["value"]["text"] for claim in [*record["accepted_claims"], *record["rejected_claims"]]}
    assert texts == {IN_DIGITS, "CNY 98,400,000,000"}
