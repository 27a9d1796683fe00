"""/api/v1/documents/: documents in, and what is known of those that are there.

A document of a dossier the caller is no member of is not found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import review
from claims.api.examples import DOCUMENT, UPLOADED
from claims.api.fields import Address, Choice, Day, File, Flag, Said, Words
from claims.api.idempotency import once
from claims.api.media import AsItCame, Json, PlainText
from claims.api.openapi import operation
from claims.api.parameters import number, one_of, slug
from claims.api.problem_types import Kind
from claims.api.problems import Refusal
from claims.api.resources import Asked, Listed, Resource, Shown, dossier_of, given
from claims.api.source_records import DocumentRecord, UploadedDocument
from claims.api.withheld import Withheld
from claims.intake import compare_documents, take_in
from claims.models import Claim
from claims.permissions import Right, require
from claims.review import Facts
from sources.downloads import original_of
from sources.extracting import ExtractionFailed, FileTooLarge, FormatUnknown, NoText
from sources.extracting.apart import check_size
from sources.importing import Arrival
from sources.models import Document, Dossier, Person
from sources.models.document import LANGUAGE_NAMES, DocumentQuerySet, Evidence

_MEDIA_NOT_READ = (FormatUnknown, NoText)
_FIELDS_BYTES = 64 * 1024  # of a request, beside the file
_FILTERS = {
    "dossier": slug("dossier__slug"),
    "language": one_of("language", LANGUAGE_NAMES),
    "publisher": number("publisher"),
    "evidence": one_of("evidence", Evidence.values),
    "supersedes": number("supersedes"),
}
_SAME = (
    *("id", "title", "author", "language", "published_on", "url", "file_name", "media_type", "sha256", "extractor"),
    *("captured_at", "captured_by", "fetched_from", "is_recognised", "is_primary", "evidence"),
)
_OTHERS = {
    "_dossier": F("dossier__slug"),
    "_publisher": F("publisher__name"),
    "_erased_at": F("erasure__erased_at"),
    "_erased_because": F("erasure__reason"),
}


class Upload(Said):
    dossier = Words(max_length=50)
    file = File(allow_empty_file=True)
    publisher = Words(max_length=200, required=False, default="")
    language = Choice(sorted(LANGUAGE_NAMES), required=False, allow_blank=True, default="")


class DocumentCorrection(Said):
    """What is left out stays as it is. `publisher` is a name; empty where nobody knows."""

    title = Words(required=False, max_length=500)
    publisher = Words(required=False, max_length=200)
    author = Words(required=False, max_length=300)
    published_on = Day(required=False, allow_null=True)
    url = Address(required=False, max_length=2000)
    language = Choice(sorted(LANGUAGE_NAMES), required=False)
    is_primary = Flag(required=False)


class _Documents(Resource):
    record = DocumentRecord

    def rows(self) -> DocumentQuerySet:
        return Document.objects.visible_to(self.person).without_bodies().select_related("publisher")

    def records(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        found = list(rows.values(*_SAME, "supersedes", "derived_from", **_OTHERS))
        withheld = Withheld(row["id"] for row in found)
        base = self.request.build_absolute_uri(reverse("api:documents"))
        return [
            dict(
                **{name: row[name] for name in _SAME},
                dossier=row["_dossier"],
                publisher=row["_publisher"],
                supersedes=row["supersedes"],
                derived_from=row["derived_from"],
                withheld=withheld.any_of(row["id"]),
                erased={"at": row["_erased_at"], "reason": row["_erased_because"]} if row["_erased_at"] else None,
                text=f"{base}{row['id']}/text/",
                original=f"{base}{row['id']}/original/",
                version=_version(row),
            )
            for row in found
        ]

    def version(self, row: Document) -> str:
        return Facts.of(row).version


class DocumentsView(Listed, _Documents):
    """A file is posted as multipart/form-data."""

    parser_classes = [MultiPartParser]
    filters = _FILTERS

    @operation(
        "documents_list",
        "The documents of your dossiers",
        tag="documents",
        answer=DocumentRecord,
        paged=True,
        filters=_FILTERS,
        example=DOCUMENT,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> Response:
        return self.listed(request)

    @operation(
        "documents_import",
        "Import a file: 201 with a new document, 200 where the dossier holds these bytes already",
        tag="documents",
        answer=UploadedDocument,
        status=[200, 201],
        example=UPLOADED,
        sent={"multipart/form-data": Upload},
        sent_example={"dossier": "floods", "file": "valley.txt", "publisher": "Harbour Post", "language": "en"},
        once=True,
        refuses=[Kind.NOT_FOUND],
    )
    @once
    def post(self, request: Request) -> Response:
        """Refused with 400 for a file that cannot be read, 413 for one too large, 415 for a format that is not read."""
        _refuse_unread(request)
        said = given(request, Upload)
        dossier = dossier_of(request, said["dossier"])
        require(self.person, Right.IMPORT, dossier)
        answer = _imported(dossier, said, self.person)
        address = reverse("api:document", args=[answer["id"]], request=request)
        code = status.HTTP_201_CREATED if answer["is_new"] else status.HTTP_200_OK
        return Response(answer, status=code, headers={"Location": address})


class DocumentView(Shown, _Documents):
    @operation(
        "documents_read",
        "What is known of one document",
        tag="documents",
        answer=DocumentRecord,
        sparse=True,
        example=DOCUMENT,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.told(pk)

    @operation(
        "documents_correct",
        "Correct what is known of a document; its text never changes",
        tag="documents",
        answer=DocumentRecord,
        example=DOCUMENT,
        sent=DocumentCorrection,
        sent_example={"title": "The valley empties", "published_on": "2026-02-27"},
        versioned=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    def patch(self, request: Request, pk: int) -> Response:
        document = self.row(pk)
        self.expect_seen(document)
        known = Facts.of(document)
        self.act(
            document, review.correct_facts, replace(known, **given(request, DocumentCorrection)), seen=known.version
        )
        return self.told(pk)


class DocumentTextView(Asked):
    """The normalised text, which every offset counts code points of."""

    renderer_classes = [PlainText, Json]

    @operation(
        "documents_text",
        "The normalised text of a document, which every offset counts code points of",
        tag="documents",
        media="text/plain",
        example="About 43,000 people left the valley.",
        refuses=[Kind.NOT_FOUND, Kind.ERASED],
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        document = _not_erased(Document.objects.visible_to(request.user).only("text", "erasure"), pk)
        return HttpResponse(document.text, content_type="text/plain; charset=utf-8")


class DocumentOriginalView(Asked):
    """The bytes as they came, as an attachment."""

    renderer_classes = [AsItCame, Json]

    @operation(
        "documents_original",
        "The bytes of a document as they came",
        tag="documents",
        media="*/*",
        answer={"type": "string", "contentMediaType": "application/octet-stream"},
        example="About 43,000 people left the valley.",
        refuses=[Kind.NOT_FOUND, Kind.ERASED],
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        rows = Document.objects.visible_to(request.user).defer("text", "blocks", "sketch")
        return original_of(_not_erased(rows, pk))


def _not_erased(rows: QuerySet[Document], pk: int) -> Document:
    document = get_object_or_404(rows.select_related("erasure"), pk=pk)
    if erasure := getattr(document, "erasure", None):
        raise Refusal(Kind.ERASED, f"The document was {erasure}.")
    return document


def _refuse_unread(request: Request) -> None:
    """What says of itself that it is too large is refused before anything of it is put on the disk."""
    try:
        check_size(int(request.META.get("CONTENT_LENGTH") or 0) - _FIELDS_BYTES)
    except FileTooLarge as refusal:
        raise Refusal(status.HTTP_413_REQUEST_ENTITY_TOO_LARGE, _sentence(refusal)) from refusal


def _imported(dossier: Dossier, given: dict[str, Any], person: Person) -> UploadedDocument:
    file, at = given["file"], timezone.now()
    try:
        check_size(file.size)
        arrival = Arrival(
            name=file.name,
            captured_by="upload",
            publisher=given["publisher"] or None,
            language=given["language"] or None,
        )
        imported = take_in(dossier=dossier, data=file.read(), arrival=arrival, at=at, by=person)
    except FileTooLarge as refusal:
        raise Refusal(status.HTTP_413_REQUEST_ENTITY_TOO_LARGE, _sentence(refusal)) from refusal
    except _MEDIA_NOT_READ as refusal:
        raise Refusal(status.HTTP_415_UNSUPPORTED_MEDIA_TYPE, _sentence(refusal)) from refusal
    except ExtractionFailed as refusal:
        raise Refusal(status.HTTP_400_BAD_REQUEST, _sentence(refusal)) from refusal
    compare_documents(dossier, at=at)
    document = imported.document
    return {
        "id": document.pk,
        "sha256": document.sha256,
        "is_new": imported.is_new,
        "drafted": Claim.objects.filter(passage__document=document).count(),
        "notes": list(imported.notes),
    }


def _sentence(refusal: ExtractionFailed) -> str:
    said = str(refusal)
    return f"Not imported: {said}{'' if said.endswith('.') else '.'}"


def _version(row: dict[str, Any]) -> str:
    told = {name: row[name] for name in ("title", "author", "published_on", "url", "language", "is_primary")}
    return Facts(**told, publisher=row["_publisher"] or "").version
