"""A newer capture of a document is held with its bytes until somebody has seen what it changes."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.conf import settings
from django.db import transaction

from claims.errors import Refused, WrongState
from claims.permissions import Right, require
from claims.queueing import queue
from sources.extracting import ExtractionFailed
from sources.extracting.apart import extract_apart
from sources.extracting.text import Text
from sources.fetching import AddressRefused, refuse_at_sight
from sources.importing import SupersededAlready
from sources.models import Capture, Document, Dossier, Person
from sources.models.capture import CaptureKind, CaptureState

_ON_ITS_WAY = [CaptureState.WAITING, CaptureState.RUNNING, CaptureState.HELD]
_GIVEN_UP = "given up by whoever looked at it"


def hold(older: Document, data: bytes, name: str, *, by: Person, at: dt.datetime) -> Capture:
    """Keep the bytes of a newer capture until somebody has looked at what it changes; the same bytes are held once.

    Raises Refused where they are in the dossier already or cannot be read, or the document has a newer capture.
    """
    require(by, Right.IMPORT, older.dossier)
    _expect_newest(older)
    _expect_other_bytes(older.dossier, data)
    read_held(data)
    held = older.newer_captures.filter(state=CaptureState.HELD, original=data).first()
    return held or Capture.objects.create(
        dossier_id=older.dossier_id,
        kind=CaptureKind.FILE,
        original=data,
        file_name=name[:255],
        supersedes=older,
        state=CaptureState.HELD,
        asked_by=by,
        asked_at=at,
    )


def ask_again(older: Document, *, by: Person, at: dt.datetime) -> Capture:
    """Ask a worker to fetch the document's address again; what it finds is held. Asking twice is asking once.

    Raises Refused where fetching is switched off, or the document has no address of the public web.
    """
    require(by, Right.IMPORT, older.dossier)
    _expect_newest(older)
    if not settings.FETCH_URLS:
        raise Refused("Pages are not fetched here: FETCH_URLS is off. Choose a file.")
    url = older.fetched_from or older.url
    try:
        refuse_at_sight(url)
    except AddressRefused as error:
        raise Refused(f"The document cannot be fetched again: {error}. Choose a file.") from error
    asked = older.newer_captures.filter(kind=CaptureKind.URL, state__in=_ON_ITS_WAY).first()
    if asked:
        return asked
    with transaction.atomic():
        capture = Capture.objects.create(
            dossier_id=older.dossier_id, kind=CaptureKind.URL, url=url, supersedes=older, asked_by=by, asked_at=at
        )
        queue(capture)
    return capture


def read_held(data: bytes) -> Text:
    """The text of held bytes, read in a process of its own. Raises Refused with the reason it cannot be read."""
    try:
        return extract_apart(data)
    except ExtractionFailed as failure:
        raise Refused(f"The file cannot be read: {failure}.") from failure


def discard(capture: Capture, *, by: Person, at: dt.datetime) -> Capture:
    """Give up a held capture. Its bytes are not kept: nobody imported them."""
    require(by, Right.IMPORT, capture.dossier)
    with transaction.atomic():
        capture = locked(capture)
        if capture.state != CaptureState.HELD:
            raise WrongState(f"Only a held capture can be given up; this one is {capture.state}.")
        capture.state, capture.reason, capture.original, capture.ended_at = CaptureState.FAILED, _GIVEN_UP, b"", at
        capture.save(update_fields=["state", "reason", "original", "ended_at"])
    return capture


# ---- what holding and committing share ----


def older_of(capture: Capture) -> Document:
    """The document it is a newer capture of, without its bytes. Raises Refused for a capture that is none."""
    if capture.supersedes_id is None:
        raise Refused("This capture is not a newer one of any document.")
    return Document.objects.without_original().select_related("publisher", "dossier").get(pk=capture.supersedes_id)


def locked(capture: Capture) -> Capture:
    return Capture.objects.select_for_update(no_key=True, of=("self",)).select_related("dossier").get(pk=capture.pk)


def _expect_newest(older: Document) -> None:
    if Document.objects.filter(supersedes=older).exists():
        raise Refused(str(SupersededAlready()))


def _expect_other_bytes(dossier: Dossier, data: bytes) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    if same := dossier.documents.without_bodies().filter(sha256=sha256).first():
        raise in_the_dossier(same)


def in_the_dossier(document: Document) -> Refused:
    return Refused(f"These bytes are in the dossier already, as “{document}”: nothing changed, nothing to do.")
