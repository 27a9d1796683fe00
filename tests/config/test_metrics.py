"""What is told at /metrics, and to whom."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from prometheus_client.parser import text_string_to_metric_families

from claims.ledger import record
from tests.factories import a_dossier

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "a-token-of-this-test"


@pytest.fixture
def told(client, settings):
    """Everything that is told, by name and labels."""
    settings.METRICS_TOKEN = TOKEN

    def ask():
        response = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
        assert response.status_code == 200
        families = text_string_to_metric_families(response.content.decode())
        return {(each.name, *sorted(each.labels.values())): each.value for one in families for each in one.samples}

    return ask


def test_without_a_token_in_the_settings_there_is_no_such_page(client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"bearer {TOKEN}", "Bearer é"]
)
def test_whoever_shows_another_token_is_told_nothing(client, settings, shown):
    settings.METRICS_TOKEN = TOKEN
    response = client.get("/metrics", headers={"authorization": shown})
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert b"concordance" not in response.content


@pytest.mark.django_db
def test_requests_are_counted_by_route_method_and_status(client, told):
    name = "concordance_requests_total", "200", "GET", "account_login"
    before = told().get(name, 0)
    client.get("/account/login/?next=/desk/")
    after = told()
    assert after[name] == before + 1
    assert after["concordance_request_seconds_count", "GET", "account_login"] >= 1


@pytest.mark.django_db
def test_what_strangers_make_up_becomes_no_label(client, told):
    client.get("/made-up-by-a-stranger/")
    client.generic("MADEUP", "/account/login/")
    labels = {label for key in told() for label in key[1:]}
    assert not any("made-up" in label or "MADEUP" in label for label in labels)


@pytest.mark.django_db
def test_jobs_are_counted_by_queue_and_status(told):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES "
            "('default', 'mail', 'todo'), ('default', 'mail', 'todo'), ('default', 'mail', 'succeeded'), "
            "('slow', 'mail', 'failed')"
        )
    found = told()
    assert found["concordance_jobs", "default", "todo"] == 2
    assert found["concordance_jobs", "failed", "slow"] == 1
    assert ("concordance_jobs", "default", "succeeded") not in found
    assert found["concordance_workers",] == 0


@pytest.mark.django_db
def test_lines_of_the_ledgers_are_counted(told):
    before = told()["concordance_events_total",]
    dossier = a_dossier("counted")
    record(dossier, "counted", dossier, by=None)
    after = told()
    assert after["concordance_events_total",] == before + 1
    assert after["concordance_database_up",] == 1


def test_where_no_database_answers_that_is_told(told, monkeypatch):
    def refuse() -> None:
        raise OperationalError("nobody there")

    monkeypatch.setattr(connection, "cursor", refuse)
    found = told()
    assert found["concordance_database_up",] == 0
    assert ("concordance_workers",) not in found


def test_processes_of_one_server_add_up(tmp_path):
    """Each counts in files of its own; whoever is asked tells the sum, of those that ended too."""
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "SECRET_KEY": "x", "LC_ALL": "C.UTF-8"}
    environment |= {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    count = "import django; django.setup(); from config import metrics; "
    count += "metrics.count(route='r', method='GET', status=200, seconds=0.1); print(metrics.written().decode())"
    for times in (1, 2, 3):
        ran = subprocess.run([sys.executable, "-c", count], cwd=ROOT, env=environment, capture_output=True, text=True)
        (value,) = re.findall(r'^concordance_requests_total\{.*route="r".*\} ([\d.]+)$', ran.stdout, re.MULTILINE)
        assert float(value) == times, ran.stderr
