"""What a browser is told with every answer: nothing runs, nothing is framed, nothing of a dossier stays in a cache."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.test_rights import ROUTES, address_of

pytestmark = pytest.mark.django_db
SAID = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NEVER_KEPT_BY_OTHERS = ("private", "no-store", "no-cache")


def missing(response: Any) -> list[str]:
    """What the answer should say to a browser and does not."""
    told = response.headers
    wrong = [name for name, said in SAID.items() if told.get(name) != said]
    policy = told.get("Content-Security-Policy", "")
    wrong += [
        said for said in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'") if said not in policy
    ]
    wrong += [said for said in ("unsafe-inline", "unsafe-eval", "*") if said in policy]
    if "camera=()" not in told.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    if not told.get("Cache-Control"):
        wrong.append("Cache-Control")
    return wrong


def is_kept_by_nobody_else(response: Any) -> bool:
    return any(said in response.headers["Cache-Control"] for said in NEVER_KEPT_BY_OTHERS)


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_says_it(name, everything, clients):
    row = ROUTES[name]
    address = address_of(name, row, row.at(everything))
    for person in ("anonymous", "stranger", "chief"):
        for method in ("get", "post", "delete", "options"):
            response = getattr(clients[person], method)(address)
            assert not missing(response), (person, method, response.status_code)
            assert name.startswith("published") or is_kept_by_nobody_else(response), (person, method)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/static/desk.css", 200),
        ("/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js", 200),
        ("/static/nothing.css", 404),
        ("/nothing/", 404),
        ("/desk", 301),
        ("/%00", 400),
        ("/api/v1/nothing/", 404),
        ("/health", 200),
    ],
)
def test_what_no_view_answers_says_it(address, status, client):
    response = client.get(address)
    b"".join(response)
    assert response.status_code == status
    assert not missing(response)


def test_a_host_that_is_not_ours_is_told_it(client):
    response = client.get("/desk/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert not missing(response)


@pytest.mark.parametrize("address", ["/desk/", "/api/v1/dossiers/"])
def test_an_error_of_ours_says_it(address, everything, monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(everything.people["chief"])

    def broken(*_: object, **__: object) -> HttpResponse:
        raise ZeroDivisionError

    monkeypatch.setattr("sources.models.Dossier.objects.visible_to", broken)
    response = client.get(address)
    assert response.status_code == 500
    assert not missing(response)
    assert is_kept_by_nobody_else(response)
