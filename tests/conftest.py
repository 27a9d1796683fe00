"""The fixed world of the tests: one dossier, one person a role, and a stranger."""

from dataclasses import dataclass

import pytest

from sources.models import Dossier, Person, Role
from tests.factories import a_dossier, a_person


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
