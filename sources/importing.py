"""Bytes become a document. The only writer of documents, publishers and passages."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from sources.extracting.apart import extract_apart
from sources.extracting.decoding import clean
from sources.models import Document, Dossier, Passage, Person, Publisher
from sources.passages import quote_at
from sources.reading import language_of


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import led to: the document, and whether it is new to its dossier."""

    document: Document
    is_new: bool
    notes: tuple[str, ...] = ()


def import_document(
    *,
    dossier: Dossier,
    data: bytes,
    name: str,
    at: dt.datetime,
    by: Person | None = None,
    captured_by: str = "file",
    language: str | None = None,
    publisher: str | None = None,
) -> Imported:
    """Import one file into a dossier, whole or not at all.

    Bytes the dossier holds already make no second document. Language and publisher are read from the file
    where they are not given. Raises `sources.extracting.ExtractionFailed` with a sentence for people.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    held = dossier.documents.filter(sha256=sha256).order_by("-id").first()
    if held:
        return Imported(held, is_new=False)
    text = extract_apart(data)
    document = Document(
        dossier=dossier,
        original=data,
        sha256=sha256,
        file_name=_storable(name)[:255],
        media_type=text.media_type,
        extractor=text.extractor,
        text=text.text,
        blocks=[[block.kind, block.start, block.end] for block in text.blocks],
        language=language or language_of(text.text),
        title=_storable(text.title)[:500],
        author=_storable(text.author)[:300],
        url=_storable(text.url)[:2000],
        published_on=text.published,
        captured_at=at,
        captured_by=captured_by,
        imported_by=by,
    )
    try:
        with transaction.atomic():
            document.publisher = _publisher(dossier, publisher or text.publisher)
            document.save(force_insert=True)
    except IntegrityError as error:
        if constraint_of(error) != "document_bytes_once_a_dossier":
            raise
        return Imported(dossier.documents.get(sha256=sha256, extractor=text.extractor), is_new=False)
    return Imported(document, is_new=True, notes=text.notes)


def constraint_of(error: IntegrityError) -> str:
    """The name of the constraint the database refused a row by."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def _storable(words: str) -> str:
    """What a file says of itself, on one line, without the characters no text column takes."""
    return " ".join(clean(words.encode("utf-8", "replace").decode()).split())


def _publisher(dossier: Dossier, name: str) -> Publisher | None:
    name = _storable(name)[:200]
    return Publisher.objects.get_or_create(dossier=dossier, name=name)[0] if name else None


def passage_at(document: Document, start: int, end: int) -> Passage:
    """The passage of a document's text between two code points, made where there is none yet."""
    quote = quote_at(document.text, start, end)
    passage, _ = Passage.objects.get_or_create(
        document=document,
        start=start,
        end=end,
        defaults={"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
    )
    return passage
