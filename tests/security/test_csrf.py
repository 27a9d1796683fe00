"""Another site's page does nothing here in the name of whoever is signed in: what writes asks for the mark of ours."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.db import transaction
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.test import Client

from sources.models import Person
from tests.answers import PEOPLE, Post
from tests.one_of_everything import Everything
from tests.test_rights import ROUTES, address_of

pytestmark = pytest.mark.django_db
MARK = "m" * CSRF_SECRET_LENGTH
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
# What takes nothing from anybody is refused as such. The schema is told to everybody, and knows nobody.
TAKES_NOTHING = {"api:schema": 405}
PAGES_TAKE = ("POST",)
POSTS = [(name, what) for name, row in ROUTES.items() for what in row.posts]


def a_browser(person: Person) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    return client


def sent_by(client: Client, everything: Everything, name: str, post: Post, **headers: str) -> Any:
    """The answer; nothing of it stays."""
    row = ROUTES[name]
    given: dict[str, Any] = {"content_type": "application/json"} if post.is_json else {}
    if post.seen:
        headers["If-Match"] = f'"{post.seen(everything)}"'
    address = address_of(name, row, (post.at or row.at)(everything))
    place = transaction.savepoint()
    try:
        return getattr(client, post.method.lower())(address, post.fields(everything), headers=headers, **given)
    finally:
        transaction.savepoint_rollback(place)


@pytest.mark.parametrize("name", ROUTES)
def test_no_unsafe_method_goes_without_the_mark(name, everything):
    row, browser = ROUTES[name], a_browser(everything.people["chief"])
    for method in UNSAFE:
        refused = TAKES_NOTHING.get(name, 403 if name.startswith("api:") or method in PAGES_TAKE else 405)
        response = getattr(browser, method.lower())(address_of(name, row, row.at(everything)))
        assert response.status_code == refused, method


@pytest.mark.parametrize(("name", "what"), POSTS)
def test_what_is_taken_with_the_mark_is_refused_without_and_from_elsewhere(name, what, everything, clients):
    post = ROUTES[name].posts[what]
    codes = dict(zip(PEOPLE, post.answers.split(), strict=True))
    who = "editor" if codes["editor"] < codes["chief"] else "chief"
    browser = a_browser(everything.people[who])
    assert sent_by(browser, everything, name, post).status_code == 403
    browser.cookies["csrftoken"] = MARK
    elsewhere = {"X-CSRFToken": MARK, "Origin": "https://evil.example"}
    assert sent_by(browser, everything, name, post, **elsewhere).status_code == 403
    assert sent_by(browser, everything, name, post, **{"X-CSRFToken": MARK[:-1] + "x"}).status_code == 403
    taken = sent_by(browser, everything, name, post, **{"X-CSRFToken": MARK})
    assert taken.status_code == int(codes[who])


@pytest.mark.parametrize(
    "of_a_browser",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_password_that_a_browser_remembers_is_not_for_other_sites(of_a_browser, everything):
    person = everything.people["chief"]
    person.set_password("a long enough one")
    person.save()
    told = base64.b64encode(b"chief:a long enough one").decode()
    post, by_password = ROUTES["api:documents"].posts["upload"], {"Authorization": f"Basic {told}"}
    response = sent_by(Client(), everything, "api:documents", post, **by_password, **of_a_browser)
    assert response.status_code == 403
    assert "Another site's page" in response.json()["detail"]
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    assert sent_by(Client(), everything, "api:documents", post, **by_password, **own).status_code == 201
    assert sent_by(Client(), everything, "api:documents", post, **by_password).status_code == 201
