"""A server with the settings of docs/operating.md passes Django's own check for servers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from config.checks import check_somebody_tells_of_https
from tests import addresses

ROOT = Path(__file__).resolve().parents[2]
_INHERITED = ("PATH", "HOME", "CONCORDANCE_VAR")


def documented() -> dict[str, str]:
    """The block of the guide, with a key as it says one is made."""
    (block,) = re.findall(r"```env\n(.*?)```", (ROOT / "docs/operating.md").read_text(), re.DOTALL)
    said = dict(line.split("=", 1) for line in block.splitlines())
    return {**said, "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True, check=False
    )


def setting(name: str, **environment: str) -> str:
    said = f"from config import settings; print(repr(getattr(settings, {name!r}, None)))"
    ran = command("-c", said, **{**documented(), **environment})
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


needs_two_roles = pytest.mark.skipif(
    settings.DATABASE_OWNER["USER"] == settings.APPLICATION_ROLE, reason="one role is owner and application here"
)


@needs_two_roles
@pytest.mark.django_db
def test_the_documented_settings_pass_the_check_for_servers():
    told = {**documented(), "DATABASE_URL": addresses.of_the_database()}
    ran = command("manage.py", "check", "--deploy", "--fail-level", "WARNING", **told)
    assert ran.returncode == 0, ran.stderr
    assert "no issues" in ran.stdout


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "finding"),
    [
        ({"TRUSTED_PROXIES": "0"}, "concordance.W003"),
        ({"SECURE_SSL_REDIRECT": "0"}, "security.W008"),
        ({"SECURE_HSTS_SECONDS": "0"}, "security.W004"),
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"DEBUG": "1"}, "security.W018"),
    ],
)
def test_the_check_finds_what_is_changed_for_the_worse(changed, finding):
    told = {**documented(), "DATABASE_URL": addresses.of_the_database(), **changed}
    ran = command("manage.py", "check", "--deploy", "--fail-level", "WARNING", **told)
    assert ran.returncode == 1
    assert finding in ran.stderr


def test_a_server_that_serves_no_key_does_not_start():
    ran = command("-c", "import config.settings", **{**documented(), "SECRET_KEY": ""})
    assert "Set SECRET_KEY" in ran.stderr


def test_cookies_of_a_server_are_of_one_host_by_https_alone():
    assert setting("SESSION_COOKIE_SECURE") == setting("CSRF_COOKIE_SECURE") == "True"
    assert setting("SESSION_COOKIE_NAME") == "'__Host-session'"


def test_a_proxy_that_redirects_itself_changes_nothing_of_the_cookies():
    assert setting("SESSION_COOKIE_SECURE", SECURE_SSL_REDIRECT="0") == "True"
    assert setting("SECURE_HSTS_SECONDS", SECURE_SSL_REDIRECT="0") == "0"


def test_a_form_of_log_that_nobody_knows_stops_the_start():
    ran = command("-c", "import config.settings", **{**documented(), "LOG_FORMAT": "xml"})
    assert "LOG_FORMAT has to be one of plain, json" in ran.stderr


def test_where_no_proxy_is_trusted_and_nobody_is_sent_to_https_nothing_is_wrong(settings):
    settings.SECURE_SSL_REDIRECT, settings.TRUSTED_PROXIES = False, 0
    assert check_somebody_tells_of_https(None) == []


def test_gunicorn_understands_its_settings():
    """Gunicorn reads them, believes nobody about https, and writes no addresses down."""
    ran = command("-m", "gunicorn", "config.wsgi", "--config", "config/gunicorn.py", "--print-config", **documented())
    assert ran.returncode == 0, ran.stderr
    assert re.search(r"^accesslog\s+= None$", ran.stdout, re.MULTILINE)
    assert re.search(r"^secure_scheme_headers\s+= \{\}$", ran.stdout, re.MULTILINE)
