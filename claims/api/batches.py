"""/api/v1/batches/: many files at once, which workers import; how far they are, cancelled and resumed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from rest_framework.fields import ListField
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from claims import batches
from claims.api.examples import BATCH, BATCH_FILE
from claims.api.fields import Choice, File, Said, Words
from claims.api.idempotency import once
from claims.api.openapi import operation
from claims.api.pages import PARAMETERS, page
from claims.api.parameters import filtered, one_of, slug
from claims.api.problem_types import Kind
from claims.api.resources import Listed, Nothing, Resource, Shown, dossier_of, given, people, visible
from claims.api.source_records import BatchFileRecord, BatchRecord
from claims.models import Batch, BatchFile
from claims.models.batch import BatchState, FileState
from claims.permissions import Right, require
from claims.sending import sent, take
from sources.models.document import LANGUAGE_NAMES

_FILTERS = {"dossier": slug("dossier__slug"), "state": one_of("state", BatchState.values)}
_FILE_FILTERS = {"state": one_of("state", FileState.values)}
_COUNTS = [str(state) for state in FileState]
_SAME = ("id", "state", "reason", "publisher", "language", "conflicts", "asked_at", "ended_at", *_COUNTS)
_OF_A_FILE = ("number", "file_name", "state", "reason", "document", "started_at", "ended_at")


class NewBatch(Said):
    """Files, or archives (zip) of them. Without a publisher or a language each file says its own."""

    dossier = Words(max_length=50)
    files = ListField(child=File(allow_empty_file=True), min_length=1)
    publisher = Words(max_length=200, required=False, default="")
    language = Choice(sorted(LANGUAGE_NAMES), required=False, allow_blank=True, default="")


class _Batches(Resource):
    record = BatchRecord

    def rows(self) -> QuerySet[Batch]:
        return Batch.objects.visible_to(self.person).select_related("dossier")

    def records(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        assert isinstance(rows, type(Batch.objects.all())), "a batch has its own query set"
        told = {"_dossier": F("dossier__slug"), "_asked_by": F("asked_by")}
        found = list(rows.counted().values(*_SAME, "total", **told))
        names = people(row["_asked_by"] for row in found)
        return [
            dict(
                **{name: row[name] for name in _SAME},
                dossier=row["_dossier"],
                files=row["total"],
                asked_by=names.get(row["_asked_by"]),
                version=row["state"],
            )
            for row in found
        ]

    def version(self, row: Batch) -> str:
        return row.state

    def acted(self, pk: int, call: Callable[..., Batch]) -> Response:
        batch = self.row(pk)
        self.expect_seen(batch)
        given(self.request, Nothing)
        self.act(batch, call)
        return self.told(pk)


class BatchesView(Listed, _Batches):
    """Files are posted as multipart/form-data, the field `files` once a file."""

    parser_classes = [MultiPartParser]
    filters = _FILTERS

    @operation(
        "batches_list",
        "The batches of your dossiers",
        tag="batches",
        answer=BatchRecord,
        paged=True,
        filters=_FILTERS,
        example=BATCH,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> Response:
        return self.listed(request)

    @operation(
        "batches_begin",
        "Send many files, or an archive of them, for workers to import",
        tag="batches",
        answer=BatchRecord,
        status=201,
        example=BATCH,
        sent={"multipart/form-data": NewBatch},
        sent_example={"dossier": "floods", "files": ["valley.zip", "harbour.pdf"], "publisher": "Harbour Post"},
        once=True,
        refuses=[Kind.NOT_FOUND],
    )
    @once
    def post(self, request: Request) -> Response:
        """Which of the files are read is told of each, later: none of them makes the others wait, or this fail."""
        said = given(request, NewBatch)
        dossier = dossier_of(request, said["dossier"])
        require(self.person, Right.IMPORT, dossier)
        told = {"publisher": said["publisher"], "language": said["language"], "by": self.person, "at": timezone.now()}
        with transaction.atomic():  # all of what was sent at once, or none of it
            batch = take(None, dossier, sent(said["files"]), **told)
        address = request.build_absolute_uri(reverse("api:batch", args=[batch.pk]))
        return self.told(batch.pk, status=201, headers={"Location": address})


class BatchView(Shown, _Batches):
    @operation(
        "batches_read",
        "One batch, and how far it is",
        tag="batches",
        answer=BatchRecord,
        sparse=True,
        example=BATCH,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.told(pk)


class BatchFilesView(Resource):
    record = BatchFileRecord
    parameters = (*PARAMETERS, *_FILE_FILTERS)

    @operation(
        "batches_files",
        "The files of a batch, and what has become of each",
        tag="batches",
        answer=BatchFileRecord,
        paged=True,
        filters=_FILE_FILTERS,
        example=BATCH_FILE,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request, pk: int) -> Response:
        files = BatchFile.objects.filter(filtered(request, _FILE_FILTERS), batch=visible(Batch, request, pk))
        return page(request, files, self.records, fields=self.known_fields, key="number")

    def records(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        return list(rows.values(*_OF_A_FILE))


class CancelBatchView(_Batches):
    @operation(
        "batches_cancel",
        "Import nothing more of it; what is imported stays, and is compared",
        tag="batches",
        answer=BatchRecord,
        example=BATCH | {"state": "cancelled", "version": "cancelled"},
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return self.acted(pk, batches.cancel)


class ResumeBatchView(_Batches):
    @operation(
        "batches_resume",
        "Import what failed or was not done, once more",
        tag="batches",
        answer=BatchRecord,
        example=BATCH,
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return self.acted(pk, batches.resume)
