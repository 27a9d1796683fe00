"""Passages that stay out of every export, to protect whoever said them.

The ledger says that a passage was withheld and by whom, never why: the reason may give the source away.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from claims import ledger
from claims.errors import WrongState
from claims.models import PreparedExport
from claims.models.prepared_export import ExportState
from claims.permissions import Right, require
from claims.review.acts import require_words
from sources import withholding
from sources.models import Document, Dossier, Passage, Person


@transaction.atomic
def withhold(passage: Passage, *, by: Person, at: dt.datetime, reason: str) -> Passage:
    """Keep a passage, and every one that touches it, out of exports."""
    dossier = passage.document.dossier
    require(by, Right.WRITE, dossier)
    require_words(reason, "Say why it is not for export; the reason stays inside the dossier")
    _let_no_export_be_asked_for(dossier)
    passage = _locked(passage)
    if passage.is_withheld:
        raise WrongState("The passage is withheld already.")
    withholding.withhold(passage.document, (passage.start, passage.end), reason)
    ledger.record(dossier, "passage withheld", passage, by=by, document=passage.document_id)
    _drop_what_was_prepared(dossier)
    return passage


@transaction.atomic
def release(passage: Passage, *, by: Person, at: dt.datetime) -> Passage:
    """Let the passage be exported again; what was withheld around it stays withheld."""
    dossier = passage.document.dossier
    require(by, Right.WRITE, dossier)
    passage = _locked(passage)
    if not withholding.release(passage):
        raise WrongState("The passage is not withheld.")
    ledger.record(dossier, "passage released for export", passage, by=by, document=passage.document_id)
    return passage


@transaction.atomic
def withhold_document(document: Document, *, by: Person, at: dt.datetime, reason: str) -> None:
    """Keep everything a document says out of exports, its passages of later included."""
    require(by, Right.WRITE, document.dossier)
    require_words(reason, "Say why it is not for export; the reason stays inside the dossier")
    _let_no_export_be_asked_for(document.dossier)
    withholding.withhold(document, (0, len(document.text)), reason)
    ledger.record(document.dossier, "document withheld", document, by=by)
    _drop_what_was_prepared(document.dossier)


def _let_no_export_be_asked_for(dossier: Dossier) -> None:
    """Before this is committed: it would be written with the words, and be there when the others are dropped."""
    Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)


def _drop_what_was_prepared(dossier: Dossier) -> None:
    """An export that was written before, or is being written, still has the words. One that waits will not: locked, it
    is begun after this is committed."""
    prepared = PreparedExport.objects.filter(dossier=dossier)
    list(prepared.select_for_update().order_by("pk").values_list("pk"))
    prepared.exclude(state=ExportState.WAITING).delete()


def _locked(passage: Passage) -> Passage:
    """The passage as it is now; its document's are locked in the order of their keys."""
    list(Passage.objects.select_for_update(no_key=True).filter(document=passage.document_id).order_by("pk"))
    return Passage.objects.select_related("document__dossier").get(pk=passage.pk)
