"""Many files at once: they wait in the database, any number of workers import them, one compares what came.

    begin -> add -> close  ->  (queue)  ->  run each file  ->  compare once
                    cancel, resume

Only `run`, `give_up` and `compare` are called by workers, each again at any time: what has ended is left alone, what a
worker died over is done anew. Document, claims and the file's place in the batch are one transaction. Files of one
dossier are imported by many workers at once; it is compared by one at a time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable

from django.db import InterfaceError, OperationalError, connection, transaction

from claims.errors import NotAllowed, Refused, WrongState
from claims.intake import bring_in, compare_documents
from claims.models import Batch, BatchFile
from claims.models.batch import BatchState, FileState
from claims.permissions import Right, require
from claims.queueing import queue_comparison, queue_files
from sources.extracting import ExtractionFailed, Text
from sources.extracting.apart import check_size, extract_apart
from sources.importing import Arrival
from sources.lineage import suggest_copies
from sources.models import Dossier, Person

PASSING = (OperationalError, InterfaceError)
"""What may be over at another try: the database was away, or two workers waited for each other."""

MOST_FILES = 10_000
KEPT_FOR = dt.timedelta(days=30)
"""How long the bytes of what was not imported are kept after a batch ended."""
_SENT_WITHIN = dt.timedelta(hours=6)
_AT_ONCE = 10_000_000  # bytes of one statement
_UNENDED = [FileState.WAITING, FileState.RUNNING]
_UNFORESEEN = "something went wrong that nobody foresaw ({})"

Named = tuple[str, bytes | ExtractionFailed]
"""The name of a file, and its bytes or why it is not opened."""


def begin(dossier: Dossier, *, publisher: str = "", language: str = "", by: Person | None, at: dt.datetime) -> Batch:
    """A batch without files yet; `by` nobody is whoever runs the server."""
    _require(by, dossier)
    return Batch.objects.create(dossier=dossier, publisher=publisher, language=language, asked_by=by, asked_at=at)


def add(batch: Batch, files: Iterable[Named], *, by: Person | None, at: dt.datetime) -> None:
    """Keep files and ask workers for them; one that cannot be opened has failed. Raises WrongState, Refused."""
    with transaction.atomic():
        batch = _locked(batch.pk)
        _require(by, batch.dossier)
        if batch.state != BatchState.ARRIVING:
            raise WrongState("Nothing more is added to this batch: begin another one.")
        last = batch.files.count()
        portion = list[BatchFile]()
        weight = 0
        for number, (name, data) in enumerate(files, start=last + 1):
            if number > MOST_FILES:
                raise Refused(f"A batch has at most {MOST_FILES:,} files: begin another one for the rest.")
            portion.append(_file(batch, number, name, data, at))
            weight += len(portion[-1].original or b"")
            if weight > _AT_ONCE:
                _keep(portion)
                portion, weight = [], 0
        _keep(portion)


def close(batch: Batch, *, by: Person | None, at: dt.datetime) -> Batch:
    """Nothing more comes: what it brought is compared as soon as all of it is imported."""
    with transaction.atomic():
        batch = _locked(batch.pk)
        _require(by, batch.dossier)
        if batch.state == BatchState.ARRIVING:
            _move(batch, BatchState.WORKING)
            _settle(batch)
    return batch


def cancel(batch: Batch, *, by: Person, at: dt.datetime) -> Batch:
    """Import nothing more of it. What is imported stays and is compared. Raises WrongState once all of it is."""
    with transaction.atomic():
        batch = _locked(batch.pk)
        _require(by, batch.dossier)
        if not can_cancel(batch):
            raise WrongState("There is nothing to cancel: no file of this batch waits any more.")
        _move(batch, BatchState.CANCELLED, at=at)
        _settle(batch)
    return batch


def resume(batch: Batch, *, by: Person, at: dt.datetime) -> Batch:
    """Ask workers once more for what failed or was not done. Raises WrongState where there is nothing."""
    with transaction.atomic():
        batch = _locked(batch.pk)
        _require(by, batch.dossier)
        if not can_resume(batch):
            raise WrongState("There is nothing to resume: all of this batch is done, or a worker is at it.")
        left = batch.files.exclude(state=FileState.DONE).filter(original__isnull=False)
        pks = list(left.values_list("pk", flat=True))
        left.update(state=FileState.WAITING, reason="", ended_at=None)
        _move(batch, BatchState.WORKING)
        if pks:
            queue_files(pks)
        _settle(batch)
    return batch


def can_cancel(batch: Batch) -> bool:
    return batch.state in (BatchState.ARRIVING, BatchState.WORKING)


def can_resume(batch: Batch) -> bool:
    if batch.state == BatchState.FAILED:
        return True
    ended = batch.state in (BatchState.DONE, BatchState.CANCELLED)
    return ended and batch.files.exclude(state=FileState.DONE).filter(original__isnull=False).exists()


def run(file_id: int, *, now: Callable[[], dt.datetime], is_last_try: bool) -> None:
    """Bring one file in. Raises one of PASSING where another try may help and one is left."""
    file = _taken(file_id, at=now())
    if file is None:
        return
    try:
        _import(file, now)
    except (ExtractionFailed, NotAllowed) as error:
        _end(file, FileState.FAILED, str(error), now())
    except PASSING:
        if is_last_try:
            if not connection.is_usable():
                connection.close()
            _end(file, FileState.FAILED, "the database was not there, or too busy", now())
        raise
    except Exception as error:
        _end(file, FileState.FAILED, _UNFORESEEN.format(type(error).__name__), now())
        raise


def give_up(file_id: int, *, at: dt.datetime) -> None:
    """End a file over which one worker after the other has died."""
    file = BatchFile.objects.defer("original").get(pk=file_id)
    if file.state in _UNENDED:
        _end(file, FileState.FAILED, "it ended every worker that tried it: it may be made to do harm", at)


def compare(batch_id: int, *, now: Callable[[], dt.datetime], is_last_try: bool) -> None:
    """File the claims that came and look for conflicts. Raises what went wrong, told in the batch at the last try."""
    try:
        with transaction.atomic():
            found = compare_documents(Batch.objects.select_related("dossier").get(pk=batch_id).dossier, at=now())
            batch = _locked(batch_id)
            batch.conflicts = (batch.conflicts or 0) + len(found)
            if batch.state == BatchState.COMPARING:
                batch.state, batch.ended_at = BatchState.DONE, now()
            batch.save(update_fields=["conflicts", "state", "ended_at"])
    except Exception as error:
        if is_last_try or not isinstance(error, PASSING):
            _fail(batch_id, _UNFORESEEN.format(type(error).__name__), at=now())
        raise


def give_up_comparing(batch_id: int, *, at: dt.datetime) -> None:
    """End a batch over whose comparison one worker after the other has died."""
    _fail(batch_id, "comparing its claims ended every worker that tried it", at=at)


def forget(*, at: dt.datetime) -> None:
    """Let go of bytes nobody resumes, and close batches whose sender went away."""
    old = Batch.objects.filter(ended_at__lt=at - KEPT_FOR)
    BatchFile.objects.filter(batch__in=old, state=FileState.WAITING).update(
        state=FileState.FAILED,
        reason="not imported before the batch was cancelled; its bytes are let go of",
        ended_at=at,
    )
    BatchFile.objects.filter(batch__in=old, state=FileState.FAILED, original__isnull=False).update(original=None)
    for batch in Batch.objects.filter(state=BatchState.ARRIVING, asked_at__lt=at - _SENT_WITHIN):
        close(batch, by=None, at=at)


def _require(by: Person | None, dossier: Dossier) -> None:
    if by is not None:
        require(by, Right.IMPORT, dossier)


def _locked(pk: int) -> Batch:
    return Batch.objects.select_for_update(no_key=True, of=("self",)).select_related("dossier").get(pk=pk)


def _move(batch: Batch, state: BatchState, *, at: dt.datetime | None = None) -> None:
    batch.state, batch.reason, batch.ended_at = state, "", at
    batch.save(update_fields=["state", "reason", "ended_at"])


def _file(batch: Batch, number: int, name: str, data: bytes | ExtractionFailed, at: dt.datetime) -> BatchFile:
    file = BatchFile(batch=batch, number=number, file_name=name.replace("\0", "")[:255])
    try:
        if isinstance(data, ExtractionFailed):
            raise data
        check_size(len(data))
        file.original = data
    except ExtractionFailed as refusal:
        file.state, file.reason, file.ended_at = FileState.FAILED, str(refusal), at
    return file


def _keep(portion: list[BatchFile]) -> None:
    waiting = [file.pk for file in BatchFile.objects.bulk_create(portion) if file.state == FileState.WAITING]
    if waiting:
        queue_files(waiting)


def _taken(file_id: int, *, at: dt.datetime) -> BatchFile | None:
    """The file, running now; none where it has ended, or its batch is cancelled."""
    with transaction.atomic():
        files = BatchFile.objects.select_for_update(no_key=True, of=("self",))
        file = files.select_related("batch__dossier", "batch__asked_by").get(pk=file_id)
        if file.state not in _UNENDED:
            return None
        if file.batch.state != BatchState.CANCELLED:
            file.state, file.started_at = FileState.RUNNING, at
            file.save(update_fields=["state", "started_at"])
            return file
        died_over = file.state == FileState.RUNNING
        file.state = FileState.WAITING
        file.save(update_fields=["state"])
    if died_over:
        with transaction.atomic():
            _settle(_locked(file.batch_id))
    return None


def _import(file: BatchFile, now: Callable[[], dt.datetime]) -> None:
    """The document first, then what has to see it: its copies, of which another worker may bring in one now."""
    batch, note = file.batch, "is in the dossier already"
    if file.document is None:
        data = bytes(file.original or b"")
        text = _read(batch.dossier, data)
        with transaction.atomic():
            kept = BatchFile.objects.select_for_update(no_key=True).defer("original").get(pk=file.pk)
            if kept.state not in _UNENDED:
                return  # another worker was faster
            _require(batch.asked_by, batch.dossier)
            imported = bring_in(
                dossier=batch.dossier,
                data=data,
                arrival=Arrival(
                    name=file.file_name,
                    captured_by="upload" if batch.asked_by else "file",
                    language=batch.language or None,
                    publisher=batch.publisher or None,
                ),
                at=now(),
                by=batch.asked_by,
                extract=lambda data: text or extract_apart(data),
            )
            note = "; ".join(imported.notes) if imported.is_new else note
            file.document, file.reason = imported.document, note
            file.save(update_fields=["document", "reason"])
    assert file.document is not None, "brought in just now, or by a worker that died after it"
    suggest_copies(file.document)
    _end(file, FileState.DONE, file.reason, now())


def _read(dossier: Dossier, data: bytes) -> Text | None:
    """The text, before any transaction: it may take long. None where the dossier holds these bytes already."""
    is_held = dossier.documents.filter(sha256=hashlib.sha256(data).hexdigest()).exists()
    return None if is_held else extract_apart(data)


def _end(file: BatchFile, state: FileState, reason: str, at: dt.datetime) -> None:
    with transaction.atomic():
        batch = _locked(file.batch_id)
        fields = {"state": state, "reason": reason.replace("\0", ""), "ended_at": at}
        if state == FileState.DONE:
            fields["original"] = None
        if BatchFile.objects.filter(pk=file.pk, state__in=_UNENDED).update(**fields):
            _settle(batch)


def _settle(batch: Batch) -> None:
    """Go on to comparing where that was the last file; the batch is locked."""
    is_cancelled = batch.state == BatchState.CANCELLED
    if not is_cancelled and batch.state != BatchState.WORKING:
        return
    awaited = [FileState.RUNNING] if is_cancelled else _UNENDED
    if batch.files.filter(state__in=awaited).exists():
        return
    if not is_cancelled:
        _move(batch, BatchState.COMPARING)
    queue_comparison(batch.pk, dossier_id=batch.dossier_id)


def _fail(batch_id: int, reason: str, *, at: dt.datetime) -> None:
    Batch.objects.filter(pk=batch_id, state=BatchState.COMPARING).update(
        state=BatchState.FAILED, reason=reason, ended_at=at
    )
