"""Exports that a worker writes, for dossiers too large to wait for: asked for, fetched for some days, let go of."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import transaction

from claims.batches import PASSING
from claims.errors import Refused, WrongState
from claims.export.formats import FORMATS
from claims.export.gathering import gathered
from claims.models import ExportPiece, PreparedExport
from claims.models.prepared_export import ExportState
from claims.permissions import Right, require
from claims.queueing import queue_export
from claims.snapshots import snapshot
from sources.models import Dossier, Person

KEPT_FOR = dt.timedelta(days=3)
MOST = 10  # of a dossier at a time
_PIECE = 1_000_000  # bytes
_ASKED = [ExportState.WAITING, ExportState.RUNNING]


def ask_for_export(dossier: Dossier, written_as: str, *, by: Person, at: dt.datetime) -> PreparedExport:
    """Ask a worker for an export as of when it is written; one that is asked for already is asked for once."""
    require(by, Right.EXPORT, dossier)
    if written_as not in FORMATS:
        raise Refused(f"Unknown format “{written_as}”. Known: {', '.join(FORMATS)}.")
    with transaction.atomic():
        Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)
        asked = dossier.prepared_exports.filter(written_as=written_as, state__in=_ASKED, asked_by=by).first()
        if asked:
            return asked
        if dossier.prepared_exports.count() >= MOST:
            raise Refused(f"At most {MOST} prepared exports of a dossier are kept: remove one first.")
        export = PreparedExport.objects.create(
            dossier=dossier, written_as=written_as, asked_by=by, asked_at=at, expires_at=at + KEPT_FOR
        )
        queue_export(export.pk)
    return export


def ask_again(export: PreparedExport, *, by: Person, at: dt.datetime) -> PreparedExport:
    """Once more for one that failed. Raises WrongState for any other."""
    require(by, Right.EXPORT, export.dossier)
    again = PreparedExport.objects.filter(pk=export.pk, state=ExportState.FAILED)
    with transaction.atomic():
        if not again.update(state=ExportState.WAITING, reason="", ended_at=None, expires_at=at + KEPT_FOR):
            raise WrongState("There is nothing to ask for again: this export has not failed.")
        queue_export(export.pk)
    return export


def remove(export: PreparedExport, *, by: Person, at: dt.datetime) -> None:
    """Cancel it, or take it away once it is written; a worker that is at it finds nothing to keep it in."""
    require(by, Right.EXPORT, export.dossier)
    export.delete()


def write(export_id: int, *, now: Callable[[], dt.datetime], is_last_try: bool) -> None:
    """Write it in one snapshot of the database and keep it whole or not at all; by a worker, again at any time."""
    PreparedExport.objects.filter(pk=export_id, state__in=_ASKED).update(state=ExportState.RUNNING)
    export = PreparedExport.objects.select_related("dossier", "asked_by").filter(pk=export_id).first()
    if export is None or export.state != ExportState.RUNNING:
        return
    try:
        require(export.asked_by, Right.EXPORT, export.dossier)
        _write(export, now)
    except Refused as refusal:
        give_up(export_id, str(refusal), at=now())
    except Exception as error:
        if is_last_try or not isinstance(error, PASSING):
            give_up(export_id, f"something went wrong that nobody foresaw ({type(error).__name__})", at=now())
        raise


def give_up(export_id: int, reason: str, *, at: dt.datetime) -> None:
    PreparedExport.objects.filter(pk=export_id, state__in=_ASKED).update(
        state=ExportState.FAILED, reason=reason, ended_at=at
    )


def content_of(export: PreparedExport) -> Iterator[bytes]:
    """The bytes of one that is done, a piece at a time."""
    pieces = export.pieces.order_by("number").values_list("content", flat=True)
    yield from (bytes(piece) for piece in pieces.iterator(chunk_size=1))


def _write(export: PreparedExport, now: Callable[[], dt.datetime]) -> None:
    """To a file first: while it is read, nobody who takes the export away has to wait."""
    with tempfile.TemporaryFile() as file:
        with snapshot():
            contents = gathered([export.dossier], at=now(), base=f"{settings.PUBLIC_URL}/")
            file.writelines(FORMATS[export.written_as].blocks(contents))
        size = file.tell()
        file.seek(0)
        with transaction.atomic():
            kept = PreparedExport.objects.select_for_update().filter(pk=export.pk, state=ExportState.RUNNING).first()
            if kept is None:
                return  # removed meanwhile, or another worker was faster
            for number, piece in enumerate(iter(lambda: file.read(_PIECE), b""), start=1):
                ExportPiece.objects.create(export=kept, number=number, content=piece)
            kept.size, kept.state, kept.ended_at = size, ExportState.DONE, now()
            kept.save(update_fields=["size", "state", "ended_at"])
