"""A POST sent twice is done once, and answered the same both times."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from claims.api.idempotency import lock_of
from claims.models import Comment, IdempotentAnswer
from tests.claims.api.calling import Caller, is_refused
from tests.factories import a_conflict

pytestmark = pytest.mark.django_db


def body(world) -> dict[str, object]:
    return {"conflict": a_conflict(world.dossier).pk, "body": "Which one counts children?"}


def test_the_second_answer_is_the_first(world):
    editor, said = Caller(world.editor), body(world)
    first = editor.post("comments/", said, Idempotency_Key="a-1")
    again = editor.post("comments/", said, Idempotency_Key="a-1")
    assert (again.status_code, again.content) == (201, first.content)
    for name in ("ETag", "Location"):
        assert again.headers[name] == first.headers[name]
    assert (first.headers.get("Idempotency-Replayed"), again.headers["Idempotency-Replayed"]) == (None, "true")
    assert Comment.objects.count() == 1


def test_the_key_belongs_to_its_request(world):
    editor, said = Caller(world.editor), body(world)
    editor.post("comments/", said, Idempotency_Key="a-1")
    other = editor.post("comments/", {**said, "body": "Another thought."}, Idempotency_Key="a-1")
    assert is_refused(other, 422, "key-reused")
    assert Comment.objects.count() == 1


def test_a_key_is_of_one_person(world):
    said = body(world)
    for person in (world.editor, world.reviewer):
        assert Caller(person).post("comments/", said, Idempotency_Key="a-1").status_code == 201
    assert Comment.objects.count() == 2


def test_a_key_holds_for_a_day(world):
    editor, said = Caller(world.editor), body(world)
    editor.post("comments/", said, Idempotency_Key="a-1")
    IdempotentAnswer.objects.update(answered_at=timezone.now() - dt.timedelta(hours=25))
    assert editor.post("comments/", said, Idempotency_Key="a-1").status_code == 201
    assert (Comment.objects.count(), IdempotentAnswer.objects.count()) == (2, 1)


def test_a_refusal_is_not_kept(world):
    said = body(world)
    viewer = Caller(world.viewer)
    assert is_refused(viewer.post("comments/", said, Idempotency_Key="a-1"), 403, "not-allowed")
    assert not IdempotentAnswer.objects.exists()
    world.dossier.memberships.filter(person=world.viewer).update(role="editor")
    assert viewer.post("comments/", said, Idempotency_Key="a-1").status_code == 201


def test_an_act_that_breaks_leaves_no_answer(world, monkeypatch):
    editor, said = Caller(world.editor), body(world)
    editor.client.raise_request_exception = False

    def broken(**fields: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(IdempotentAnswer.objects, "create", broken)
    assert is_refused(editor.post("comments/", said, Idempotency_Key="a-1"), 500, "server-error")
    assert not Comment.objects.exists()


def test_the_same_request_at_once_is_told_to_wait(world):
    editor, said = Caller(world.editor), body(world)
    another = connection.copy()
    try:
        with another.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [lock_of(world.editor, "a-1")])
        assert is_refused(editor.post("comments/", said, Idempotency_Key="a-1"), 409, "still-running")
        assert not Comment.objects.exists()
    finally:
        another.close()
    assert editor.post("comments/", said, Idempotency_Key="a-1").status_code == 201


@pytest.mark.parametrize("key", ["", "two words", "x" * 201, "ключ"])
def test_a_key_is_visible_ascii(world, key):
    response = Caller(world.editor).post("comments/", body(world), Idempotency_Key=key)
    assert is_refused(response, 400, "invalid-request", "Idempotency-Key")


def test_a_file_is_imported_once(world):
    client = Caller(world.editor).client

    def upload(data: bytes):
        given = {"dossier": "floods", "file": SimpleUploadedFile("ferry.txt", data)}
        return client.post("/api/v1/documents/", given, headers={"Idempotency-Key": "f-1"})

    first, again = upload(b"About 43,000 people left."), upload(b"About 43,000 people left.")
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert is_refused(upload(b"About 58,000 people left."), 422, "key-reused")
