"""Every route, every method, every person: the answers are those of the table, and no route is without a row."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver, reverse
from pytest_django import DjangoDbBlocker

from sources.extracting import extract
from tests.answers import OWN, PEOPLE, Post, Row, no_keys, signed_in
from tests.one_of_everything import WORD, Everything, one_of_everything
from tests.route_table import PAGES
from tests.route_table_api import API

pytestmark = pytest.mark.django_db
IN_MEMORY = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ROUTES = {**PAGES, **API}
# Pages that tell nothing of any dossier, and the notifications of somebody who is told nothing.
WORDLESS = {
    "admin:sources_dossier_add",
    "notifications",
    "notification_settings",
    "account_logout",
    "account_reauthenticate",
    "account_tokens",
    "account_change_password",
    "mfa_index",
    "mfa_list_webauthn",
}


def routes(resolver: Any = None, address: str = "", namespace: str = "") -> Iterator[str]:
    """The name of every route there is; the address of one that has no name."""
    for each in (resolver or get_resolver()).url_patterns:
        here = address + str(each.pattern).removeprefix("^")
        if hasattr(each, "url_patterns"):
            yield from routes(each, here, f"{namespace}{each.namespace}:" if each.namespace else namespace)
        else:
            yield f"{namespace}{each.name}" if each.name else here


@pytest.fixture(scope="module")
def everything(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Everything]:
    """Made once for all rows; what a request changes is rolled back after it."""
    with (
        override_settings(CACHES=IN_MEMORY),
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr("claims.carrying.holding.extract_apart", extract)
        yield one_of_everything()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(everything: Everything) -> dict[str, Client]:
    signed_in = {"anonymous": Client()}
    for name, person in everything.people.items():
        signed_in[name] = Client()
        signed_in[name].force_login(person)
    return signed_in


def answers(clients: dict[str, Client], everything: Everything, address: str, sent: Post) -> str:
    """What each person gets, in the order of PEOPLE; nothing of it stays."""
    return " ".join(str(answer(clients[name], everything, address, sent)) for name in PEOPLE)


def answer(client: Client, everything: Everything, address: str, sent: Post) -> int:
    cookies = copy(client.cookies)
    place = transaction.savepoint()
    try:
        given: dict[str, Any] = {"content_type": "application/json"} if sent.is_json else {}
        if sent.seen:
            given["headers"] = {"If-Match": f'"{sent.seen(everything)}"'}
        response = getattr(client, sent.method.lower())(address, sent.fields(everything), **given)
        b"".join(response)  # what is streamed is read to its end
        return int(response.status_code)
    finally:
        transaction.savepoint_rollback(place)
        client.cookies = cookies
        if address.startswith("/account/"):
            cache.clear()  # allauth counts there who comes how often


def requests_to(row: Row) -> dict[str, Post]:
    """Everything that is asked of one route, by a name for it."""
    asked = {method: Post(row.get, row.asked, method=method) for method in ("GET", "HEAD")}
    asked["OPTIONS"] = Post(row.options, method="OPTIONS")
    taken = {post.method for post in row.posts.values()}
    plain = {"POST": row.no_post, **dict.fromkeys(("PUT", "PATCH", "DELETE"), row.others)}
    asked |= {method: Post(said, method=method) for method, said in plain.items() if method not in taken}
    return asked | {f"{post.method} {name}": post for name, post in row.posts.items()}


def is_list(row: Row) -> bool:
    return row.at is no_keys and row.get in (OWN, signed_in(200, anonymous=401))


def page(client: Client, address: str, asked: dict[str, Any]) -> str:
    return b"".join(client.get(address, asked)).decode()


def address_of(name: str, row: Row, keys: list[object]) -> str:
    return row.address or reverse(name, args=keys)


def test_every_route_has_a_row():
    missing = sorted(set(routes()) - set(ROUTES))
    assert not missing, f"Say in tests/route_table.py who gets what at: {', '.join(missing)}"


def test_every_row_has_a_route():
    left = sorted(set(ROUTES) - set(routes()))
    assert not left, f"Take out of tests/route_table.py what is no route any more: {', '.join(left)}"


@pytest.mark.parametrize("name", [name for name, row in ROUTES.items() if is_list(row)])
def test_a_list_shows_and_finds_nothing_of_a_foreign_dossier(name, everything, clients):
    address, begun = address_of(name, ROUTES[name], []), WORD[:-1]  # a page may say again what was searched for
    of_theirs = {"dossier": everything.dossier.slug, "dossier__id__exact": everything.dossier.pk, "q": ""}
    for asked in ({}, {"q": begun}, {"q": begun.lower()}, of_theirs):
        assert WORD.lower() not in page(clients["stranger"], address, asked).lower(), asked
    assert name in WORDLESS or WORD in page(clients["chief"], address, ROUTES[name].asked(everything)), (
        "a list that shows nothing proves nothing"
    )


@pytest.mark.parametrize("name", ROUTES)
def test_a_route_answers_everybody_as_its_row_says(name, everything, clients):
    row = ROUTES[name]
    said, got = {}, {}
    for what, sent in requests_to(row).items():
        said[what] = sent.answers
        got[what] = answers(clients, everything, address_of(name, row, (sent.at or row.at)(everything)), sent)
    assert got == said, f"in the order of {', '.join(PEOPLE)}"
