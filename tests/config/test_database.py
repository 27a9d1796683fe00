"""How the application and the owner connect, as the environment says it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import database


@pytest.fixture
def say(monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_POOL"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch.setenv


def application(tmp_path):
    return database.application(tmp_path, vectors=False)


def test_an_address_says_everything(say, tmp_path):
    say("DATABASE_URL", "postgres://me%40here:p%2Fw%3A@db.example.org:6543/facts?sslmode=verify-full")
    told = application(tmp_path)
    assert (told["USER"], told["PASSWORD"], told["HOST"], told["PORT"]) == ("me@here", "p/w:", "db.example.org", 6543)
    assert told["NAME"] == "facts"
    assert told["OPTIONS"] == {"connect_timeout": 10, "sslmode": "verify-full"}


def test_how_long_to_wait_for_the_server_may_be_said(say, tmp_path):
    say("DATABASE_URL", "postgres://me@db.example.org/facts?connect_timeout=3")
    assert application(tmp_path)["OPTIONS"]["connect_timeout"] == 3


def test_a_connection_is_kept_and_looked_at_before_it_is_used(say, tmp_path):
    say("DATABASE_URL", "postgres://me@db.example.org/facts")
    told = application(tmp_path)
    assert (told["CONN_MAX_AGE"], told["CONN_HEALTH_CHECKS"]) == (60, True)


def test_a_pool_keeps_connections_instead(say, tmp_path):
    say("DATABASE_URL", "postgres://me@db.example.org/facts")
    say("DATABASE_POOL", "2-8")
    told = application(tmp_path)
    assert told["CONN_MAX_AGE"] == 0
    assert (told["OPTIONS"]["pool"]["min_size"], told["OPTIONS"]["pool"]["max_size"]) == (2, 8)


@pytest.mark.parametrize("said", ["", "off"])
def test_there_may_be_no_pool(said):
    assert database.pool(said) is None


@pytest.mark.parametrize("said", ["8", "8-2", "0-0", "a-b", "-", "1-2-3", "-1-2", "1-²"])
def test_a_pool_that_is_none_stops_the_start(said):
    with pytest.raises(ImproperlyConfigured, match="as in 2-8"):
        database.pool(said)


def test_the_owner_connects_as_its_own_address_says(say):
    say("DATABASE_URL", "postgres://app:a@db.example.org/facts")
    say("DATABASE_OWNER_URL", "postgres://owner:b@db.example.org:6543/facts")
    assert database.owner() == {"USER": "owner", "PASSWORD": "b", "HOST": "db.example.org", "PORT": 6543}


def test_one_role_may_be_both(say):
    say("DATABASE_URL", "postgres://app:a@db.example.org/facts")
    assert database.owner()["USER"] == "app"


@pytest.mark.parametrize(("command", "is_owner"), [("migrate", True), ("runserver", False), ("procrastinate", False)])
def test_the_owner_migrates_and_nothing_else(monkeypatch, command, is_owner):
    monkeypatch.setattr("sys.argv", ["manage.py", command])
    assert database.is_for_the_owner() is is_owner
