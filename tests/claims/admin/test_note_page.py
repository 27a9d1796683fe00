"""Notes: what somebody told us becomes a document with claims."""

import datetime as dt

import pytest
from django.urls import reverse

from claims.models import Claim, Conflict
from sources.models import Document
from tests.factories import a_claim

TEXT = "She said that about 58,000 people left the valley in May."
TOLD = dt.datetime(2026, 2, 3, 14, 30, tzinfo=dt.UTC)


def post(client, person, dossier, **fields: str):
    client.force_login(person)
    note = {
        "dossier": dossier.pk,
        "evidence": "phone call",
        "told_by": "Ines Marr",
        "told_at": "2026-02-03T14:30",
        "told_how": "on the record",
        "title": "Call with the ferry line",
        "text": TEXT,
        "may_be_exported": "no",
    }
    return client.post(reverse("note"), {**note, **fields})


def test_a_note_becomes_a_document_with_claims(client, world):
    answer = post(client, world.editor, world.dossier)
    document = Document.objects.get()
    assert answer.status_code == 302
    assert answer.url == reverse("admin:sources_document_change", args=[document.pk])
    assert (document.evidence, document.told_by, document.told_at) == ("phone call", "Ines Marr", TOLD)
    assert (document.captured_by, document.text, document.title) == ("note", TEXT, "Call with the ferry line")
    assert document.reading_date == TOLD.date()
    assert Claim.objects.get().value_text == "about 58,000 people"


def test_all_its_passages_are_withheld_unless_said_otherwise(client, world):
    post(client, world.editor, world.dossier)
    assert not Document.objects.get().passages.filter(withheld_because="").exists()
    post(client, world.editor, world.dossier, text=TEXT + " She did.", may_be_exported="yes")
    assert not Document.objects.latest("pk").passages.exclude(withheld_because="").exists()


def test_a_note_contradicts_a_document(client, world):
    a_claim(world.dossier, "The office said about 43,000 people left the valley in May.")
    post(client, world.editor, world.dossier)
    assert Conflict.objects.get().level == "contradiction"


def test_what_looks_like_a_page_is_text_all_the_same(client, world):
    post(client, world.editor, world.dossier, text="<p>She wrote: 12 boats.</p>")
    assert Document.objects.get().text == "<p>She wrote: 12 boats.</p>"


@pytest.mark.parametrize("field", ["told_by", "told_at", "title", "text", "may_be_exported"])
def test_what_is_missing_is_told_and_nothing_typed_is_lost(client, world, field):
    answer = post(client, world.editor, world.dossier, **{field: ""})
    assert answer.status_code == 400
    assert "This field is required" in answer.content.decode()
    assert "on the record" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_note_of_tomorrow_is_refused(client, world):
    answer = post(client, world.editor, world.dossier, told_at="2199-01-01T00:00")
    assert "That lies ahead" in answer.content.decode()


def test_the_very_same_words_are_told(client, world):
    post(client, world.editor, world.dossier)
    answer = post(client, world.editor, world.dossier, told_by="Somebody else")
    assert answer.status_code == 400
    assert "says the very same" in answer.content.decode()
    assert Document.objects.count() == 1


@pytest.mark.parametrize(("name", "status"), [("viewer", 403), ("stranger", 404)])
def test_who_may_not_import_is_refused(client, world, name, status):
    assert post(client, world.person(name), world.dossier).status_code == status
    assert not Document.objects.exists()
