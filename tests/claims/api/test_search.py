"""GET search/: finds of one's own dossiers, page by page; a sentence for every refusal."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import review
from tests.claims.api.calling import Caller, is_refused
from tests.factories import NOW, a_claim, a_conflict, a_dossier

FERRY = "After the storm about 43,000 passengers crossed the strait to Harwick."


def results(caller: Caller, typed: str, more: str = "") -> list[dict]:
    response = caller.get(f"search/?q={quote(typed)}{more}")
    assert response.status_code == 200, response.json()
    return list(response.json()["results"])


def test_a_find_is_told_with_its_place(world):
    claim = a_claim(world.dossier, FERRY)
    found = {each["kind"]: each for each in results(Caller(world.viewer), "strait")}
    assert set(found) == {"claim", "passage"}
    passage = found["passage"]
    start = FERRY.index("strait")
    assert (passage["document"], passage["start"], passage["end"]) == (
        claim.passage.document_id,
        start,
        start + len("strait"),
    )
    assert [passage["text"][first:last] for first, last in passage["marks"]] == ["strait"]
    assert passage["page"].startswith("http://testserver/desk/sources/document/")
    assert found["claim"]["claim"] == claim.pk
    assert found["claim"]["withheld"] is False


def test_a_withheld_passage_is_told_to_members_as_such(world):
    claim = a_claim(world.dossier, FERRY)
    review.withhold(claim.passage, by=world.editor, at=NOW, reason="A source.")
    assert {each["withheld"] for each in results(Caller(world.viewer), "strait")} == {True}
    assert results(Caller(world.stranger), "strait") == []


def test_it_is_sifted(world):
    a_claim(world.dossier, FERRY, language="en", title="The strait")
    viewer = Caller(world.viewer)
    assert len(results(viewer, "strait", "&kind=claim&kind=document&dossier=floods&language=en")) == 2
    assert results(viewer, "strait", "&language=zh") == []


def test_a_comment_names_its_conflict(world):
    conflict = a_conflict(world.dossier)
    comment = review.comment(conflict, "Which strait?", by=world.editor, at=NOW)
    (found,) = results(Caller(world.viewer), "strait")
    assert (found["comment"], found["conflict"]) == (comment.pk, conflict.pk)


def test_every_find_comes_once(world):
    for number in range(25):
        a_claim(world.dossier, f"About {number + 3},000 people crossed the strait.")
    viewer, read, address = Caller(world.viewer), [], "search/?q=strait&limit=7&kind=claim&fields=id,claim"
    while address:
        body = viewer.get(address).json()
        read += [each["claim"] for each in body["results"]]
        address = body["next"]
    assert len(read) == len(set(read)) == 25


@pytest.mark.parametrize("typed", ["", "，", "!!!", "-ferry", "'; --", "\\", "%", "水" * 200])
def test_what_finds_nothing_is_an_empty_page(world, typed):
    assert results(Caller(world.viewer), typed) == []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("", "Say what to search for"),
        (f"?q={'a' * 201}", "200 characters at most"),
        ("?q=a&kind=mention", "none of: claim"),
        ("?q=a&page=2", "There is no parameter"),
    ],
)
def test_what_cannot_be_read_is_refused(world, asked, words):
    assert is_refused(Caller(world.viewer).get(f"search/{asked}"), 400, "unknown-parameter", words)


def test_a_nul_is_refused(world):
    assert Caller(world.viewer).get("search/?q=a%00b").status_code == 400


def test_a_foreign_dossier_is_not_there(world):
    a_dossier("secret")
    assert is_refused(Caller(world.viewer).get("search/?q=a&dossier=secret"), 404, "not-found")


def test_nobody_is_asked_to_sign_in(world):
    assert is_refused(Caller(None).get("search/?q=a"), 401, "not-signed-in")


def test_fifty_finds_take_as_many_queries_as_one(world):
    viewer, asked = Caller(world.viewer), []
    for number in range(10):
        a_claim(world.dossier, f"About {number + 3},000 people crossed the strait.")
        if number in (0, 9):
            with CaptureQueriesContext(connection) as captured:
                results(viewer, "strait")
            asked.append(len(captured))
    assert asked[0] == asked[1] <= 15
