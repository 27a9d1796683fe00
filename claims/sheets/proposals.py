"""Rows become the claims they would be, or the reasons why not. Nothing is written.

The same rules hold as for a claim written by hand (`claims.writing`); here they are asked of many rows at once, in a
number of queries that does not grow with the rows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from claims.answers import expect_an_answer
from claims.conflicts import claims_by_question
from claims.drafting import Draft, readings_of
from claims.errors import Refused
from claims.models import Claim, Question
from claims.sheets.citing import Cited, Library, NotCited
from claims.sheets.fields import Columns, Field
from claims.sheets.rows import Fault, Places, Row, rows_of, sheet_text
from claims.sheets.table import Table
from claims.writing import ClaimedAlready, Wording, columns_said, within
from sources.excerpts import Piece, excerpt
from sources.extracting.text import BlockKind, Text
from sources.models import Document, Dossier
from sources.reading import language_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The claim that a row would become.

    document   what its passage stands in; None: the sheet itself
    columns    of the claim, its passage aside; places are those of the document's text
    question   the one of the dossier that it answers; None: a new one where the row words one
    """

    row: Row
    document: Document | None
    start: int
    end: int
    columns: dict[str, Any]
    question: Question | None = None

    @property
    def claim(self) -> Claim:
        return Claim(**self.columns)

    @property
    def asks_anew(self) -> str:
        """The wording of the new question, where it words one."""
        return self.row.question if self.question is None else ""

    @property
    def days(self) -> str:
        """The days its value holds for, empty where none are known."""
        as_of = self.columns.get("as_of")
        if not as_of or not as_of.lower or not as_of.upper:
            return ""
        first, last = as_of.lower, as_of.upper - dt.timedelta(days=1)
        return f"{first}" if first == last else f"{first} to {last}"

    def excerpt(self, sheet: Text) -> list[Piece]:
        text = self.document.text if self.document else sheet.text
        value = (self.columns["value_start"], self.columns["value_end"])
        return excerpt(text, (self.start, self.end), value)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a sheet comes to: the claims it would become and the faults, each in the order of the rows."""

    proposals: list[Proposal]
    faults: list[Fault]
    text: Text

    @property
    def claimed(self) -> list[Fault]:
        """Rows that a claim says already: nothing is wrong with them."""
        return [fault for fault in self.faults if fault.claim]

    @property
    def errors(self) -> list[Fault]:
        return [fault for fault in self.faults if not fault.claim]

    @property
    def questions_worded(self) -> list[str]:
        return list(dict.fromkeys(each.asks_anew for each in self.proposals if each.asks_anew))


def propose(dossier: Dossier, table: Table, columns: Columns, *, at: dt.datetime) -> Findings:
    """Read every row of the table. `at` is the day that "today" means in the sheet."""
    rows, faults = rows_of(table, columns)
    text, places = sheet_text(rows)
    wrong = {fault.number for fault in faults}
    good = [row for row in rows if row.number not in wrong]
    anchored, missed = _anchored(dossier, good, places, at)
    asked, refused = _asked(dossier, anchored)
    named = [_naming(columns, fault) for fault in (*missed, *refused)]
    return Findings(asked, sorted([*faults, *named], key=lambda fault: fault.number), text)


def _naming(columns: Columns, fault: Fault) -> Fault:
    """The fault with the column as the file calls it."""
    return Fault(fault.number, columns.get(fault.column, ""), fault.words, fault.claim)


def _anchored(
    dossier: Dossier, rows: Iterable[Row], places: Places, at: dt.datetime
) -> tuple[list[Proposal], list[Fault]]:
    """The claims by the passages they stand in: those of the sheet, then those of each document cited."""
    proposals, faults = list[Proposal](), list[Fault]()
    citing: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.document:
            citing[row.document].append(row)
            continue
        try:
            proposals.append(_of_the_sheet(dossier, row, places[row.number], at))
        except Refused as refusal:
            faults.append(Fault(row.number, _of_value(row) or Field.STATEMENT, str(refusal)))
    library = Library(dossier, citing)
    cited: dict[int, list[Row]] = defaultdict(list)
    for name, own in citing.items():
        try:
            cited[library.document(name).pk] += own
        except NotCited as refusal:
            faults += [Fault(row.number, Field.DOCUMENT, str(refusal)) for row in own]
    claimed = _claimed(cited)
    for document in Document.objects.without_original().filter(pk__in=cited).order_by("pk"):
        found, missed = _of_a_document(Cited(document), cited[document.pk], claimed)
        proposals += found
        faults += missed
    return sorted(proposals, key=lambda each: each.row.number), faults


def _of_the_sheet(dossier: Dossier, row: Row, start: int, at: dt.datetime) -> Proposal:
    """A row that stands for itself is read by itself: no year of another row says when."""
    length = len(row.statement)
    alone = Document(
        dossier_id=dossier.pk,
        text=row.statement,
        blocks=[[BlockKind.PARAGRAPH, 0, length]],
        language=language_of(row.statement),
        sha256=hashlib.sha256(row.statement.encode()).hexdigest(),  # what is read in a document is kept by it
        captured_at=at,
    )
    columns = _columns(alone, row, 0, length, within(readings_of(alone), 0, length))
    for end in ("value_start", "value_end"):
        columns[end] += start
    return Proposal(row=row, document=None, start=start, end=start + length, columns=columns)


Claimed = dict[tuple[int, int, int], Claim]
"""The claim of each value, by its document and its place."""


def _claimed(documents: Iterable[int]) -> Claimed:
    living = Claim.objects.all().living().filter(passage__document__in=list(documents)).select_related("passage")
    living = living.only("value_text", "value_start", "value_end", "passage__document_id").order_by("-id")
    return {(claim.passage.document_id, claim.value_start, claim.value_end): claim for claim in living}


def _of_a_document(cited: Cited, rows: list[Row], claimed: Claimed) -> tuple[list[Proposal], list[Fault]]:
    proposals, faults = list[Proposal](), list[Fault]()
    for row in rows:
        said = Field.QUOTE if row.quote else Field.STATEMENT
        try:
            start, end = cited.span(row.quote or row.statement)
            columns = _columns(cited.document, row, start, end, within(cited.readings, start, end))
            place = (cited.document.pk, columns["value_start"], columns["value_end"])
            if place in claimed and not columns.get("override_reason"):
                raise ClaimedAlready(claimed[place])
            proposals.append(Proposal(row=row, document=cited.document, start=start, end=end, columns=columns))
        except NotCited as refusal:
            faults.append(Fault(row.number, said, str(refusal)))
        except ClaimedAlready as refusal:
            faults.append(Fault(row.number, "", f"{refusal} The row is left out.", refusal.claim.pk))
        except Refused as refusal:
            faults.append(Fault(row.number, _of_value(row) or said, str(refusal)))
    return proposals, faults


def _of_value(row: Row) -> str:
    """The field that a row says its value in; empty where it leaves it to the sentence."""
    return Field.NAME if row.name else Field.VALUE if row.value else ""


def _columns(document: Document, row: Row, start: int, end: int, readings: list[Draft]) -> dict[str, Any]:
    wording = Wording(
        start=start,
        end=end,
        value=row.name or row.value,
        is_name=bool(row.name),
        statement=row.statement,
        population=row.population,
        scope=row.scope,
        attribution=row.attribution,
        override_reason=row.override_reason,
    )
    columns = columns_said(document, wording, readings)
    if row.as_of:
        columns["as_of"] = DateRange(*row.as_of)
    return columns


Worded = dict[str, list[Question]]
"""The questions of a dossier by their wording, its white space evened out."""


def worded_so(dossier: Dossier, wordings: Iterable[str]) -> Worded:
    """The questions of the dossier that are worded as one of these, or those they were merged into."""
    wanted, found = set(wordings) - {""}, Worded()
    standing = {question.pk: question for question in dossier.questions.order_by("id")} if wanted else {}
    for question in standing.values():
        wording = " ".join(question.wording.split())
        if wording in wanted:
            while question.merged_into_id:
                question = standing[question.merged_into_id]
            alike = found.setdefault(wording, [])
            if question not in alike:
                alike.append(question)
    return found


Answers = dict[int | str, list[Claim]]
"""The claims that answer a question, by its key; of a new one by its wording."""


def _asked(dossier: Dossier, proposals: list[Proposal]) -> tuple[list[Proposal], list[Fault]]:
    """The proposals with the questions they answer, without those that are no answer or say nothing new."""
    worded = worded_so(dossier, (each.row.question for each in proposals))
    standing = [question for alike in worded.values() for question in alike]
    answers: Answers = dict(claims_by_question(standing).items())
    found, faults = list[Proposal](), list[Fault]()
    said_in: dict[tuple[object, ...], int] = {}
    for proposal in proposals:
        row = proposal.row
        first = said_in.setdefault(_said(proposal), row.number)
        try:
            if first != row.number:
                raise Refused(f"Row {first} says the same: take one of them out.")
            found.append(_asking(proposal, worded.get(row.question, []), answers))
        except Refused as refusal:
            faults.append(Fault(row.number, Field.QUESTION if row.question else Field.STATEMENT, str(refusal)))
    return found, faults


def _said(proposal: Proposal) -> tuple[object, ...]:
    """What a second row may not say again: a value of a document, or one of the sheet for the same question."""
    start, end, row = proposal.columns["value_start"], proposal.columns["value_end"], proposal.row
    if proposal.document:
        return proposal.document.pk, start, end
    return row.statement, row.question, start - proposal.start, proposal.columns["value_text"]


def _asking(proposal: Proposal, worded: list[Question], answers: Answers) -> Proposal:
    """The proposal with its question, its value held against the answers there are, and counted among them."""
    if not proposal.row.question:
        return proposal
    if len(worded) > 1:
        listed = " and ".join(str(question.pk) for question in worded)
        raise Refused(f"Questions {listed} of the dossier are worded alike: reword one of them first.")
    question = worded[0] if worded else None
    others = answers.setdefault(question.pk if question else proposal.row.question, [])
    claim = proposal.claim
    expect_an_answer(claim, others)
    others.append(claim)
    return replace(proposal, question=question)
