"""What is known of a document beside its text: corrected by hand, each correction a line of the ledger.

Bytes and text never change. The line says the old value and the new one; a publisher by its key, and of what may name
a person (an author; everything of a note) only that it changed: the ledger is kept for ever.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass

from django.db import transaction

from claims import ledger
from claims.errors import Refused, Stale, WrongState
from claims.permissions import Right, require
from sources.importing import publisher_named
from sources.models import Document, Person, Publisher
from sources.models.document import LANGUAGE_NAMES, Evidence
from sources.models.publisher import Grade

_MAY_NAME_A_PERSON = {"author"}


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a document that a person may correct. `publisher` is a name; empty where nobody knows."""

    title: str
    publisher: str
    author: str
    published_on: dt.date | None
    url: str
    language: str
    is_primary: bool

    @classmethod
    def of(cls, document: Document) -> Facts:
        return cls(
            title=document.title,
            publisher=document.publisher.name if document.publisher else "",
            author=document.author,
            published_on=document.published_on,
            url=document.url,
            language=document.language,
            is_primary=document.is_primary,
        )

    @property
    def version(self) -> str:
        """What a page says it saw: another one as soon as one of the facts is another."""
        return hashlib.sha256(repr(asdict(self)).encode()).hexdigest()[:16]


@transaction.atomic
def correct_facts(document: Document, facts: Facts, *, by: Person, at: dt.datetime, seen: str) -> list[str]:
    """Correct what is known of a document; returns the names of what changed. Raises Stale and other Refused."""
    require(by, Right.WRITE, document.dossier)
    document = Document.objects.select_for_update(no_key=True, of=("self",)).without_bodies().get(pk=document.pk)
    known = Facts.of(document)
    if known.version != seen:
        raise Stale
    if facts.language != known.language and facts.language not in LANGUAGE_NAMES:
        raise Refused(f"“{facts.language}” is no language that is read here: {', '.join(LANGUAGE_NAMES)}.")
    old, new = asdict(known), asdict(facts)
    changed = [name for name in new if new[name] != old[name]]
    for name in changed:
        if name == "publisher":
            old[name], document.publisher = document.publisher_id, publisher_named(document.dossier, facts.publisher)
            new[name] = document.publisher_id
        else:
            setattr(document, name, new[name])
    document.save(update_fields=changed)
    for name in changed:
        ledger.record(document.dossier, "document corrected", document, by=by, **_told(document, name, old, new))
    return changed


def _told(document: Document, name: str, old: dict[str, object], new: dict[str, object]) -> dict[str, object]:
    if name in _MAY_NAME_A_PERSON or document.evidence != Evidence.DOCUMENT:
        return {"fact": name}
    was, now = (value.isoformat() if isinstance(value, dt.date) else value for value in (old[name], new[name]))
    return {"fact": name, "was": was, "now": now}


@transaction.atomic
def grade_publisher(publisher: Publisher, grade: str, *, by: Person, at: dt.datetime, seen: str) -> Publisher:
    """Grade how reliable a publisher is, for all of its documents in the dossier. `seen` is the grade as shown."""
    require(by, Right.WRITE, publisher.dossier)
    publisher = Publisher.objects.select_for_update(no_key=True).get(pk=publisher.pk)
    if publisher.grade != seen:
        raise Stale
    if grade not in Grade.values:
        raise Refused("Grades run from A to F.")
    if grade == publisher.grade:
        raise WrongState(f"The grade is {grade} already.")
    was, publisher.grade = publisher.grade, grade
    publisher.save(update_fields=["grade"])
    ledger.record(publisher.dossier, "publisher graded", publisher, by=by, was=was, now=grade)
    return publisher
