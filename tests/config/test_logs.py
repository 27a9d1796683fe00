"""What is logged of requests and errors, and what never is."""

from __future__ import annotations

import io
import json
import logging
import logging.config
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings as project
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from config.logs import Json, OfARequest, logging_of, told

PASSWORD, CODE, SOUGHT = "Marsh-Harrier-41", "481516", "the heron papers"


@contextmanager
def logged(form: str) -> Iterator[Callable[[], str]]:
    """What is logged meanwhile, as the settings have it, and of ours also what is only for looking closely."""
    told = logging_of(form, "DEBUG")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.config.DictConfigurator(told).configure_formatter(told["formatters"]["line"]))
    handler.addFilter(OfARequest())
    ours = {name: logging.getLogger(name).level for name in ("config", "sources", "claims")}
    logging.getLogger().addHandler(handler)
    for name in ours:
        logging.getLogger(name).setLevel("DEBUG")
    try:
        yield stream.getvalue
    finally:
        logging.getLogger().removeHandler(handler)
        for name, level in ours.items():
            logging.getLogger(name).setLevel(level)


@pytest.fixture
def lines():
    """Everything that is logged, as objects."""
    with logged("json") as said:
        yield lambda: [json.loads(line) for line in said().splitlines()]


def of_requests(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line for line in lines if line["logger"] == "config.requests"]


def test_a_request_leaves_one_line(client, world, lines):
    client.force_login(world.chief)
    response = client.get("/desk/notifications/?unread=1")
    (line,) = of_requests(lines())
    milliseconds = line.pop("milliseconds")
    assert isinstance(milliseconds, float)
    line["time"] = "now"
    assert line == {
        "time": "now",
        "level": "INFO",
        "logger": "config.requests",
        "message": f"GET notifications 200 {milliseconds} ms person {world.chief.pk}",
        "request_id": response.headers["X-Request-ID"],
        "method": "GET",
        "route": "notifications",
        "status": 200,
        "person": world.chief.pk,
    }


@pytest.mark.django_db
def test_a_page_that_asks_nobodys_name_leaves_a_line_without_one(client, lines):
    client.get("/published/")
    (line,) = of_requests(lines())
    assert line["person"] is None
    assert line["message"].endswith("ms nobody")


@pytest.mark.django_db
def test_an_address_that_is_none_is_not_written_down(client, lines):
    client.get("/no/such/page-of-secrets/")
    (line,) = of_requests(lines())
    assert (line["route"], line["status"]) == ("unknown", 404)


def test_a_probe_is_told_to_whoever_looks_closely(client, lines):
    client.get("/health")
    (line,) = of_requests(lines())
    assert (line["level"], line["route"]) == ("DEBUG", "health")


@pytest.mark.parametrize("said", ["5f0c-11", "a" * 64, "trace.7_x"])
def test_a_number_that_a_proxy_gave_is_kept(client, said):
    assert client.get("/health", headers={"x-request-id": said}).headers["X-Request-ID"] == said


@pytest.mark.parametrize("said", ["", "a" * 65, 'x" onload="', "two words", "a\tb", "é"])
def test_one_that_looks_like_none_is_replaced(client, said):
    given = client.get("/health", headers={"x-request-id": said}).headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", given)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["plain", "json"])
def test_no_line_holds_a_secret_or_what_was_looked_for(world, settings, form):
    """Signing in with right and wrong passwords, codes, tokens, a reset, a search, a broken page: at DEBUG of ours."""
    settings.AXES_ENABLED = True
    with logged(form) as written:
        secrets = all_that_is_secret(world.chief)
    said = written()
    assert "account_login" in said
    assert "admin:claims_conflict_changelist 200" in said
    assert "api:" in said
    assert "ZeroDivisionError" in said
    assert [secret for secret in secrets if secret in said] == []


def all_that_is_secret(person) -> list[str]:
    """Sends each secret where a person or a program would, and tells what they were."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    person.set_password(PASSWORD)
    person.save()
    client.get("/account/login/")
    csrf = client.cookies["csrftoken"].value
    for password in (PASSWORD[::-1], PASSWORD):
        sent = {"login": person.username, "password": password, "csrfmiddlewaretoken": csrf}
        client.post(f"/account/login/?next=/{SOUGHT}", sent)
    session = client.cookies["sessionid"].value
    client.post("/account/login/", {"login": PASSWORD, "password": "x"})  # no token against forgery, a slip of fields
    client.post("/account/2fa/totp/activate/", {"code": CODE, "csrfmiddlewaretoken": client.cookies["csrftoken"].value})
    client.get("/desk/claims/conflict/", {"q": SOUGHT})
    client.get("/account/password/reset/key/1-set-by-mail/")
    client.get(f"/no/such/page/{SOUGHT}/?q={SOUGHT}")
    shown = "ccd_not_a_real_token"
    Client().get(f"/api/v1/claims/?q={SOUGHT}", headers={"authorization": f"Bearer {shown}"})
    Client().get("/api/v1/claims/", headers={"authorization": "Basic Y2hpZWY6c2VjcmV0"})
    broken(client)
    return [PASSWORD, PASSWORD[::-1], CODE, SOUGHT, csrf, session, "set-by-mail", shown, "Y2hpZWY6c2VjcmV0"]


def broken(client: Client) -> None:
    """A page whose error quotes what was sent."""

    def breaks() -> bytes:
        raise ZeroDivisionError(SOUGHT) from ValueError(PASSWORD)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("config.metrics.written", breaks)
        patch.setattr(project, "METRICS_TOKEN", CODE)
        shown = {"authorization": f"Bearer {CODE}"}
        assert client.get("/metrics", {"q": SOUGHT}, headers=shown).status_code == 500


def test_an_error_is_told_by_kind_and_place_with_those_behind_it():
    try:
        try:
            raise KeyError("typed by somebody")
        except KeyError as error:
            raise ValueError("typed by somebody else") from error
    except ValueError as error:
        said = told(error)
    assert said.index("builtins.KeyError") < said.index("builtins.ValueError")
    assert "test_logs.py" in said
    assert said.splitlines()[-1] == "builtins.ValueError"


def test_an_error_of_these_settings_says_its_sentence():
    assert told(ImproperlyConfigured("Set SECRET_KEY.")) == (
        "django.core.exceptions.ImproperlyConfigured: Set SECRET_KEY."
    )


def test_a_field_that_nobody_named_is_left_out():
    record = logging.LogRecord("x", logging.INFO, "", 1, "said", (), None)
    record.status, record.request, record.body = 200, "<GET /?q=x>", "x"
    assert set(json.loads(Json(["message"]).format(record))) == {"message", "status"}
