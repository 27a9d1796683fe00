"""The fixed world of the tests: one dossier, one person a role, and a stranger."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from sources.models import Dossier, Person, Role
from tests.factories import a_dossier, a_person


@pytest.fixture(autouse=True)
def _no_memory_of_other_runs(settings: Settings) -> None:
    """What an earlier run read in a text is not what this code would read in it."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


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
def ledger_may_be_emptied(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows that another thread or process sees are committed, and so emptied afterwards: the ledger's guard rests."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_event DISABLE TRIGGER events_are_kept")
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_event ENABLE TRIGGER events_are_kept")
        # Other threads may keep their connections, which would keep the test database from being dropped.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connection.close()
