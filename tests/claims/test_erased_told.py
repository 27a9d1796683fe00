"""What was erased is told of wherever it would stand: since when, and why; never an error, never a text of blots."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from jsonschema import validate

from claims import review
from claims.erasing import erase_document, erase_person
from claims.export.schema import record_schema
from claims.models import Claim, Conflict, Reconciliation
from sources.models import Document, Dossier, Person, Role
from tests.conftest import World
from tests.factories import a_conflict, a_person

pytestmark = [pytest.mark.usefixtures("the_owner"), pytest.mark.django_db]
DEMAND = "court order 4 O 12/26"
SAID = "About 43,000 people left the valley."


@pytest.fixture
def decided(world: World) -> Document:
    """The document of the claim that was held to be right, in a dossier that everybody may read."""
    conflict = a_conflict(world.dossier, SAID, "About 58,000 people left the valley.")
    claim = Claim.objects.get(passage__document__text=SAID)
    decision = review.Decision("one position holds", "contradiction", "The list is signed.", accepted=(claim.pk,))
    proposal = review.propose(conflict, decision, by=world.reviewer, at=timezone.now(), seen=conflict.version)
    conflict.refresh_from_db()
    review.approve(proposal, by=world.chief, at=timezone.now(), seen=conflict.version)
    Dossier.objects.update(is_public=True)
    return Document.objects.get(pk=claim.passage.document_id)


def of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def erased(document: Document, world: World) -> None:
    erase_document(document, reason=DEMAND, by=world.chief, at=timezone.now())


def asked(client: Client, path: str) -> Any:
    return client.get(f"/api/v1/{path}")


def test_the_api_says_since_when_and_why(decided, world):
    client = of(world.viewer)
    assert asked(client, f"documents/{decided.pk}/").json()["erased"] is None
    erased(decided, world)
    told = asked(client, f"documents/{decided.pk}/").json()["erased"]
    assert told["reason"] == DEMAND
    assert told["at"].startswith(f"{timezone.now():%Y-%m-%d}")
    listed = asked(client, f"documents/?dossier={world.dossier.slug}").json()["results"]
    assert [row["erased"] for row in listed if row["id"] == decided.pk] == [told]
    assert [row["erased"] for row in listed if row["id"] != decided.pk] == [None]


@pytest.mark.parametrize("part", ["text", "original"])
def test_its_text_and_its_bytes_are_gone_with_the_reason(decided, world, part):
    erased(decided, world)
    response = asked(of(world.viewer), f"documents/{decided.pk}/{part}/")
    assert (response.status_code, response.headers["Content-Type"]) == (410, "application/problem+json")
    assert DEMAND in response.json()["detail"]
    assert response.json()["type"].endswith("/problems/erased/")
    assert asked(of(world.stranger), f"documents/{decided.pk}/{part}/").status_code == 404


def test_its_claims_say_why_they_say_nothing(decided, world):
    claim = Claim.objects.get(passage__document=decided)
    erased(decided, world)
    told = asked(of(world.viewer), f"claims/{claim.pk}/").json()
    assert (told["statement"], told["state"]) == ("[erased]", "retracted")
    assert DEMAND in told["state_reason"]


def test_the_desk_says_it_where_the_text_stood_and_on_the_claim(decided, world):
    claim = Claim.objects.get(passage__document=decided)
    erased(decided, world)
    client = of(world.viewer)
    for address in (
        reverse("admin:sources_document_change", args=[decided.pk]),
        reverse("admin:claims_claim_change", args=[claim.pk]),
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert DEMAND in page.content.decode()


def test_readers_are_told_since_when_and_why_where_its_words_stood(decided, world):
    question = Reconciliation.objects.get().question
    address = f"/published/{world.dossier.slug}/{question.pk}/"
    assert SAID[:20] in Client().get(address).content.decode()
    erased(decided, world)
    page = Client().get(address).content.decode()
    assert "Erased on" in page
    assert DEMAND in page
    assert SAID[:20] not in page
    assert "█" not in page
    assert "The source is protected" not in page


def test_a_record_of_the_export_says_it_of_the_claim(decided, world):
    assert [claim["erased"] for claim in _exported()["accepted_claims"]] == [None]
    erased(decided, world)
    ((accepted,), (rejected,)) = (_exported()[f"{role}_claims"] for role in ("accepted", "rejected"))
    assert accepted["erased"]["reason"] == DEMAND
    assert accepted["erased"]["at"].startswith(f"{timezone.now():%Y-%m-%d}")
    assert (accepted["statement"], accepted["value"]["kind"], rejected["erased"]) == (None, "name", None)


def _exported() -> Any:
    out = StringIO()
    call_command("export_claims", format="ndjson", stdout=out)
    record = json.loads(out.getvalue().splitlines()[0])
    validate(record, record_schema())
    return record


def test_an_erased_person_is_a_number_wherever_they_stand(decided, world):
    leaving = a_person("oquill", world.dossier, Role.REVIEWER)
    conflict = Conflict.objects.get()
    thread = review.comment(conflict, "Which list?", by=leaving, at=timezone.now())
    erase_person(leaving, reason=DEMAND, by=world.chief, at=timezone.now())
    client, name = of(world.viewer), f"erased-{leaving.pk}"
    assert asked(client, f"comments/{thread.pk}/").json()["author"] == {"id": leaving.pk, "name": name}
    page = client.get(reverse("thread", args=[thread.pk]))
    assert page.status_code == 200
    assert name in page.content.decode()
    assert name in client.get(reverse("admin:claims_event_changelist")).content.decode()
