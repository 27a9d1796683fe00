"""Pages of a list: each row once, however alike the rows are and whatever is written meanwhile."""

from __future__ import annotations

import datetime as dt

from claims.models import Question
from tests.claims.api.calling import Caller
from tests.factories import a_conflict

ROWS = 1500


def test_rows_of_one_moment_are_read_once_each(world):
    at = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
    Question.objects.bulk_create(
        Question(dossier=world.dossier, wording="How many?", language="en", kind="count") for _ in range(ROWS)
    )
    Question.objects.update(created_at=at)
    viewer, read, address = Caller(world.viewer), [], "questions/?limit=200&fields=id"
    while address:
        response = viewer.get(address)
        body = response.json()
        read += [each["id"] for each in body["results"]]
        address = body["next"]
        assert response.headers.get("Link", "") == (f'<{address}>; rel="next"' if address else "")
        if len(read) == 200:  # what is written meanwhile moves nothing
            Question.objects.create(dossier=world.dossier, wording="And now?", language="en", kind="count")
    assert len(read) == len(set(read)) == ROWS + 1


def test_a_page_has_fifty_rows_unless_told_otherwise(world):
    Question.objects.bulk_create(
        Question(dossier=world.dossier, wording="How many?", language="en", kind="count") for _ in range(51)
    )
    viewer = Caller(world.viewer)
    assert len(viewer.get("questions/").json()["results"]) == 50
    assert len(viewer.get("questions/?limit=7").json()["results"]) == 7


def test_the_ledger_is_paged_by_its_sequence(world):
    a_conflict(world.dossier)
    editor, viewer = Caller(world.editor), Caller(world.viewer)
    question = Question.objects.get()
    for number in range(5):
        editor.post("comments/", {"question": question.pk, "body": f"thought {number}"})
    read, address = [], "events/?dossier=floods&limit=2&since=1"
    while address:
        body = viewer.get(address).json()
        read += [each["sequence"] for each in body["results"]]
        address = body["next"]
    assert read == list(range(2, world.dossier.events.count() + 1))
