"""What nobody declared sets nothing: the API refuses every other field by its name, and does nothing of the rest."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from drf_spectacular.generators import SchemaGenerator

from claims.models import Event
from tests.answers import PEOPLE, Post
from tests.one_of_everything import Everything
from tests.route_table_api import API
from tests.test_rights import address_of

pytestmark = pytest.mark.django_db
MODELS = [model for app in ("sources", "claims") for model in apps.get_app_config(app).get_models()]
COLUMNS = {name for model in MODELS for each in model._meta.fields for name in (each.name, each.attname)}
POSTS = [(name, what) for name, row in API.items() for what in row.posts]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return dict(SchemaGenerator().get_schema(public=True))


def declared(schema: dict[str, Any], address: str, post: Post) -> set[str]:
    """The fields that the description of the API has for a body sent there."""
    operation = schema["paths"][re.sub(r"/\d+/", "/{id}/", address)][post.method.lower()]
    if "requestBody" not in operation:
        return set()
    (taken,) = operation["requestBody"]["content"].values()
    body = schema["components"]["schemas"][taken["schema"]["$ref"].rpartition("/")[2]]
    assert body["additionalProperties"] is False
    return set(body["properties"])


def asked(clients: Any, everything: Everything, name: str, post: Post, more: dict[str, Any]) -> Any:
    """By somebody who may."""
    codes = dict(zip(PEOPLE, post.answers.split(), strict=True))
    client = clients[next(person for person in reversed(PEOPLE) if codes[person] < "300")]
    headers = {"If-Match": f'"{post.seen(everything)}"'} if post.seen else {}
    given: dict[str, Any] = {"content_type": "application/json"} if post.is_json else {}
    fields = {**post.fields(everything), **more}
    address = address_of(name, API[name], (post.at or API[name].at)(everything))
    return getattr(client, post.method.lower())(address, fields, headers=headers, **given)


@pytest.mark.parametrize(("name", "what"), POSTS)
def test_every_undeclared_field_is_refused_by_its_name(name, what, everything, clients, schema):
    """Every column there is, sent with what would be done otherwise: nothing is done."""
    row, post = API[name], API[name].posts[what]
    address = address_of(name, row, (post.at or row.at)(everything))
    undeclared = COLUMNS - declared(schema, address, post)
    assert {"id", "state", "version", "is_superuser", "created_at", "proposed_by"} <= undeclared
    lines = Event.objects.count()
    response = asked(clients, everything, name, post, dict.fromkeys(undeclared, "1"))
    assert response.status_code == 400
    assert set(response.json()["errors"]) == undeclared
    assert Event.objects.count() == lines
    assert asked(clients, everything, name, post, {}).status_code < 300


def test_the_nearest_field_is_named(everything, clients):
    post = API["api:question"].posts["reword"]
    response = asked(clients, everything, "api:question", post, {"wordng": "How many?"})
    assert "Did you mean “wording”?" in response.json()["errors"]["wordng"][0]


def test_a_field_within_a_field_is_refused_too(everything, clients):
    post = API["api:claim"].posts["reword"]
    period = {"first": "2026-03-01", "last": "2026-03-02", "state": "accepted"}
    response = asked(clients, everything, "api:claim", post, {"as_of": period})
    assert response.status_code == 400
    assert "state" in response.json()["errors"]["as_of"][0]


def test_half_a_surrogate_pair_in_a_name_or_a_value_is_refused_in_words(everything, clients):
    post = API["api:publisher"].posts["grade"]
    for said in ({"\ud800": 1}, {"grade": "\udfff"}):
        response = asked(clients, everything, "api:publisher", post, said)
        assert response.status_code == 400
        assert len(response.json()["errors"]) == 1
