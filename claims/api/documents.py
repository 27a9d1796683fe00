"""/api/v1/documents/: documents in, and what is known of those that are there.

A document of a dossier the caller is no member of is not found.
"""

from __future__ import annotations

from typing import Any, TypedDict

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import status
from rest_framework.pagination import CursorPagination
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import CharField, ChoiceField, FileField, Serializer
from rest_framework.views import APIView

from claims.api.problems import Refusal
from claims.intake import compare_documents, take_in
from claims.models import Claim
from claims.permissions import Right, require
from sources.downloads import original_of
from sources.extracting import ExtractionFailed, FileTooLarge, FormatUnknown, NoText
from sources.extracting.apart import check_size
from sources.importing import Arrival
from sources.models import Document, Dossier, Person
from sources.models.document import LANGUAGE_NAMES, DocumentQuerySet

_MEDIA_NOT_READ = (FormatUnknown, NoText)
_FIELDS_BYTES = 64 * 1024  # of a request, beside the file


class DocumentFacts(TypedDict):
    """What is known of a document, without its text. Dates are ISO; the captured one is in UTC."""

    id: int
    dossier: str
    title: str
    author: str
    publisher: str | None
    language: str
    published_on: str | None
    url: str
    file_name: str
    media_type: str
    sha256: str
    extractor: str
    captured_at: str
    captured_by: str
    fetched_from: str
    is_recognised: bool
    evidence: str
    supersedes: int | None
    derived_from: int | None
    text: str
    original: str


class UploadedDocument(TypedDict):
    """`notes`: what a person should know of how the file was read. `drafted`: how many claims it has."""

    id: int
    sha256: str
    is_new: bool
    drafted: int
    notes: list[str]


class _Upload(Serializer[Any]):
    dossier = CharField(max_length=50)
    file = FileField(allow_empty_file=True)
    publisher = CharField(max_length=200, required=False, allow_blank=True, default="")
    language = ChoiceField(choices=sorted(LANGUAGE_NAMES), required=False, allow_blank=True, default="")


class _ByNumber(CursorPagination):
    ordering = "id"
    page_size = 100


class DocumentsView(APIView):
    """GET `?dossier=SLUG`: the documents, a hundred a page. POST a file as multipart/form-data to import it."""

    parser_classes = [MultiPartParser]

    def get(self, request: Request) -> Response:
        documents = _visible(request).without_bodies().select_related("publisher", "dossier")
        if slug := request.query_params.get("dossier"):
            documents = documents.filter(dossier=_dossier(request, slug))
        pages = _ByNumber()
        page: list[Document] = pages.paginate_queryset(documents, request, view=self) or []
        return pages.get_paginated_response([_facts(document, request) for document in page])

    def post(self, request: Request) -> Response:
        """201 with a new document, 200 where the dossier holds these bytes already.

        Refused with 400 for a file that cannot be read, 413 for one too large, 415 for a format that is not read.
        """
        _refuse_unread(request)
        upload = _Upload(data=request.data)
        upload.is_valid(raise_exception=True)
        given = upload.validated_data
        dossier = _dossier(request, given["dossier"])
        assert isinstance(request.user, Person), "the API is for people signed in"
        require(request.user, Right.IMPORT, dossier)
        answer = _imported(dossier, given, request.user)
        address = reverse("api:document", args=[answer["id"]], request=request)
        code = status.HTTP_201_CREATED if answer["is_new"] else status.HTTP_200_OK
        return Response(answer, status=code, headers={"Location": address})


class DocumentView(APIView):
    """GET: what is known of one document."""

    def get(self, request: Request, pk: int) -> Response:
        documents = _visible(request).without_bodies().select_related("publisher", "dossier")
        return Response(_facts(get_object_or_404(documents, pk=pk), request))


class DocumentTextView(APIView):
    """GET: the normalised text, which every offset counts code points of."""

    def get(self, request: Request, pk: int) -> HttpResponse:
        document = get_object_or_404(_visible(request).only("text"), pk=pk)
        return HttpResponse(document.text, content_type="text/plain; charset=utf-8")


class DocumentOriginalView(APIView):
    """GET: the bytes as they came, as an attachment."""

    def get(self, request: Request, pk: int) -> HttpResponse:
        return original_of(get_object_or_404(_visible(request).defer("text", "blocks", "sketch"), pk=pk))


def _visible(request: Request) -> DocumentQuerySet:
    return Document.objects.visible_to(request.user)


def _dossier(request: Request, slug: str) -> Dossier:
    dossier = Dossier.objects.visible_to(request.user).filter(slug=slug).first()
    if dossier is None:
        raise Http404
    return dossier


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


def _facts(document: Document, request: Request) -> DocumentFacts:
    return {
        "id": document.pk,
        "dossier": document.dossier.slug,
        "title": document.title,
        "author": document.author,
        "publisher": document.publisher.name if document.publisher else None,
        "language": document.language,
        "published_on": document.published_on.isoformat() if document.published_on else None,
        "url": document.url,
        "file_name": document.file_name,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "extractor": document.extractor,
        "captured_at": document.captured_at.isoformat(),
        "captured_by": document.captured_by,
        "fetched_from": document.fetched_from,
        "is_recognised": document.is_recognised,
        "evidence": document.evidence,
        "supersedes": document.supersedes_id,
        "derived_from": document.derived_from_id,
        "text": reverse("api:document-text", args=[document.pk], request=request),
        "original": reverse("api:document-original", args=[document.pk], request=request),
    }
