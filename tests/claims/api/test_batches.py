"""Batches through the API: sent at once, watched, cancelled and resumed, by the rules of the desk."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from claims import batches
from claims.models import Batch, BatchFile
from claims.models.batch import FileState
from sources.accounts.tokens import make_token
from sources.extracting import extract
from sources.models import Dossier, Person
from tests.claims.api.calling import Caller, is_refused
from tests.factories import NOW

LATER = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
FERRIES = {
    "a.txt": b"About 43,000 passengers crossed the strait to Harwick in the storm.",
    "b.txt": b"About 58,000 passengers crossed the strait to Harwick in the storm.",
}


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "extract_apart", extract)


def send(client: Any, person: Person, held: dict[str, bytes] = FERRIES, key: str = "", **fields: object) -> Any:
    client.force_login(person)
    sent = [SimpleUploadedFile(name, data) for name, data in held.items()]
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(reverse("api:batches"), {"dossier": "floods", "files": sent, **fields}, headers=headers)


def a_batch(dossier: Dossier, person: Person) -> Batch:
    batch = batches.begin(dossier, by=person, at=NOW)
    batches.add(batch, FERRIES.items(), by=person, at=NOW)
    return batches.close(batch, by=person, at=NOW)


def a_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in FERRIES.items():
            archive.writestr(f"ferries/{name}", data)
    return packed.getvalue()


def test_files_sent_at_once_are_a_batch(client, world):
    response = send(client, world.editor, publisher="Harbour Post", language="en")
    batch = Batch.objects.get()
    assert response.status_code == 201, response.content
    told = response.json()
    assert (told["id"], told["state"], told["version"], told["dossier"]) == (batch.pk, "working", "working", "floods")
    assert [told[name] for name in ("files", "waiting", "running", "done", "failed")] == [2, 2, 0, 0, 0]
    assert (told["asked_by"]["name"], told["conflicts"]) == ("Editor", None)
    assert response.headers["Location"].endswith(reverse("api:batch", args=[batch.pk]))
    assert response.headers["ETag"].startswith('"working-')
    assert (batch.publisher, batch.language, batch.asked_by) == ("Harbour Post", "en", world.editor)
    assert dict(batch.files.values_list("file_name", "original")) == FERRIES


def test_an_archive_is_the_files_in_it_beside_others(client, world):
    response = send(client, world.editor, {"ferries.zip": a_zip(), "c.txt": b"The ferry sank."})
    assert response.json()["files"] == 3
    assert [name.rpartition("/")[2] for name in Batch.objects.get().files.values_list("file_name", flat=True)] == [
        *("a.txt", "b.txt", "c.txt")
    ]


def test_what_workers_made_of_each_file_is_told(client, world):
    batch = a_batch(world.dossier, world.editor)
    batches.run(batch.files.earliest("number").pk, now=lambda: NOW, is_last_try=True)
    viewer = Caller(world.viewer)
    assert [viewer.get(f"batches/{batch.pk}/").json()[name] for name in ("files", "waiting", "done")] == [2, 1, 1]
    first, second = viewer.get(f"batches/{batch.pk}/files/").json()["results"]
    assert (first["number"], first["file_name"], first["state"]) == (1, "a.txt", "done")
    assert first["document"] == world.dossier.documents.get().pk
    assert (second["state"], second["document"], second["ended_at"]) == ("waiting", None, None)
    waiting = viewer.get(f"batches/{batch.pk}/files/?state=waiting&fields=number").json()
    assert waiting == {"results": [{"number": 2}], "next": None}


def test_its_files_are_told_page_by_page(world):
    batch, viewer = a_batch(world.dossier, world.editor), Caller(world.viewer)
    page = viewer.get(f"batches/{batch.pk}/files/?limit=1").json()
    rest = viewer.get(page["next"]).json()
    assert [row["number"] for each in (page, rest) for row in each["results"]] == [1, 2]
    assert rest["next"] is None


def test_batches_are_listed_by_dossier_and_state(world):
    batch, viewer = a_batch(world.dossier, world.editor), Caller(world.viewer)
    a_batch(Dossier.objects.get(slug="elsewhere"), world.stranger)
    for query in ("", "?dossier=floods", "?state=working"):
        assert [row["id"] for row in viewer.get(f"batches/{query}").json()["results"]] == [batch.pk]
    assert viewer.get("batches/?state=done").json()["results"] == []
    assert is_refused(viewer.get("batches/?dossier=elsewhere"), 404, "not-found")


def test_the_list_asks_the_database_as_often_for_many_as_for_one(client, world, django_assert_num_queries):
    for _ in range(4):
        a_batch(world.dossier, world.editor)
    client.force_login(world.viewer)
    with django_assert_num_queries(5):  # session, person, rate, batches with their counts, who asked
        assert len(client.get(reverse("api:batches")).json()["results"]) == 4


def test_a_batch_is_cancelled_and_resumed_by_the_state_that_was_seen(world):
    batch, editor = a_batch(world.dossier, world.editor), Caller(world.editor)
    cancelled = editor.post(f"batches/{batch.pk}/cancel/", seen="working")
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    resumed = editor.post(f"batches/{batch.pk}/resume/", seen="cancelled")
    assert (resumed.status_code, resumed.json()["state"]) == (200, "working")
    assert set(batch.files.values_list("state", flat=True)) == {FileState.WAITING}


@pytest.mark.parametrize(("act", "state"), [("cancel", "working"), ("resume", "cancelled")])
def test_an_act_needs_the_version_and_refuses_an_old_one(world, act, state):
    batch, editor = a_batch(world.dossier, world.editor), Caller(world.editor)
    Batch.objects.update(state=state, ended_at=NOW)
    assert is_refused(editor.post(f"batches/{batch.pk}/{act}/"), 428, "version-missing")
    stale = editor.post(f"batches/{batch.pk}/{act}/", seen="comparing")
    assert is_refused(stale, 412, "stale")
    assert stale.json()["current"] == state


@pytest.mark.parametrize(("act", "state"), [("cancel", "done"), ("resume", "working")])
def test_what_its_state_does_not_allow_is_refused(world, act, state):
    batch = a_batch(world.dossier, world.editor)
    Batch.objects.update(state=state, ended_at=NOW)
    answer = Caller(world.editor).post(f"batches/{batch.pk}/{act}/", seen=state)
    assert is_refused(answer, 409, "wrong-state", f"There is nothing to {act}")


@pytest.mark.parametrize(("act", "state"), [("cancel", "working"), ("resume", "cancelled")])
def test_a_viewer_may_not(client, world, act, state):
    batch = a_batch(world.dossier, world.editor)
    Batch.objects.update(state=state, ended_at=NOW)
    words = "does not let you import documents"
    assert is_refused(Caller(world.viewer).post(f"batches/{batch.pk}/{act}/", seen=state), 403, "not-allowed", words)
    assert is_refused(send(client, world.viewer), 403, "not-allowed", words)
    assert Batch.objects.get().state == state


def test_nothing_of_a_foreign_dossier_is_found(client, world):
    batch, stranger = a_batch(world.dossier, world.editor), Caller(world.stranger)
    for path in (f"batches/{batch.pk}/", f"batches/{batch.pk}/files/"):
        assert is_refused(stranger.get(path), 404, "not-found")
    for act in ("cancel", "resume"):
        assert is_refused(stranger.post(f"batches/{batch.pk}/{act}/", seen="working"), 404, "not-found")
    assert is_refused(send(client, world.stranger), 404, "not-found")
    assert stranger.get("batches/").json()["results"] == []


@pytest.mark.parametrize(
    ("scopes", "statuses"), [(["read"], (200, 403, 403)), (["write"], (403, 201, 200)), (["review"], (403, 403, 403))]
)
def test_a_token_needs_the_scope(client, world, scopes, statuses):
    token = make_token(world.editor, "batches", scopes, expires_at=LATER, at=timezone.now())[1]
    batch = a_batch(world.dossier, world.editor)
    bearer = {"Authorization": f"Bearer {token}"}
    form = {"dossier": "floods", "files": [SimpleUploadedFile("a.txt", FERRIES["a.txt"])]}
    cancel = reverse("api:batch-cancel", args=[batch.pk])
    answers = (
        client.get(reverse("api:batches"), headers=bearer),
        client.post(reverse("api:batches"), form, headers=bearer),
        client.post(cancel, {}, content_type="application/json", headers={**bearer, "If-Match": '"working"'}),
    )
    assert tuple(answer.status_code for answer in answers) == statuses


def test_sent_twice_with_one_key_it_is_one_batch(client, world):
    first, again = [send(client, world.editor, key="ferries-1") for _ in range(2)]
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Batch.objects.count() == 1


@pytest.mark.parametrize("name", FERRIES)
def test_a_key_belongs_to_every_one_of_its_files(client, world, name):
    send(client, world.editor, key="ferries-1")
    other = send(client, world.editor, {**FERRIES, name: b"The ferry sank."}, key="ferries-1")
    assert is_refused(other, 422, "key-reused")


def test_too_many_files_are_refused_and_nothing_of_them_is_kept(client, world, monkeypatch):
    monkeypatch.setattr(batches, "MOST_FILES", 1)
    assert is_refused(send(client, world.editor), 422, "refused", "A batch has at most 1 files")
    assert not Batch.objects.exists()


def test_one_that_cannot_be_opened_has_failed_and_the_others_wait(client, world, monkeypatch):
    monkeypatch.setattr("sources.extracting.apart.MOST_BYTES", 70)
    told = send(client, world.editor, {**FERRIES, "c.txt": b"The ferry sank. " * 9}).json()
    assert (told["waiting"], told["failed"]) == (2, 1)
    assert "at most" in BatchFile.objects.get(state=FileState.FAILED).reason


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "one-of-many"}], ids=["without a key", "with one"])
def test_a_request_that_says_it_is_too_large_is_not_read(client, world, headers):
    client.force_login(world.editor)
    form, address = "multipart/form-data; boundary=x", reverse("api:batches")
    response = client.post(address, b"--x", content_type=form, headers=headers, CONTENT_LENGTH="250000000")
    assert is_refused(response, 413, "too-large", "at once")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"files": []}, "files"),
        ({"files": "words"}, "files"),
        ({"language": "xx"}, "language"),
        ({"more": "1"}, "more"),
    ],
)
def test_what_does_not_fit_the_schema_is_named(client, world, fields, named):
    response = send(client, world.editor, **fields)
    assert is_refused(response, 400, "invalid-request", f"{named}: ")
    assert list(response.json()["errors"]) == [named]
    assert not Batch.objects.exists()


def test_a_body_that_is_no_form_is_refused(client, world):
    client.force_login(world.editor)
    response = client.post(reverse("api:batches"), {"dossier": "floods"}, content_type="application/json")
    assert is_refused(response, 415, "media-type")
