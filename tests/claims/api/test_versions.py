"""Versions: whoever writes says what they saw, so that nobody's work is lost; what is unchanged is not sent again."""

from __future__ import annotations

import itertools
import os
import string
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from drf_spectacular.generators import SchemaGenerator

from claims import review
from claims.models import Claim
from sources.models import Dossier, Role
from tests.claims.api.calling import Caller, is_refused
from tests.factories import NOW, a_claim, a_conflict, a_dossier, a_person

LEFT = "About 43,000 people left the valley."
WRITERS, ROUNDS = (50, 20) if "SOAK_ROUNDS" in os.environ else (8, 5)
# Two signs each, so that a thousand of them fit into a statement.
WORDS = ["".join(signs) for signs in itertools.product(string.ascii_letters, repeat=2)]


def test_an_answer_with_a_row_carries_its_version(world):
    claim = a_claim(world.dossier, LEFT)
    response = Caller(world.viewer).get(f"claims/{claim.pk}/")
    assert response.headers["ETag"].startswith('"1-')
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_the_whole_tag_and_the_version_alone_will_do(world):
    claim = a_claim(world.dossier, LEFT)
    editor = Caller(world.editor)
    tag = editor.get(f"claims/{claim.pk}/").headers["ETag"]
    changed = editor.patch(f"claims/{claim.pk}/", {"scope": "in March"}, If_Match=tag)
    assert changed.status_code == 200
    again = editor.patch(f"claims/{claim.pk}/", {"scope": "in May"}, If_Match='"0", "2"')
    assert again.json()["version"] == 3
    assert changed.headers["ETag"] != tag


@pytest.mark.parametrize("headers", [{}, {"If_Match": "*"}, {"If_Match": ""}])
def test_a_write_that_names_no_version_is_asked_for_one(world, headers):
    claim = a_claim(world.dossier, LEFT)
    response = Caller(world.editor).patch(f"claims/{claim.pk}/", {"scope": "in March"}, **headers)
    assert is_refused(response, 428, "version-missing", "If-Match")


@pytest.mark.parametrize("tag", ['"7"', 'W/"1"', "1", '"1', '"x-1"'])
def test_a_stale_version_is_told_the_current_one(world, tag):
    claim = a_claim(world.dossier, LEFT)
    response = Caller(world.editor).patch(f"claims/{claim.pk}/", {"scope": "in March"}, If_Match=tag)
    assert is_refused(response, 412, "stale", "Its version is 1 now.")
    assert response.json()["current"] == "1"
    assert Claim.objects.get().scope == claim.scope


def test_a_row_changed_between_reading_and_writing_is_stale(world, monkeypatch):
    """The version is held against the row a second time, under its lock."""
    claim = a_claim(world.dossier, LEFT)
    monkeypatch.setattr("claims.api.versions.expect_seen", lambda request, current: Claim.objects.update(version=9))
    response = Caller(world.editor).patch(f"claims/{claim.pk}/", {"scope": "in March"}, seen=1)
    assert is_refused(response, 412, "stale")
    assert response.json()["current"] == "9"


def test_what_is_unchanged_is_not_sent_again(world):
    conflict = a_conflict(world.dossier)
    viewer = Caller(world.viewer)
    for path in (f"conflicts/{conflict.pk}/", "claims/", "claims/?state=drafted", "events/?dossier=floods"):
        first = viewer.get(path)
        again = viewer.get(path, If_None_Match=first.headers["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]


def test_what_changed_beside_the_row_is_sent_again(world):
    """Who filed a claim is told with it, and is no new version of it."""
    conflict = a_conflict(world.dossier)
    viewer, path = Caller(world.viewer), f"filings/{Claim.objects.get(pk=conflict.lower_id).filings.get().pk}/"
    tag = viewer.get(path).headers["ETag"]
    review.judge_filing(conflict.question.filings.get(claim=conflict.lower_id), by=world.reviewer, at=NOW, confirm=True)
    assert viewer.get(path, If_None_Match=tag).status_code == 200


def test_every_write_on_a_row_asks_for_its_version():
    """Of the operations that change something, only those that make a new row go without."""
    paths = SchemaGenerator().get_schema(public=True)["paths"]
    without = [
        operation["operationId"]
        for path in paths.values()
        for method, operation in path.items()
        if method != "get" and "If-Match" not in [each["name"] for each in operation.get("parameters", [])]
    ]
    assert without == ["batches_begin", "claims_write", "comments_write", "documents_import"]


@pytest.mark.usefixtures("ledger_may_be_emptied")
def test_many_writers_lose_nothing(transactional_db, settings):
    """Each writer reads, adds a word, and writes it back by the version read, until it is taken."""
    settings.API_RATE = None
    dossier = a_dossier()
    people = [a_person(f"writer {number}", dossier, Role.EDITOR) for number in range(WRITERS)]
    claim = a_claim(dossier, LEFT)

    def write(number: int) -> None:
        caller = Caller(people[number])
        try:
            for round_ in range(ROUNDS):
                while True:
                    read = caller.get(f"claims/{claim.pk}/")
                    words = f"{read.json()['statement']} {WORDS[number * ROUNDS + round_]}"
                    answer = caller.patch(f"claims/{claim.pk}/", {"statement": words}, If_Match=read.headers["ETag"])
                    if answer.status_code == 200:
                        break
                    assert answer.status_code == 412, answer.content
        finally:
            connection.close()

    with ThreadPoolExecutor(min(WRITERS, 25)) as pool:
        for each in [pool.submit(write, number) for number in range(WRITERS)]:
            each.result(timeout=3600)
    claim.refresh_from_db()
    written = set(WORDS[: WRITERS * ROUNDS])
    assert written <= set(claim.statement.split())
    assert claim.version == 1 + len(written)
    assert Dossier.objects.get().events.filter(verb="claim reworded").count() == len(written)
