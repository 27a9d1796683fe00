"""Documents that a worker brings in: a page is fetched, the text of a scan is recognised.

    ask_for_page, hold_scan  ->  start  ->  (queue)  ->  run  ->  done, held, or failed with a reason

Only `run` is called by a worker. It can be called again at any time: an ended capture is left alone, one that a worker
died over is run anew. Bytes, document, claims and the capture's end are one transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.conf import settings
from django.db import transaction

from claims.errors import NotAllowed, Refused, WrongState
from claims.intake import compare_documents, take_in
from claims.permissions import Right, require
from claims.queueing import queue
from sources.extracting import ExtractionFailed, NoText, Text
from sources.extracting.apart import extract_apart
from sources.fetching import AddressRefused, Fetched, FetchFailed, FetchInterrupted, fetch_apart, refuse_at_sight
from sources.importing import Arrival, SupersededAlready
from sources.models import Capture, Dossier, Person
from sources.models.capture import CaptureKind, CaptureState
from sources.recognising import recognise

ASKED = [CaptureState.WAITING, CaptureState.RUNNING]
SWITCHED_OFF = "Pages are not fetched here: FETCH_URLS is off (see docs/settings.md)."


class TryAgain(Exception):
    """Something that passes stood in the way: the capture waits, to be run again later."""


def ask_for_page(dossier: Dossier, url: str, *, publisher: str = "", by: Person, at: dt.datetime) -> Capture:
    """Ask a worker to fetch a page into the dossier. An address that is asked for already is asked for once.

    Raises Refused where fetching is switched off, or the address is plainly not one of the public web.
    """
    require(by, Right.IMPORT, dossier)
    if not settings.FETCH_URLS:
        raise Refused(SWITCHED_OFF)
    try:
        refuse_at_sight(url)
    except AddressRefused as error:
        raise Refused(f"Not fetched: {error}.") from error
    asked = dossier.captures.filter(kind=CaptureKind.URL, url=url, state__in=ASKED, supersedes=None).first()
    if asked:
        return asked
    with transaction.atomic():
        capture = Capture.objects.create(
            dossier=dossier, kind=CaptureKind.URL, url=url, publisher=publisher, asked_by=by, asked_at=at
        )
        queue(capture)
    return capture


def hold_scan(
    dossier: Dossier, data: bytes, name: str, *, reason: str, publisher: str = "", by: Person, at: dt.datetime
) -> Capture:
    """Keep a scan until somebody asks for its text to be recognised; the same bytes are kept once."""
    require(by, Right.IMPORT, dossier)
    unfinished = dossier.captures.filter(kind=CaptureKind.OCR, state__in=[*ASKED, CaptureState.HELD], original=data)
    return unfinished.first() or Capture.objects.create(
        dossier=dossier,
        kind=CaptureKind.OCR,
        original=data,
        file_name=name[:255],
        publisher=publisher,
        reason=reason,
        state=CaptureState.HELD,
        asked_by=by,
        asked_at=at,
    )


def can_start(capture: Capture) -> bool:
    """Whether a worker can be asked for it: a scan that is held, or anything that failed and is not given up."""
    if capture.state == CaptureState.HELD:
        return capture.kind == CaptureKind.OCR
    if capture.state == CaptureState.FAILED:
        return capture.kind == CaptureKind.URL or (capture.kind == CaptureKind.OCR and bool(capture.original))
    return False


def start(capture: Capture, *, by: Person, at: dt.datetime) -> Capture:
    """Ask a worker for a held scan, or once more for what failed. Raises WrongState for any other capture."""
    require(by, Right.IMPORT, capture.dossier)
    with transaction.atomic():
        capture = _locked(capture.pk)
        if not can_start(capture):
            raise WrongState(f"There is nothing to start: this capture is {capture.state}.")
        if capture.kind == CaptureKind.URL and not settings.FETCH_URLS:
            raise Refused(SWITCHED_OFF)
        capture.state, capture.reason, capture.ended_at = CaptureState.WAITING, "", None
        capture.asked_by, capture.asked_at = by, at
        capture.save(update_fields=["state", "reason", "ended_at", "asked_by", "asked_at"])
        queue(capture)
    return capture


def run(capture_id: int, *, now: Callable[[], dt.datetime], is_last_try: bool) -> None:
    """Bring a capture to its end. Raises TryAgain where that is worth another try and there is one left."""
    taken = Capture.objects.filter(pk=capture_id, state__in=ASKED).update(state=CaptureState.RUNNING)
    capture = Capture.objects.select_related("dossier", "asked_by").get(pk=capture_id)
    if not taken:
        if capture.state == CaptureState.DONE:  # a worker may have died before it compared
            compare_documents(capture.dossier, at=now())
        return
    try:
        require(capture.asked_by, Right.IMPORT, capture.dossier)
        _bring(capture, now)
    except FetchInterrupted as error:
        if is_last_try:
            _fail(capture, str(error), now())
        else:
            Capture.objects.filter(pk=capture.pk).update(
                state=CaptureState.WAITING, reason=f"{error}; it will be tried again"
            )
            raise TryAgain(str(error)) from error
    except (FetchFailed, ExtractionFailed, NotAllowed, SupersededAlready) as error:
        _fail(capture, str(error), now())
    except Exception as error:
        _fail(capture, f"something went wrong that nobody foresaw ({type(error).__name__})", now())
        raise


def give_up(capture_id: int, *, at: dt.datetime) -> None:
    """End a capture over which one worker after the other has died."""
    Capture.objects.filter(pk=capture_id, state__in=ASKED).update(
        state=CaptureState.FAILED, reason="it ended every worker that tried it: it may be made to do harm", ended_at=at
    )


def _bring(capture: Capture, now: Callable[[], dt.datetime]) -> None:
    arrival = Arrival(name=capture.file_name, publisher=capture.publisher, fetched_from=capture.fetched_from)
    if capture.kind == CaptureKind.OCR:
        data = bytes(capture.original or b"")
        captured_by = "url" if capture.fetched_from else "upload"
        arrival = replace(arrival, captured_by=captured_by, is_recognised=True)
        return _import(capture, data, arrival, partial(recognise, data), now)
    if not settings.FETCH_URLS:
        raise FetchFailed(SWITCHED_OFF)
    fetched = fetch_apart(capture.url)
    if capture.supersedes_id:
        return _hold(capture, fetched, kind=CaptureKind.URL)
    arrival = replace(arrival, name=fetched.file_name, captured_by="url", fetched_from=fetched.url)
    try:
        return _import(capture, fetched.data, arrival, partial(extract_apart, fetched.data), now)
    except NoText as error:
        return _hold(capture, fetched, kind=CaptureKind.OCR, reason=str(error))


def _import(
    capture: Capture, data: bytes, arrival: Arrival, read: Callable[[], Text], now: Callable[[], dt.datetime]
) -> None:
    text = read()  # before the transaction: it may take minutes
    with transaction.atomic():
        if _locked(capture.pk).state != CaptureState.RUNNING:
            return  # another worker was faster
        at = now()
        imported = take_in(
            dossier=capture.dossier, data=data, arrival=arrival, at=at, by=capture.asked_by, extract=lambda _: text
        )
        capture.document, capture.state, capture.ended_at = imported.document, CaptureState.DONE, at
        capture.reason = "; ".join(imported.notes) if imported.is_new else "is in the dossier already"
        capture.file_name, capture.fetched_from = arrival.name[:255], arrival.fetched_from
        if capture.kind == CaptureKind.OCR:
            capture.original = b""  # the document keeps them
        capture.save()
    compare_documents(capture.dossier, at=at)


def _hold(capture: Capture, fetched: Fetched, *, kind: CaptureKind, reason: str = "") -> None:
    """Keep what was fetched until a person has seen what it changes, or asks for its text to be recognised."""
    with transaction.atomic():
        if _locked(capture.pk).state != CaptureState.RUNNING:
            return
        capture.kind, capture.state, capture.reason = kind, CaptureState.HELD, reason
        capture.original, capture.fetched_from = fetched.data, fetched.url
        capture.file_name = fetched.file_name[:255]
        capture.save()


def _fail(capture: Capture, reason: str, at: dt.datetime) -> None:
    Capture.objects.filter(pk=capture.pk, state=CaptureState.RUNNING).update(
        state=CaptureState.FAILED, reason=reason.replace("\0", ""), ended_at=at
    )


def _locked(pk: int) -> Capture:
    return Capture.objects.select_for_update(no_key=True, of=("self",)).select_related("dossier").get(pk=pk)
