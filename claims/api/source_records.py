"""The shapes of what the API tells of dossiers and documents, and what their fields mean. `version` is what `If-Match`
asks for."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from claims.api.records import PersonRecord
from claims.models.batch import BatchState, FileState
from sources.models import Role
from sources.models.publisher import Grade


class DossierRecord(TypedDict):
    """One investigation. `role` is the caller's in it, `language` the one its questions are worded in.

    `is_public`: what was reconciled in it can be read by everybody, at published/SLUG/.
    """

    id: int
    slug: str
    title: str
    language: str
    own_claims_may_be_approved: bool
    is_public: bool
    role: Role
    created_at: dt.datetime
    version: int


class PublisherRecord(TypedDict):
    """Who stands behind documents. `grade`: reliability, A to F (Admiralty scale); its version is the grade."""

    id: int
    dossier: str
    name: str
    grade: Grade
    version: str


class ErasureRecord(TypedDict):
    """What is left of something that had to be forgotten: since when, and why."""

    at: dt.datetime
    reason: str


class DocumentRecord(TypedDict):
    """What is known of a document, without its text. `withheld`: some of it is not for export (source protection).

    `erased`: it had to be forgotten; its text and its original answer 410.
    """

    id: int
    dossier: str
    title: str
    author: str
    publisher: str | None
    language: str
    published_on: dt.date | None
    url: str
    file_name: str
    media_type: str
    sha256: str
    extractor: str
    captured_at: dt.datetime
    captured_by: str
    fetched_from: str
    is_recognised: bool
    is_primary: bool
    evidence: str
    supersedes: int | None
    derived_from: int | None
    withheld: bool
    erased: ErasureRecord | None
    text: str
    original: str
    version: str


class UploadedDocument(TypedDict):
    """`notes`: what a person should know of how the file was read. `drafted`: how many claims it has."""

    id: int
    sha256: str
    is_new: bool
    drafted: int
    notes: list[str]


class PassageRecord(TypedDict):
    """A span of a document's text, in code points; `end` is exclusive. `withheld`: it is not for export."""

    id: int
    dossier: str
    document: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    withheld: bool


class BatchRecord(TypedDict):
    """Many files on their way into a dossier. `files` are all of them, `waiting` to `failed` how many are so far.

    conflicts   found or changed when all of it was compared; null: not compared yet
    asked_by    null: whoever runs the server
    version     its state, which is all that cancelling and resuming write
    """

    id: int
    dossier: str
    state: BatchState
    reason: str
    publisher: str
    language: str
    files: int
    waiting: int
    running: int
    done: int
    failed: int
    conflicts: int | None
    asked_by: PersonRecord | None
    asked_at: dt.datetime
    ended_at: dt.datetime | None
    version: str


class BatchFileRecord(TypedDict):
    """One file of a batch, by its place in it. `reason`: why it failed, or what is to be noted of how it was read."""

    number: int
    file_name: str
    state: FileState
    reason: str
    document: int | None
    started_at: dt.datetime | None
    ended_at: dt.datetime | None
