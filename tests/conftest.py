"""The fixed world of the tests: one dossier, one person a role, and a stranger."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings as project
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings

from sources.models import Dossier, Person, Role
from tests.factories import a_dossier, a_person

OWNER: dict[str, Any] = project.DATABASE_OWNER
APPLICATION = {name: project.DATABASES["default"].get(name) for name in OWNER}


def pytest_configure() -> None:
    """With a `DATABASE_URL` too, tests come by plain http, and no `collectstatic` went before them."""
    project.SECURE_SSL_REDIRECT = False
    project.STATIC_ROOT, project.WHITENOISE_USE_FINDERS = None, True


@contextmanager
def connected_as(role: dict[str, Any]) -> Iterator[None]:
    """This process connects as another role meanwhile. Never inside a transaction: what is not committed is lost."""
    connection.close()
    before = {name: connection.settings_dict[name] for name in role}
    connection.settings_dict.update(role)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def drop_database(name: str) -> None:
    """Drop a database that a test made, as its owner. WITH (FORCE) would end an autovacuum worker that is at it, too,
    which only a superuser may; without, PostgreSQL lets that go and waits some seconds for everybody else."""
    with connected_as({**OWNER, "NAME": "postgres"}), connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The owner makes the test database, and drops it at the end."""
    connection.settings_dict.update(OWNER)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Between, the tests are the application, which owns nothing: a right that it lacks fails a test."""
    with connected_as(APPLICATION):
        yield


@pytest.fixture(autouse=True)
def _no_memory_of_other_runs(settings: Settings) -> None:
    """What an earlier run read in a text is not what this code would read in it."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def _sign_in_as_often_as_tests_do(settings: Settings) -> None:
    """All tests come from one address, which signs in more often in a minute than people do. tests/accounts counts."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.AXES_ENABLED = False


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """A request in another language leaves that one behind in its thread."""
    translation.activate("en")


@dataclass(frozen=True)
class World:
    dossier: Dossier
    viewer: Person
    editor: Person
    reviewer: Person
    chief: Person
    stranger: Person

    def person(self, name: str) -> Person:
        person = getattr(self, name)
        assert isinstance(person, Person)
        return person


@pytest.fixture
def world(db: None) -> World:
    dossier = a_dossier()
    elsewhere = a_dossier("elsewhere")
    return World(
        dossier=dossier,
        viewer=a_person("viewer", dossier, Role.VIEWER),
        editor=a_person("editor", dossier, Role.EDITOR),
        reviewer=a_person("reviewer", dossier, Role.REVIEWER),
        chief=a_person("chief", dossier, Role.CHIEF),
        stranger=a_person("stranger", elsewhere, Role.CHIEF),
    )


@pytest.fixture(scope="module")
def the_owner(django_db_setup: None) -> Iterator[None]:
    """The tests of this module connect as the owner of the tables, who could tamper with them."""
    with connected_as(OWNER):
        yield


@pytest.fixture(scope="module")
def ledger_may_be_emptied(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows that another thread or process sees are committed, and so emptied afterwards, by the owner: the application
    may not. The ledger's guard rests meanwhile."""
    empty = connection.ops.execute_sql_flush

    def empty_as_the_owner(statements: Iterable[str]) -> None:
        with connected_as(OWNER):
            empty([*statements, "TRUNCATE procrastinate_jobs CASCADE"])  # Django does not manage the queue

    _guard_the_ledger("DISABLE", django_db_blocker)
    connection.ops.execute_sql_flush = empty_as_the_owner  # type: ignore[method-assign, assignment]
    yield
    connection.ops.execute_sql_flush = empty  # type: ignore[method-assign]
    _guard_the_ledger("ENABLE", django_db_blocker)
    # Other threads may keep their connections, which would keep the test database from being dropped.
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )
    connection.close()


def _guard_the_ledger(wanted: str, blocker: DjangoDbBlocker) -> None:
    with connected_as(OWNER), blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE claims_event {wanted} TRIGGER events_are_kept")
