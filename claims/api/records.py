"""The shapes of what the API tells of claims and decisions, and what their fields mean. `version` is what `If-Match`
asks for. Of what they rest on: source_records.py."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypedDict

from claims.models.claim import ClaimState
from claims.models.conflict import ConflictState, Level
from claims.models.filing import FilingState
from claims.models.reconciliation import Difference, Outcome, ReconciliationState
from claims.models.search_entry import EntryKind


class PersonRecord(TypedDict):
    id: int
    name: str


class ExtentRecord(TypedDict):
    """An interval, in the base unit; dates count days. A missing end is open. `bounds`: "[)" is closed, then open."""

    low: str | None
    high: str | None
    bounds: str


class PeriodRecord(TypedDict):
    """First and last day, both included; a missing one is open."""

    first: dt.date | None
    last: dt.date | None


class ClaimRecord(TypedDict):
    """ "This passage says VALUE." `value` is as written, `low` to `high` in `unit` as read; None is an open end.

    strict, likely   what the words allow, and what a careful reader takes them to mean
    value_start      in code points of the document's text, as `value_end`, which is exclusive
    question         the one it is filed under, by the filing of that key
    written_by       null: drafted by the machine
    withheld         its passage is not for export
    """

    id: int
    dossier: str
    document: int
    passage: int
    exact: str
    statement: str
    language: str
    kind: str
    value: str
    low: str | None
    high: str | None
    modifier: str
    unit: str | None
    precision: str
    base_unit: str
    strict: ExtentRecord | None
    likely: ExtentRecord | None
    value_start: int
    value_end: int
    population: str
    scope: str
    as_of: PeriodRecord | None
    attribution: str
    is_denied: bool
    worth: int
    override_reason: str
    first_made_as: int | None
    state: ClaimState
    state_reason: str
    question: int | None
    filing: int | None
    written_by: PersonRecord | None
    decided_by: PersonRecord | None
    decided_at: dt.datetime | None
    created_at: dt.datetime
    withheld: bool
    version: int


class FilingRecord(TypedDict):
    """Joins a claim to a question. `score` (0 to 1) and `reason` are the machine's; no score: a person filed it.

    Its version is its state, which is all that is ever written of it.
    """

    id: int
    claim: int
    question: int
    state: FilingState
    score: float | None
    reason: str
    decided_by: PersonRecord | None
    decided_at: dt.datetime | None
    created_at: dt.datetime
    version: str


class QuestionRecord(TypedDict):
    """What claims answer. `tolerance`: in percent, as a decimal; null: as written. `worded_by` null: the machine."""

    id: int
    dossier: str
    wording: str
    language: str
    kind: str
    unit: str
    asked_in: str
    changes_over_time: bool
    tolerance: str | None
    worded_by: PersonRecord | None
    merged_into: int | None
    conflict: int | None
    created_at: dt.datetime
    version: int


class PositionRecord(TypedDict):
    """Claims, by key, that can hold together. Positions are numbered from the lowest value up."""

    number: int
    value: str
    extent: ExtentRecord | None
    claims: list[int]


class ConflictRecord(TypedDict):
    """The claims under one question cannot all hold. `lower` and `upper` are the claims that show the level best."""

    id: int
    dossier: str
    question: int
    wording: str
    level: Level
    state: ConflictState
    state_reason: str
    positions: list[PositionRecord]
    lower: int | None
    upper: int | None
    detected_at: dt.datetime
    assigned_to: PersonRecord | None
    assigned_at: dt.datetime | None
    version: int


class ReconciliationRecord(TypedDict):
    """A decision about a question. Its version is that of the conflict, which every act on the decision changes."""

    id: int
    dossier: str
    question: int
    conflict: int
    state: ReconciliationState
    outcome: Outcome
    difference: Difference
    value: str
    kind: str
    low: str | None
    high: str | None
    modifier: str
    unit: str | None
    strict: ExtentRecord | None
    likely: ExtentRecord | None
    rationale: str
    dissent: str
    accepted: list[int]
    rejected: list[int]
    proposed_by: PersonRecord
    proposed_at: dt.datetime
    decided_by: PersonRecord | None
    decided_at: dt.datetime | None
    withdrawn_by: PersonRecord | None
    withdrawn_at: dt.datetime | None
    embargo_until: dt.datetime | None
    correction: str
    decision_note: str
    version: int


class CommentRecord(TypedDict):
    """One message of a thread on a claim, a conflict or a question; its first one (no `reply_to`) can be resolved."""

    id: int
    dossier: str
    claim: int | None
    conflict: int | None
    question: int | None
    reply_to: int | None
    body: str
    author: PersonRecord
    written_at: dt.datetime
    edited_at: dt.datetime | None
    resolved_by: PersonRecord | None
    resolved_at: dt.datetime | None
    version: int


class HitRecord(TypedDict):
    """A find. `text` is a piece of what it was found in, `marks` where in that piece, in code points, end exclusive.

    `claim`, `document`, `question`, `conflict` and `comment` say what it is, and what it stands on or in. `start` and
    `end`, of a passage, are the place of its first mark in the text of the document. `withheld`: what is told touches
    a passage that is not for export. `page` is the place at the desk.
    """

    id: int
    kind: EntryKind
    dossier: str
    language: str
    text: str
    marks: list[list[int]]
    claim: int | None
    document: int | None
    start: int | None
    end: int | None
    question: int | None
    conflict: int | None
    comment: int | None
    withheld: bool
    page: str


class EventRecord(TypedDict):
    """One line of a dossier's ledger. `actor` null: the machine. `hash` chains it to the line before."""

    sequence: int
    at: dt.datetime
    actor: PersonRecord | None
    verb: str
    subject: str
    subject_id: int
    detail: dict[str, Any]
    previous_hash: str
    hash: str
