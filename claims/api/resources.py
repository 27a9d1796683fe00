"""What the views of every resource share: rows the caller may see, their records, pages of them, acts on one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api import versions
from claims.api.fields import Said, Words
from claims.api.pages import PARAMETERS, page
from claims.api.parameters import Filter, expect_known, filtered, wanted_fields
from claims.api.records import ExtentRecord, PersonRecord
from claims.api.versions import VersionedResponse
from claims.errors import Stale
from sources.models import Dossier, Person


class Asked(APIView):
    """A view of the API: it takes the parameters it names, and its answers carry entity tags."""

    parser_classes = [JSONParser]
    parameters: ClassVar[Iterable[str]] = ()  # of a GET
    scope: ClassVar[str] = "write"  # of a token, for anything but reading (claims/api/scopes.py)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not (request.content_type or "").startswith("multipart/"):
            _ = request.body  # whole, and held against DATA_UPLOAD_MAX_MEMORY_SIZE, before a parser streams it
        if request.method in self.allowed_methods:  # any other is a 405, whatever it asks for
            expect_known(request, self.parameters if request.method in ("GET", "HEAD") else ())

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        if isinstance(answer, Response) and answer.status_code < 300:
            answer.add_post_render_callback(lambda rendered: versions.tagged(request, rendered))
        return answer


class Resource(Asked):
    """One kind of row. `record` is the shape told of each."""

    record: ClassVar[type]

    @property
    def person(self) -> Person:
        assert isinstance(self.request.user, Person), "the API is for people signed in"
        return self.request.user

    def rows(self) -> QuerySet[Any]:
        """All that the caller may see."""
        raise NotImplementedError

    def records(self, rows: QuerySet[Any]) -> Sequence[Mapping[str, Any]]:
        """What is told of these rows, in their order."""
        raise NotImplementedError

    @property
    def known_fields(self) -> list[str]:
        return list(self.record.__annotations__)

    def row(self, pk: int) -> Any:
        """The row of that key. Raises Http404 where there is none, or none the caller may see."""
        found = self.rows().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def told(self, pk: int, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
        """What is told of one row, with its version."""
        record = self.record_of(pk)
        version = str(record["version"]) if "version" in record else None
        wanted = wanted_fields(self.request, self.known_fields) if self.request.method in ("GET", "HEAD") else None
        told = {name: record[name] for name in wanted} if wanted else record
        return VersionedResponse(told, version=version, status=status, headers=headers)

    def record_of(self, pk: int) -> Mapping[str, Any]:
        found = self.records(self.rows().filter(pk=pk))
        if not found:
            raise Http404
        return found[0]

    def version(self, row: Any) -> str:
        """The version of a row as `If-Match` asks for it."""
        return str(row.version)

    def expect_seen(self, row: Any) -> None:
        """Raises Refusal where the caller does not say the version of the row, or says an old one."""
        versions.expect_seen(self.request, self.version(row))

    def act(self, row: Any, call: Callable[..., Any], *args: Any, **given: Any) -> Any:
        """Call a domain function on a row as the caller, now. Raises Refusal where the row changed meanwhile."""
        try:
            return call(row, *args, by=self.person, at=timezone.now(), **given)
        except Stale as error:
            raise versions.stale(self.version(self.row(row.pk))) from error


class Listed(Resource):
    """GET: a page of rows, sifted by `filters`."""

    filters: ClassVar[Mapping[str, Filter]] = {}

    @property
    def parameters(self) -> Iterable[str]:  # type: ignore[override]
        return (*PARAMETERS, *self.filters)

    def listed(self, request: Request) -> Response:
        sifted = filtered(request, self.filters)
        for slug in request.query_params.getlist("dossier"):
            dossier_of(request, slug)
        rows = self.rows().filter(sifted)
        return page(request, rows, self.records, fields=self.known_fields)


class Shown(Resource):
    """GET: one row."""

    parameters = ("fields",)


class Reasoned(Said):
    """Why: for the people of the dossier, and kept with what is done."""

    reason = Words(max_length=2000)


class Nothing(Said):
    """An act that is said by its address alone."""


def given(request: Request, serializer: type[Said], **options: Any) -> dict[str, Any]:
    """What the body says, of the fields of the serializer. Raises ValidationError for any other."""
    read = serializer(data=request.data, **options)
    read.is_valid(raise_exception=True)
    said: dict[str, Any] = read.validated_data
    return said


def dossier_of(request: Request, slug: str) -> Dossier:
    found = Dossier.objects.visible_to(request.user).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def people(keys: Iterable[int | None]) -> dict[int | None, PersonRecord]:
    """The people of these keys, as they are told; one question for all."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    found = Person.objects.only("username", "first_name", "last_name").filter(pk__in=wanted)
    return {each.pk: {"id": each.pk, "name": each.display_name} for each in found}


def extent(column: Any) -> ExtentRecord | None:
    if column is None:
        return None
    low, high = (None if end is None else format(end, "f") for end in (column.lower, column.upper))
    return {"low": low, "high": high, "bounds": column._bounds}


def visible(model: Any, request: Request, pk: int) -> Any:
    """A row that a body or an address names. Raises Http404."""
    found = model.objects.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
