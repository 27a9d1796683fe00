"""Bytes become a document. The only writer of documents, publishers and passages."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from sources.copying import copy_rows, new_keys
from sources.extracting.apart import extract_apart
from sources.extracting.decoding import clean
from sources.extracting.text import Text
from sources.models import Document, Dossier, Passage, Person, Publisher
from sources.models.document import Evidence
from sources.passages import quote_at
from sources.reading import language_of

_COLUMNS = ["id", "document_id", "start", "end", "exact", "prefix", "suffix", "withheld_because"]
_MADE = """
INSERT INTO sources_passage SELECT * FROM arriving ON CONFLICT (document_id, start, "end") DO NOTHING
"""
_THERE_BEFORE = """
SELECT arriving.id, passage.id FROM arriving JOIN sources_passage passage USING (document_id, start, "end")
WHERE arriving.id <> passage.id
"""

Place = tuple[Document, int, int]
"""A document and a span of its text, the end exclusive."""


class SupersededAlready(Exception):
    """Another document took the place of the older capture."""

    def __init__(self) -> None:
        super().__init__("A newer capture of that document is in the dossier already: supersede that one.")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import led to: the document, and whether it is new to its dossier."""

    document: Document
    is_new: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How bytes came, and what is known of them. What is left empty is read from the bytes themselves.

    captured_by   file, upload, url, note, sheet
    supersedes    the older capture of the same work, if it is one
    evidence      anything but a document is a note: then `told_by` and `told_at` say who told or showed it, and when
    """

    name: str
    captured_by: str = "file"
    language: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    published_on: dt.date | None = None
    fetched_from: str = ""
    supersedes: Document | None = None
    is_recognised: bool = False
    evidence: Evidence = Evidence.DOCUMENT
    told_by: str = ""
    told_at: dt.datetime | None = None
    told_how: str = ""


def import_document(
    *,
    dossier: Dossier,
    data: bytes,
    arrival: Arrival,
    at: dt.datetime,
    by: Person | None = None,
    extract: Callable[[bytes], Text] = extract_apart,
) -> Imported:
    """Import one file into a dossier, whole or not at all.

    Bytes the dossier holds already make no second document. Raises `sources.extracting.ExtractionFailed` with a
    sentence for people, and SupersededAlready where another document took the older one's place.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    held = dossier.documents.without_bodies().filter(sha256=sha256).order_by("-id").first()
    if held:
        return Imported(held, is_new=False)
    text = extract(data)
    document = _document(text, arrival)
    document.dossier, document.original, document.sha256 = dossier, data, sha256
    document.captured_at, document.imported_by = at, by
    try:
        with transaction.atomic():
            document.publisher = publisher_named(dossier, arrival.publisher or text.publisher)
            document.save(force_insert=True)
    except IntegrityError as error:
        if constraint_of(error) == "sources_document_supersedes_id_key":
            raise SupersededAlready from error
        if constraint_of(error) != "document_bytes_once_a_dossier":
            raise
        return Imported(dossier.documents.get(sha256=sha256, extractor=text.extractor), is_new=False)
    return Imported(document, is_new=True, notes=text.notes)


def _document(text: Text, arrival: Arrival) -> Document:
    """What was read and what is known of it, as a row not saved yet."""
    return Document(
        file_name=_storable(arrival.name)[:255],
        media_type=text.media_type,
        extractor=text.extractor,
        text=text.text,
        blocks=[[block.kind, block.start, block.end] for block in text.blocks],
        language=arrival.language or language_of(text.text),
        title=_storable(arrival.title or text.title)[:500],
        author=_storable(text.author)[:300],
        url=_storable(arrival.url or text.url or arrival.fetched_from)[:2000],
        published_on=arrival.published_on or text.published,
        captured_by=arrival.captured_by,
        fetched_from=arrival.fetched_from[:2000],
        is_recognised=arrival.is_recognised,
        evidence=arrival.evidence,
        told_by=_storable(arrival.told_by)[:300],
        told_at=arrival.told_at,
        told_how=_storable(arrival.told_how)[:300],
        supersedes=arrival.supersedes,
    )


def constraint_of(error: IntegrityError) -> str:
    """The name of the constraint the database refused a row by."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def _storable(words: str) -> str:
    """What a file says of itself, on one line, without the characters no text column takes."""
    return " ".join(clean(words.encode("utf-8", "replace").decode()).split())


def publisher_named(dossier: Dossier, name: str) -> Publisher | None:
    """The publisher of that name in the dossier, made where there is none; None for no name."""
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


def passages_at(places: Iterable[Place]) -> dict[Place, int]:
    """The keys of the passages at these places, made where there are none yet, however many."""
    wanted = list(dict.fromkeys(places))
    keys = new_keys(Passage._meta.db_table, len(wanted))
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE arriving (LIKE sources_passage) ON COMMIT DROP")
        copy_rows("arriving", _COLUMNS, map(_row_of_passage, keys, wanted))
        cursor.execute(_MADE)
        if cursor.rowcount < len(wanted):
            cursor.execute(_THERE_BEFORE)
            kept = dict(cursor.fetchall())
            keys = [kept.get(key, key) for key in keys]
        cursor.execute("DROP TABLE arriving")
    return dict(zip(wanted, keys, strict=True))


def _row_of_passage(key: int, place: Place) -> tuple[object, ...]:
    document, start, end = place
    quote = quote_at(document.text, start, end)
    return key, document.pk, start, end, quote.exact, quote.prefix, quote.suffix, ""
