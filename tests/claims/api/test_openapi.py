"""How the API describes itself: a contract that changes by intention alone, pages that load nothing from elsewhere."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command

from claims.api import examples
from claims.api.resources import Asked
from claims.api.urls import urlpatterns

SNAPSHOT = settings.BASE_DIR / "docs" / "openapi.yaml"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    told = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=told)
    described: dict[str, Any] = yaml.safe_load(told.getvalue())
    return described


def operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    methods = ("get", "post", "patch", "put", "delete")
    return [each for path in schema["paths"].values() for method, each in path.items() if method in methods]


def test_the_contract_is_the_one_in_the_docs(schema):
    """After a change that is meant: `python manage.py spectacular --file docs/openapi.yaml`."""
    assert schema == yaml.safe_load(SNAPSHOT.read_text(encoding="utf-8"))


def test_it_is_openapi_3_1(schema):
    assert schema["openapi"].startswith("3.1")


def test_every_view_is_described(schema):
    views = [route for route in urlpatterns if issubclass(getattr(route.callback, "view_class", object), Asked)]
    assert len(schema["paths"]) >= len(views) > 30


def test_every_operation_has_examples(schema):
    for each in operations(schema):
        good = [answer for status, answer in each["responses"].items() if status.startswith("2")]
        for content in (media for answer in good for media in answer["content"].values()):
            assert content.get("examples"), each["operationId"]
        for content in each.get("requestBody", {}).get("content", {}).values():
            assert content.get("examples"), each["operationId"]


def test_every_refusal_is_a_problem(schema):
    for each in operations(schema):
        for status, answer in each["responses"].items():
            if status >= "4":
                assert list(answer["content"]) == ["application/problem+json"], each["operationId"]


def test_the_examples_fit_their_records(schema):
    records = schema["components"]["schemas"]
    for name, record in [("ClaimRecord", examples.CLAIM), ("ConflictRecord", examples.CONFLICT)]:
        assert set(records[name]["properties"]) == set(record)


def test_the_schema_is_served_to_everybody(client, db):
    response = client.get("/api/v1/schema/")
    assert response.status_code == 200
    assert yaml.safe_load(response.content)["openapi"].startswith("3.1")


def test_swagger_ui_comes_from_here_alone(client, db):
    response = client.get("/api/v1/docs/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "swagger-ui-bundle.js" in page
    assert "//" not in page.replace("<!doctype html>", "")
    assert "<script>" not in page
    assert "style=" not in page
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
