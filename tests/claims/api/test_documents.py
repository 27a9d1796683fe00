"""Documents through the API: in, listed, read, for members alone, with a sentence for every refusal."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.models import Conflict
from sources.extracting import apart
from sources.models import Document
from tests.factories import a_claim, a_document
from tests.sources.recognising.fake_tesseract import a_scan

FERRY = b"After the storm about 43,000 passengers crossed the strait to Harwick, the ferry company said."
DOCUMENTS = "api:documents"


def upload(client, person, data: bytes = FERRY, **fields: str):
    client.force_login(person)
    given = {"dossier": "floods", "file": SimpleUploadedFile("ferry.txt", data), **fields}
    return client.post(reverse(DOCUMENTS), given)


def is_problem(response, status: int, words: str) -> bool:
    body = response.json()
    return (
        response.status_code == body["status"] == status
        and response.headers["Content-Type"] == "application/problem+json"
        and words in body["detail"]
    )


def test_a_file_becomes_a_document(client, world):
    response = upload(client, world.editor, publisher="Harbour Post", language="en")
    document = Document.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "id": document.pk,
        "sha256": document.sha256,
        "is_new": True,
        "drafted": 1,
        "notes": [],
    }
    assert response.headers["Location"].endswith(reverse("api:document", args=[document.pk]))
    assert (document.publisher.name, document.captured_by, document.imported_by) == (
        "Harbour Post",
        "upload",
        world.editor,
    )


def test_it_is_compared_with_the_others(client, world):
    a_claim(world.dossier, "After the storm about 58,000 passengers crossed the strait to Harwick.")
    upload(client, world.editor)
    assert Conflict.objects.get().level == "contradiction"


def test_the_same_bytes_again_are_told(client, world):
    first, again = upload(client, world.editor), upload(client, world.editor)
    assert again.status_code == 200
    assert again.json() == {**first.json(), "is_new": False}


def test_a_viewer_may_not(client, world):
    assert is_problem(upload(client, world.viewer), 403, "does not let you import documents")
    assert not Document.objects.exists()


def test_a_dossier_of_others_is_not_found(client, world):
    assert is_problem(upload(client, world.stranger), 404, "not a member")


def test_who_is_not_signed_in_is_refused(client, world):
    assert client.post(reverse(DOCUMENTS), {"dossier": "floods"}).status_code == 401


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"", 400, "empty"),
        (b"%PDF-1.4 cut", 400, "damaged"),
        (b"{\\rtf1 nothing}", 415, "RTF"),
        (b"\x00\x01\x02" * 99, 415, "no text"),
        (a_scan(), 415, "recognised first"),
    ],
)
def test_a_file_that_is_not_read_is_refused_with_the_reason(client, world, data, status, words):
    assert is_problem(upload(client, world.editor, data), status, words)
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_refused(client, world, monkeypatch):
    monkeypatch.setattr(apart, "MOST_BYTES", 10)
    assert is_problem(upload(client, world.editor), 413, "at most")


def test_what_is_missing_is_named(client, world):
    client.force_login(world.editor)
    response = client.post(reverse(DOCUMENTS), {"dossier": "floods"})
    assert is_problem(response, 400, "file: ")
    assert list(response.json()["errors"]) == ["file"]


def test_an_unknown_language_is_named(client, world):
    assert is_problem(upload(client, world.editor, language="xx"), 400, "language: ")


def test_a_body_that_is_no_form_is_refused(client, world):
    client.force_login(world.editor)
    response = client.post(reverse(DOCUMENTS), FERRY, content_type="text/plain")
    assert is_problem(response, 415, "text/plain")


def test_members_list_the_documents_of_a_dossier(client, world):
    document = a_document(world.dossier, "About 43,000 people left.")
    elsewhere = a_document(world.stranger.memberships.get().dossier, "About 9 people left.")
    client.force_login(world.viewer)
    for query in ({}, {"dossier": "floods"}):
        assert [each["id"] for each in client.get(reverse(DOCUMENTS), query).json()["results"]] == [document.pk]
    assert client.get(reverse(DOCUMENTS), {"dossier": "elsewhere"}).status_code == 404
    for route in ("api:document", "api:document-text", "api:document-original"):
        assert client.get(reverse(route, args=[elsewhere.pk])).status_code == 404
        assert client.get(reverse(route, args=[10**25])).status_code == 404


def test_the_list_asks_the_database_as_often_for_many_as_for_one(client, world, django_assert_num_queries):
    for number in range(5):
        a_document(world.dossier, f"About {number + 2}00 people left.")
    client.force_login(world.viewer)
    with django_assert_num_queries(5):  # session, person, rate, documents, what is withheld of them
        assert len(client.get(reverse(DOCUMENTS)).json()["results"]) == 5


def test_a_document_says_what_is_known_of_it(client, world):
    upload(client, world.editor, publisher="Harbour Post")
    document = Document.objects.get()
    facts = client.get(reverse("api:document", args=[document.pk])).json()
    assert (facts["dossier"], facts["publisher"], facts["sha256"]) == ("floods", "Harbour Post", document.sha256)
    assert (facts["is_recognised"], facts["supersedes"], facts["media_type"]) == (False, None, "text/plain")
    assert client.get(facts["text"]).content == FERRY


def test_the_original_is_an_attachment_and_never_a_page(client, world):
    upload(client, world.editor)
    response = client.get(reverse("api:document-original", args=[Document.objects.get().pk]))
    assert response.content == FERRY
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"] == 'attachment; filename="ferry.txt"'


def test_a_request_that_says_it_is_too_large_is_not_read(client, world):
    client.force_login(world.editor)
    form = "multipart/form-data; boundary=x"
    response = client.post(reverse(DOCUMENTS), b"--x", content_type=form, CONTENT_LENGTH="60000000")
    assert is_problem(response, 413, "at most 50 MB")
