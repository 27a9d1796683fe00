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
from sources.extracting.apart import extract_apart
from sources.extracting.text import Text
from sources.importing import Arrival, Imported, import_document
from sources.models import Document, Dossier, Person


def take_in(
    *,
    dossier: Dossier,
    data: bytes,
    arrival: Arrival,
    at: dt.datetime,
    by: Person | None = None,
    extract: Callable[[bytes], Text] = extract_apart,
) -> Imported:
    """Import one file and draft its claims. Raises `sources.extracting.ExtractionFailed`."""
    with transaction.atomic():
        imported = import_document(dossier=dossier, data=data, arrival=arrival, at=at, by=by, extract=extract)
        if imported.is_new:
            document = imported.document
            drafted = draft_claims(document)
            ledger.record(dossier, "document imported", document, by=by, sha256=document.sha256, drafted=len(drafted))
    return imported


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
