"""Files in, conflicts out: the whole path from bytes to conflict, in the order of the words.

    import -> draft -> file -> detect

Each document is imported and drafted in a transaction of its own; filing and detection follow once for all
of them, so that the order of the files does not matter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from claims import ledger
from claims.arithmetic import add_up
from claims.conflicts import detect
from claims.drafting import draft_claims
from claims.filing import file_claims
from claims.models import Conflict
from claims.permissions import Right, require
from claims.review import withhold_document
from sources.extracting import plain
from sources.extracting.apart import extract_apart
from sources.extracting.decoding import decoded
from sources.extracting.text import Text
from sources.importing import Arrival, Imported, import_document
from sources.lineage import place, suggest_copies
from sources.models import Document, Dossier, Person
from sources.withholding import carry_withheld


def take_in(
    *,
    dossier: Dossier,
    data: bytes,
    arrival: Arrival,
    at: dt.datetime,
    by: Person | None = None,
    extract: Callable[[bytes], Text] = extract_apart,
) -> Imported:
    """Import one file, draft its claims and look for its copies. Raises `sources.extracting.ExtractionFailed`.

    Copies are looked for when the document can be seen: of two imported at once the later one finds the other. A
    second import of the same bytes does what the first left undone.
    """
    imported = bring_in(dossier=dossier, data=data, arrival=arrival, at=at, by=by, extract=extract)
    suggest_copies(imported.document)
    return imported


@transaction.atomic
def bring_in(
    *,
    dossier: Dossier,
    data: bytes,
    arrival: Arrival,
    at: dt.datetime,
    by: Person | None = None,
    extract: Callable[[bytes], Text] = extract_apart,
) -> Imported:
    """Import one file and draft its claims. Whoever calls it looks for copies once that is committed."""
    imported = import_document(dossier=dossier, data=data, arrival=arrival, at=at, by=by, extract=extract)
    if imported.is_new:
        document = imported.document
        place(document)
        drafted = draft_claims(document)
        carry_withheld(document)
        ledger.record(dossier, "document imported", document, by=by, sha256=document.sha256, drafted=len(drafted))
    return imported


@transaction.atomic
def take_in_note(
    *, dossier: Dossier, text: str, arrival: Arrival, at: dt.datetime, by: Person, may_be_exported: bool, because: str
) -> Imported:
    """Take in what somebody told or showed us, as a document; nothing of it is exported unless that may be.

    because   why nothing is, for the people of the dossier. Raises `Refused` and `ExtractionFailed`.
    """
    require(by, Right.IMPORT, dossier)
    imported = take_in(
        dossier=dossier, data=text.encode("utf-8", "replace"), arrival=arrival, at=at, by=by, extract=_as_typed
    )
    if imported.is_new and not may_be_exported:
        withhold_document(imported.document, by=by, at=at, reason=because)
    return imported


def _as_typed(data: bytes) -> Text:
    """A note is plain text, whatever it looks like."""
    return plain.extract(decoded(data).text)


@transaction.atomic
def compare_documents(dossier: Dossier, *, at: dt.datetime) -> list[Conflict]:
    """File the claims not matched yet and look for conflicts and for figures that do not add up.

    What an earlier run left undone is done with it.
    """
    unmatched = dossier.claims.all().standing().unmatched()
    newcomers = Document.objects.without_original().filter(pk__in=unmatched.values("passage__document"))
    documents = list(newcomers.order_by("pk"))
    conflicts = detect(file_claims(dossier, at=at), at=at)
    for document in documents:
        add_up(document, at=at)
    return conflicts
