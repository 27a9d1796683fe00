"""Rows for tests, made the way the application makes them: a document from a text, its claims by the reader."""

import datetime as dt
import itertools

from claims import recall
from claims.conflicts import detect
from claims.drafting import draft_claims
from claims.models import Claim, Conflict, Filing, Question
from sources.importing import Arrival, import_document
from sources.models import Document, Dossier, Membership, Person, Role

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
_numbers = itertools.count(1)


def a_person(username: str, dossier: Dossier | None = None, role: Role | None = None) -> Person:
    person = Person.objects.create(username=username, first_name=username.capitalize())
    if dossier and role:
        Membership.objects.create(dossier=dossier, person=person, role=role)
    return person


def a_dossier(slug: str = "floods", **fields: object) -> Dossier:
    return Dossier.objects.create(slug=slug, title=slug.capitalize(), **fields)


def a_document(dossier: Dossier, text: str, **fields: object) -> Document:
    """A plain text imported and drafted."""
    name = f"note-{next(_numbers)}.txt"
    document = import_document(dossier=dossier, data=text.encode(), arrival=Arrival(name=name), at=NOW).document
    if fields:
        Document.objects.filter(pk=document.pk).update(**fields)
        document.refresh_from_db()
    draft_claims(document)
    return document


def a_claim(dossier: Dossier, text: str, **fields: object) -> Claim:
    """The first claim drafted from a one-sentence document."""
    document = a_document(dossier, text, **fields)
    claim = Claim.objects.filter(passage__document=document).first()
    assert claim, f"nothing was drafted from {text!r}"
    return claim


def a_question(claims: list[Claim], wording: str = "How many people left the valley?", **fields: object) -> Question:
    """A question with these claims filed under it by the machine."""
    first = claims[0]
    recall.keep(first.dossier)
    question = Question.objects.create(
        dossier=first.dossier, wording=wording, language="en", kind=first.kind, unit=first.base_unit, **fields
    )
    for claim in claims:
        Filing.objects.create(claim=claim, question=question, score=0.5, reason={"words": "both tell of the valley"})
    return question


def a_conflict(dossier: Dossier, *texts: str) -> Conflict:
    """A conflict between documents of one sentence each."""
    texts = texts or ("About 43,000 people left the valley.", "About 58,000 people left the valley.")
    question = a_question([a_claim(dossier, text) for text in texts])
    detect([question], at=NOW)
    return Conflict.objects.get(question=question)
