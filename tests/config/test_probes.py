"""What machines ask: /health, /ready and /metrics."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from config import probes

PROBES = ["/health", "/ready", "/metrics"]


def a_worker(seen: dt.timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [timezone.now() - seen])


@pytest.fixture
def no_database(monkeypatch):
    def refuse(*_: object) -> None:
        raise OperationalError("password of concordance at db.example.org")

    monkeypatch.setattr(connection, "cursor", refuse)


def test_a_process_that_answers_is_up_whatever_the_database_does(client):
    """No fixture lets this test at the database."""
    response = client.get("/health")
    assert (response.status_code, response.json()) == (200, {"status": "up"})


@pytest.mark.django_db
def test_a_server_is_ready_though_no_worker_was_seen(client):
    response = client.get("/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ready", "database": True, "migrations": True, "worker": False}


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "seen"), [(5, True), (90, False)])
def test_a_worker_counts_while_it_gives_signs_of_life(client, seconds, seen):
    a_worker(dt.timedelta(seconds=seconds))
    assert client.get("/ready").json()["worker"] is seen


def test_without_a_database_it_is_not_ready_and_says_no_more(client, no_database):
    response = client.get("/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "database": False, "migrations": False, "worker": False}


@pytest.mark.django_db
def test_without_a_migration_it_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(probes, "_migrated", False)
    monkeypatch.setattr("config.probes.MigrationExecutor.migration_plan", lambda *_: [("claims", "0099")])
    response = client.get("/ready")
    assert (response.status_code, response.json()["migrations"]) == (503, False)


@pytest.mark.django_db
def test_it_is_looked_at_migrations_until_all_are_there_and_not_again(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(probes, "_migrated", False)
    assert client.get("/ready").status_code == 200
    with django_assert_num_queries(2):  # does it answer; was a worker seen
        client.get("/ready")


@pytest.mark.django_db
@pytest.mark.parametrize("address", PROBES)
def test_a_probe_comes_by_any_name_and_by_plain_http(client, settings, address):
    settings.SECURE_SSL_REDIRECT = True
    settings.METRICS_TOKEN = "t"
    response = client.get(address, headers={"host": "10.0.0.7:8000", "authorization": "Bearer t"})
    assert response.status_code == 200


def test_another_page_does_not(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/account/login/").status_code == 301
    assert client.get("/account/login/", secure=True, headers={"host": "10.0.0.7:8000"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("address", PROBES)
def test_a_probe_is_not_counted_asks_for_no_session_and_is_not_kept(client, settings, address):
    settings.API_RATE = (1, 60)
    for _ in range(3):
        response = client.get(address)
    assert "RateLimit" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


@pytest.mark.parametrize("address", PROBES)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_probe_only_asks(client, address, method):
    assert getattr(client, method)(address).status_code == 405
