"""The desk as each person sees it: pages answer, strangers find nothing, plain options exist."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.urls import reverse

from claims.models import Claim, Conflict, Question
from sources.models import Document
from tests.factories import a_conflict

LISTS = ["claims_conflict", "claims_claim", "claims_question", "claims_event", "sources_document", "sources_dossier"]
MEMBERS = ["viewer", "editor", "reviewer", "chief"]


def pages() -> list[str]:
    """The page of one row of each kind."""
    rows = [Conflict.objects.first(), Claim.objects.first(), Question.objects.first(), Document.objects.first()]
    return [reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]) for row in rows]


@pytest.mark.parametrize("name", MEMBERS)
def test_members_see_every_page(client, world, name):
    a_conflict(world.dossier)
    client.force_login(world.person(name))
    for address in [reverse("admin:index"), *(reverse(f"admin:{each}_changelist") for each in LISTS), *pages()]:
        response = client.get(address)
        assert response.status_code == 200, address


def test_a_stranger_finds_no_row(client, world):
    conflict = a_conflict(world.dossier)
    client.force_login(world.stranger)
    for address in pages():
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"act": "comment", "body": "Hello"}).status_code == 404, address
    for name in LISTS:
        assert "valley" not in client.get(reverse(f"admin:{name}_changelist")).content.decode(), name
    assert not conflict.comments.exists()


def test_a_stranger_finds_no_row_by_search_or_filter(client, world):
    a_conflict(world.dossier)
    client.force_login(world.stranger)
    address = reverse("admin:claims_claim_changelist")
    for query in ["?q=valley", f"?dossier__id__exact={world.dossier.pk}"]:
        assert "left the valley" not in client.get(address + query, follow=True).content.decode()


def test_filters_offer_only_what_the_person_may_see(client, world):
    a_conflict(world.dossier)
    client.force_login(world.stranger)
    for name in LISTS:
        assert "Floods" not in client.get(reverse(f"admin:{name}_changelist")).content.decode(), name


def test_whoever_is_not_signed_in_is_sent_to_the_door(client, world):
    a_conflict(world.dossier)
    for address in pages():
        response = client.get(address)
        assert (response.status_code, "/login/" in response.url) == (302, True)


def test_nothing_is_added_or_deleted_by_a_generic_form(client, world):
    client.force_login(world.chief)
    a_conflict(world.dossier)
    for row in [Conflict.objects.first(), Claim.objects.first(), Question.objects.first(), Document.objects.first()]:
        place = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_changelist")
        assert client.get(f"{place}add/").status_code == 404
        assert client.post(f"{place}{row.pk}/delete/", {"post": "yes"}).status_code == 404
        assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("query", ["?q=%00", "?language=%00", "?state__exact=%00", "?level__exact=%00"])
def test_a_nul_in_an_address_is_a_bad_request(client, world, query):
    client.force_login(world.viewer)
    for name in LISTS:
        assert client.get(reverse(f"admin:{name}_changelist") + query).status_code == 400


def test_the_content_security_policy_allows_nothing_inline(client, world):
    a_conflict(world.dossier)
    client.force_login(world.reviewer)
    for address in [reverse("admin:index"), *pages()]:
        response = client.get(address)
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        page = response.content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", page), address
        assert not re.search(r"<style|\sstyle=|\son\w+=", page), address


def test_original_bytes_come_as_an_attachment(client, world):
    a_conflict(world.dossier)
    document = Document.objects.first()
    client.force_login(world.viewer)
    response = client.get(reverse("admin:sources_document_original", args=[document.pk]))
    assert response.content == bytes(document.original)
    assert response.headers["Content-Disposition"].startswith("attachment")
    client.force_login(world.stranger)
    assert client.get(reverse("admin:sources_document_original", args=[document.pk])).status_code == 404


def test_plain_options_of_our_admins_exist():
    """Django accepts a misspelt option in silence."""
    for model, model_admin in admin.site._registry.items():
        for name, value in vars(type(model_admin)).items():
            if not name.startswith("_") and not callable(value) and name != "media":
                assert hasattr(ModelAdmin, name), f"{model.__name__}: {name}"


@pytest.mark.parametrize(("name", "most"), [("claims_conflict", 15), ("claims_claim", 15), ("sources_document", 15)])
def test_lists_take_few_queries_whatever_they_hold(client, world, django_assert_max_num_queries, name, most):
    for number in range(6):
        a_conflict(
            world.dossier, f"About {43 + number},000 people left town {number}.", f"About 99,00{number} people left it."
        )
    client.force_login(world.reviewer)
    with django_assert_max_num_queries(most):
        client.get(reverse(f"admin:{name}_changelist"))


def test_of_very_many_documents_a_filter_offers_the_chosen_one_alone(client, world, monkeypatch):
    monkeypatch.setattr("sources.membership_admin._MOST_OFFERED", 1)
    a_conflict(world.dossier)
    first, second = Claim.objects.order_by("pk")
    address = reverse("admin:claims_claim_changelist")
    client.force_login(world.viewer)
    everything = client.get(address)
    assert "passage__document__id__exact" not in everything.content.decode()
    assert set(everything.context["cl"].result_list) == {first, second}
    response = client.get(f"{address}?passage__document__id__exact={first.passage.document_id}")
    assert list(response.context["cl"].result_list) == [first]
