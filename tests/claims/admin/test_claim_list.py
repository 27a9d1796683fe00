"""The list of claims: in the order of their worth, page by page, whoever's dossiers and whatever state they are in."""

import pytest
from django.urls import reverse

from claims import review
from claims.admin.claim_list import ORDER
from claims.models import Claim
from sources.models import Membership, Role
from tests.factories import NOW, a_claim, a_dossier

LIST = "admin:claims_claim_changelist"


@pytest.fixture
def claims(world) -> None:
    """Twelve claims of every worth, in two dossiers of the reviewer, some of them judged; two of somebody else."""
    other, foreign = a_dossier("fires"), a_dossier("foreign")
    Membership.objects.create(dossier=other, person=world.reviewer, role=Role.REVIEWER)
    for n in range(12):
        claim = a_claim(world.dossier if n % 3 else other, f"About {n + 10},000 people left village {n}.")
        if n % 4 == 0:
            review.accept_claim(claim, by=world.reviewer, at=NOW, seen=1)
        elif n % 4 == 1:
            review.refuse_claim(claim, by=world.reviewer, at=NOW, seen=1, reason="Misread.")
        Claim.objects.filter(pk=claim.pk).update(worth=(n * 7) % 5)
    for n in range(2):
        a_claim(foreign, f"About {n + 40},000 people left the coast.")


def listed(client, person, **asked: object) -> list[int]:
    client.force_login(person)
    return [claim.pk for claim in client.get(reverse(LIST), asked).context["cl"].result_list]


@pytest.fixture
def five_a_page(monkeypatch) -> None:
    monkeypatch.setattr("claims.admin.claims.ClaimAdmin.list_per_page", 5)


@pytest.mark.usefixtures("five_a_page")
@pytest.mark.parametrize(
    "asked",
    [{}, {"state__exact": "drafted"}, {"state__exact": "accepted"}, {"q": "village"}, {"kind": "count"}, {"o": "1"}],
    ids=lambda asked: "".join(asked) or "all",
)
def test_the_pages_are_those_of_one_sorted_list(client, world, claims, asked):
    mine = Claim.objects.visible_to(world.reviewer)
    mine = mine.filter(state=asked["state__exact"]) if "state__exact" in asked else mine
    mine = mine.filter(kind=asked["kind"]) if "kind" in asked else mine
    order = ("value_text", *ORDER) if "o" in asked else ORDER
    expected = list(mine.order_by(*order).values_list("pk", flat=True))
    pages = [listed(client, world.reviewer, **asked, p=number) for number in range(1, -(-len(expected) // 5) + 1)]
    assert [pk for page in pages for pk in page] == expected
    assert all(len(page) == 5 for page in pages[:-1])


@pytest.mark.usefixtures("five_a_page")
def test_of_one_dossier_its_claims_alone(client, world, claims):
    mine = Claim.objects.filter(dossier=world.dossier).order_by(*ORDER).values_list("pk", flat=True)
    asked = {"dossier__id__exact": world.dossier.pk}
    assert [*listed(client, world.reviewer, **asked), *listed(client, world.reviewer, **asked, p=2)] == list(mine)


@pytest.mark.usefixtures("five_a_page")
def test_a_page_that_is_not_there_leads_back(client, world, claims):
    client.force_login(world.reviewer)
    assert client.get(reverse(LIST), {"p": 99}).status_code == 302


def test_it_is_filtered_by_kind_and_language(client, world):
    english = a_claim(world.dossier, "About 43,000 people left the valley.")
    chinese = a_claim(world.dossier, "约有43%的房屋倒塌。")
    assert listed(client, world.viewer, language="zh") == [chinese.pk]
    assert listed(client, world.viewer, kind="count") == [english.pk]
    assert listed(client, world.viewer, kind="money") == []
    assert listed(client, world.viewer, kind="nonsense") == []


def test_languages_are_named_in_the_lists(client, world):
    a_claim(world.dossier, "约有4.3万人离开山谷。")
    client.force_login(world.viewer)
    page = client.get(reverse(LIST)).content.decode()
    assert '<td class="field-written_in">Chinese</td>' in page


def test_what_a_filter_holds_is_written_as_it_is(client, world):
    a_claim(world.dossier, "About 43,000 people left the valley.")
    client.force_login(world.viewer)
    page = client.get(reverse(LIST), {"language": "en"}).content.decode()
    assert "Language: <strong>English</strong>" in page
    assert "Kind: <strong>all</strong>" in page
