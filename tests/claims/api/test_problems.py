"""Refusals: each a problem with a type that has a page, wherever under /api/ it comes from."""

from __future__ import annotations

import pytest
from django.conf import settings

from claims.api.problem_types import Kind
from tests.claims.api.calling import Caller, is_refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", list(Kind))
def test_every_type_has_a_page(client, kind):
    response = client.get(f"/api/v1/problems/{kind.page}/")
    assert response.status_code == 200
    assert f"<h1>{kind.title}</h1>" in response.content.decode()
    assert str(kind.status) in response.content.decode()
    assert f'href="/api/v1/problems/{kind.page}/"' in client.get("/api/v1/problems/").content.decode()


def test_no_page_is_left_over():
    pages = {path.stem for path in (settings.BASE_DIR / "docs" / "problems").glob("*.md")}
    assert pages == {kind.page for kind in Kind}


def test_an_address_that_is_none_is_a_problem(client):
    for path in ("/api/", "/api/v1/nothing/", "/api/v1/claims/0x1/", "/api/v1/problems/none/"):
        assert is_refused(client.get(path), 404, "not-found", "nothing at this address")


def test_a_nul_in_the_address_is_a_problem(client):
    assert is_refused(client.get("/api/v1/claims/%00/"), 400, "invalid-request", "NUL")
    assert is_refused(client.get("/api/v1/claims/?state=%00"), 400, "invalid-request", "NUL")


def test_a_host_that_is_not_ours_is_a_problem(client):
    assert client.get("/api/v1/claims/", headers={"Host": "evil.example"}).json()["status"] == 400


def test_an_error_of_ours_is_a_problem_and_says_nothing_of_it(world, monkeypatch):
    viewer = Caller(world.viewer)
    viewer.client.raise_request_exception = False
    monkeypatch.setattr("claims.api.claims.people", lambda keys: 1 / 0)
    response = viewer.get("claims/")
    assert is_refused(response, 500, "server-error")
    assert "division" not in response.content.decode()


def test_the_desk_keeps_its_own_pages(client):
    assert client.get("/desk/nothing/").headers["Content-Type"].startswith("text/html")


def test_a_method_that_is_none_is_a_problem_that_lists_the_others(world):
    response = Caller(world.viewer).client.delete("/api/v1/claims/?anything=1")
    assert is_refused(response, 405, "method-not-allowed")
    assert "GET" in response.headers["Allow"]


def test_broken_json_is_a_problem(world):
    client = Caller(world.editor).client
    response = client.post("/api/v1/comments/", "{", content_type="application/json")
    assert is_refused(response, 400, "invalid-request")
    assert is_refused(client.post("/api/v1/comments/", "a", content_type="text/plain"), 415, "media-type")


def test_a_body_larger_than_is_taken_is_a_problem(world, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024**2
    caller = Caller(world.editor)
    assert is_refused(caller.post("comments/", {"claim": 1, "body": "x" * 1024**2}), 413, "too-large", "1 MB")
