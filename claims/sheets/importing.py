"""The only writer of sheets, and of the claims that come in them: kept, its columns mapped, imported once.

The rows are written in one transaction, then what the machine does with them (filing, conflicts) once for all.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models, transaction

from claims import ledger
from claims.conflicts import detect, lock_questions
from claims.errors import Refused, Stale, WrongState
from claims.intake import compare_documents
from claims.loading import load_claims
from claims.models import Filing, Question, Sheet
from claims.models.filing import FilingState
from claims.permissions import Right, require
from claims.sheets.fields import checked, guessed
from claims.sheets.proposals import Findings, Proposal, propose, worded_so
from claims.sheets.rows import EXTRACTOR, rows_of
from claims.sheets.table import Table, read_table
from claims.writing import question_asked
from sources.extracting.text import Text
from sources.importing import Arrival, Place, import_document
from sources.models import Document, Dossier, Person

_BATCH = 2000  # rows of one statement


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a sheet. `is_new` is False where its bytes were imported before: then nothing was done."""

    sheet: Sheet
    is_new: bool
    claims: int = 0
    questions: int = 0
    conflicts: int = 0


def keep_sheet(*, dossier: Dossier, data: bytes, name: str, by: Person, at: dt.datetime) -> tuple[Sheet, bool]:
    """Keep the bytes of a table, its columns mapped by their names; and whether they are new to the dossier.

    Raises SheetNotRead.
    """
    _require_rights(dossier, by)
    held = _held(dossier, data).first()
    if held:
        return held, False
    columns = guessed(read_table(data).header)
    name = " ".join(name.encode("utf-8", "replace").decode().split())[:255]
    sheet = Sheet.objects.create(
        dossier=dossier, original=data, file_name=name, columns=columns, uploaded_by=by, uploaded_at=at
    )
    return sheet, True


def imported_before(dossier: Dossier, data: bytes) -> Sheet | None:
    """The sheet with these bytes that is imported, if there is one."""
    return _held(dossier, data).filter(imported_at__isnull=False).first()


def _held(dossier: Dossier, data: bytes) -> models.QuerySet[Sheet]:
    """The sheets of the dossier with these bytes, one that is imported first."""
    return dossier.sheets.filter(original=data).order_by(models.F("imported_at").asc(nulls_last=True), "id")


@transaction.atomic
def map_columns(sheet: Sheet, columns: Mapping[str, str], *, by: Person) -> None:
    """Say which column each field of a claim is read from. Raises MapRefused, and WrongState once it is imported."""
    _require_rights(sheet.dossier, by)
    sheet = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.imported_at:
        raise WrongState("The sheet is imported: its columns stay as they were read.")
    sheet.columns = checked(columns, read_table(bytes(sheet.original)).header)
    sheet.save(update_fields=["columns"])


def findings_of(sheet: Sheet, *, at: dt.datetime) -> tuple[Table, Findings]:
    """What the sheet would come to now. Raises MapRefused where no column says the statement."""
    table = read_table(bytes(sheet.original))
    return table, propose(sheet.dossier, table, checked(sheet.columns, table.header), at=at)


def preview(
    dossier: Dossier, data: bytes, named: Mapping[str, str], *, at: dt.datetime
) -> tuple[dict[str, str], Findings]:
    """The columns of a table that is not kept, those `named` before those told by the header, and what it comes to."""
    table = read_table(data)
    taken = set(named.values())
    told = {field: name for field, name in guessed(table.header).items() if name not in taken}
    columns = checked({**told, **named}, table.header)
    return columns, propose(dossier, table, columns, at=at)


def import_sheet(sheet: Sheet, *, by: Person, at: dt.datetime, seen: int | None = None) -> Imported:
    """Write the claims of the good rows, all or none, then file the others and look for conflicts, once.

    seen   the number of good rows the person was shown; None: however many there are
    Raises Stale where they are others by now, and Refused where none is good.
    """
    imported = _write(sheet, by=by, at=at, seen=seen)
    if not imported.is_new:
        return imported
    found = compare_documents(sheet.dossier, at=at)
    return Imported(imported.sheet, True, imported.claims, imported.questions, imported.conflicts + len(found))


@transaction.atomic
def _write(sheet: Sheet, *, by: Person, at: dt.datetime, seen: int | None) -> Imported:
    """The order of locks is that of `conflicts.lock_questions`, the dossier before them as in filing."""
    _require_rights(sheet.dossier, by)
    dossier = Dossier.objects.select_for_update(no_key=True).get(pk=sheet.dossier_id)
    sheet = Sheet.objects.select_for_update().get(pk=sheet.pk)
    data = bytes(sheet.original)
    earlier = imported_before(dossier, data)
    if earlier:
        return Imported(earlier, is_new=False)
    table = read_table(data)
    columns = checked(sheet.columns, table.header)
    worded = worded_so(dossier, (row.question for row in rows_of(table, columns)[0]))
    lock_questions(question.pk for alike in worded.values() for question in alike)
    findings = propose(dossier, table, columns, at=at)
    _expect_as_seen(findings, seen)
    document = _document(dossier, sheet, data, findings, by=by, at=at)
    claims = _claims(findings.proposals, document, by=by, at=at)
    asked = _file(dossier, findings.proposals, claims, by=by, at=at)
    conflicts = detect(asked, at=at)
    sheet.document, sheet.imported_at = document, at
    sheet.save(update_fields=["document", "imported_at"])
    anew = findings.questions_worded
    detail = {"sha256": hashlib.sha256(data).hexdigest(), "claims": len(claims), "questions": len(anew)}
    overridden = [
        pk for pk, each in zip(claims, findings.proposals, strict=True) if each.columns.get("override_reason")
    ]
    ledger.record(dossier, "sheet imported", sheet, by=by, **detail, overridden=overridden)
    return Imported(sheet, True, len(claims), len(anew), len(conflicts))


def _expect_as_seen(findings: Findings, seen: int | None) -> None:
    if not findings.proposals:
        raise Refused("No row of the sheet can be imported: look at what is said of them.")
    if seen is not None and seen != len(findings.proposals):
        raise Stale


def _document(
    dossier: Dossier, sheet: Sheet, data: bytes, findings: Findings, *, by: Person, at: dt.datetime
) -> Document | None:
    """The sheet as a document, where claims stand in it."""
    if all(each.document for each in findings.proposals):
        return None

    def extract(data: bytes) -> Text:
        return findings.text

    arrival = Arrival(name=sheet.file_name, captured_by="sheet")
    imported = import_document(dossier=dossier, data=data, arrival=arrival, at=at, by=by, extract=extract)
    document = imported.document
    if document.extractor != EXTRACTOR:
        raise Refused(
            f"These bytes are in the dossier already as document {document.pk}, imported as a text. "
            "Save the sheet anew with an empty row at its end, and upload that."
        )
    ledger.record(dossier, "document imported", document, by=by, sha256=document.sha256, drafted=0)
    return document


def _claims(proposals: Sequence[Proposal], sheet: Document | None, *, by: Person, at: dt.datetime) -> list[int]:
    """The keys of the claims of the proposals. Those that answer a question need no machine to look for one."""
    return load_claims(
        (
            (_place(each, sheet), {**each.columns, "matched_at": at if each.row.question else None})
            for each in proposals
        ),
        by=by,
    )


def _place(proposal: Proposal, sheet: Document | None) -> Place:
    document = proposal.document or sheet
    assert document, "where a row cites no document, the sheet is one"
    return document, proposal.start, proposal.end


def _file(
    dossier: Dossier, proposals: Sequence[Proposal], claims: Sequence[int], *, by: Person, at: dt.datetime
) -> list[Question]:
    """File the claims under the questions their rows ask, new ones made; returns the questions."""
    worded: dict[str, Question] = {}
    for each in proposals:
        if each.asks_anew and each.asks_anew not in worded:
            worded[each.asks_anew] = question_asked(dossier, each.asks_anew, each.claim, by=by)
    Question.objects.bulk_create(worded.values(), batch_size=_BATCH)
    asked = [
        (claim, each.question or worded[each.row.question])
        for each, claim in zip(proposals, claims, strict=True)
        if each.row.question
    ]
    Filing.objects.bulk_create(
        [
            Filing(claim_id=claim, question=question, state=FilingState.CONFIRMED, decided_by=by, decided_at=at)
            for claim, question in asked
        ],
        batch_size=_BATCH,
    )
    return list({question.pk: question for _, question in asked}.values())


def _require_rights(dossier: Dossier, by: Person) -> None:
    require(by, Right.IMPORT, dossier)
    require(by, Right.WRITE, dossier)
