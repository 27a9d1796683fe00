"""The shapes of the canonical record: what every format tells of one reconciled question."""

from __future__ import annotations

from typing import TypedDict

RECORD_VERSION = 4
"""4: claims of a document that had to be forgotten say since when, and why.
3: records tell when they were published and the corrections of their question.
2: claims say whether they are withheld, and then nothing but their value; documents say what evidence they are."""


class ExtentRecord(TypedDict):
    """An interval; null is unbounded, bounds as PostgreSQL writes them. Dates are ISO, the end exclusive."""

    low: str | None
    high: str | None
    bounds: str


class ValueRecord(TypedDict):
    """A value with what its words allow; a name has its text alone, and no extents."""

    text: str
    kind: str
    low: str | None
    high: str | None
    modifier: str
    unit: str | None
    base_unit: str
    strict: ExtentRecord | None
    likely: ExtentRecord | None
    strict_in_words: str


class PassageRecord(TypedDict):
    """Where it stands: offsets in code points of the document's normalised text, end exclusive.

    `link` is its place at the desk, behind the address of the server, for members of the dossier.
    """

    id: int
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    link: str


class DocumentRecord(TypedDict):
    """Where it comes from. Of a note (`evidence` is not "document") all that could name somebody is null."""

    id: int
    evidence: str
    title: str | None
    file: str | None
    publisher: str | None
    grade: str | None
    language: str
    date: str | None
    url: str | None
    sha256: str | None
    derived_from: str | None


class PeriodRecord(TypedDict):
    """First and last day, both of it; null is open."""

    first: str | None
    last: str | None


class ErasureRecord(TypedDict):
    """Its document had to be forgotten on lawful demand: since when, and why. Nothing that it said is left."""

    at: str
    reason: str


class ClaimRecord(TypedDict):
    """One claim. Of a withheld one (source protection) only its value is told; all else is null. Of an erased one not
    even that: its value is a name of blots."""

    id: int
    withheld: bool
    erased: ErasureRecord | None
    statement: str | None
    value_as_written: str | None
    value: ValueRecord
    as_of: PeriodRecord | None
    attribution: str | None
    language: str | None
    state: str
    passage: PassageRecord | None
    document: DocumentRecord | None


class CorrectionRecord(TypedDict):
    """What readers were told before and now is otherwise: never a silent edit. `reconciliation_id`: what replaced it;
    null where it was withdrawn."""

    made_at: str
    reason: str
    replaced_reconciliation_id: int
    reconciliation_id: int | None


class ReconciledRecord(TypedDict):
    record_version: int
    dossier: str
    question_id: int
    question: str
    language: str
    level: str | None
    conflict_state: str | None
    reconciliation_id: int
    outcome: str
    difference: str
    accepted_value: ValueRecord | None
    accepted_as_of: PeriodRecord | None
    rationale: str
    dissent: str
    proposed_by: str
    proposed_at: str
    approved_by: str
    approved_at: str
    published_at: str
    corrections: list[CorrectionRecord]
    accepted_claims: list[ClaimRecord]
    rejected_claims: list[ClaimRecord]
    ledger: dict[str, int | str | None]
