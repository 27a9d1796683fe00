"""GET /api/v1/export/ and /api/v1/claims/export/: reconciled claims, and every claim of a dossier, in one stream."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from django.http import Http404, StreamingHttpResponse
from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from claims.api.media import AsItCame
from claims.api.openapi import operation
from claims.api.parameters import Filter, one_of, slug
from claims.api.problem_types import Kind
from claims.api.resources import Asked, dossier_of
from claims.export import claim_rows
from claims.export.formats import FORMATS
from claims.export.gathering import SinceWhat, check_since, gathered
from claims.permissions import Right, may
from claims.snapshots import snapshot
from sources.models import Dossier

_PARAMETERS = {
    "dossier": slug("", "of this dossier only"),
    "as": one_of("", FORMATS, "the format; NDJSON if nothing is said"),
    "since": Filter("", int, {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}, "what changed after that line"),
}


_EVERY_CLAIM = {
    "dossier": slug("", "whose claims"),
    "as": one_of("", claim_rows.FORMATS, "the format; NDJSON if nothing is said"),
}


class ExportView(Asked):
    """`?dossier=SLUG` for one dossier, else all the caller is a member of; `?as=csv` for another format than NDJSON.

    `?since=SEQ`, with one dossier: what changed after that line of its ledger. 404 for a dossier the caller is no
    member of, 400 for an unknown format or line.
    """

    parameters = tuple(_PARAMETERS)
    renderer_classes = [AsItCame, JSONRenderer]

    @operation(
        "export",
        "The reconciled claims of your dossiers, as of one moment",
        tag="export",
        media="*/*",
        answer={"type": ["string", "object"]},
        filters=_PARAMETERS,
        example='{"_end": true, "count": 0}',
        refuses=[Kind.INVALID, Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        wanted = request.query_params.get("as", "ndjson")
        if wanted not in FORMATS:
            raise ValidationError({"as": f"Unknown format “{wanted}”. Known: {', '.join(FORMATS)}."})
        exportable, since = _exportable(request), _since(request)
        if since is not None:
            try:
                check_since(exportable, since)
            except SinceWhat as refusal:
                raise ValidationError({"since": str(refusal)}) from refusal
        blocks = _blocks(FORMATS[wanted], request, since)
        response = StreamingHttpResponse(blocks, content_type=FORMATS[wanted].MEDIA_TYPE)
        response["Content-Disposition"] = f'attachment; filename="reconciled-claims.{FORMATS[wanted].SUFFIX}"'
        return response


class ClaimsExportView(Asked):
    """`?dossier=SLUG`: every claim of it, decided or not, as of one moment; `?as=csv` for CSV instead of NDJSON.

    The head of CSV tells its rows in `Row-Count`: it is whole with as many below its first line, each with its end.
    """

    parameters = tuple(_EVERY_CLAIM)
    renderer_classes = [AsItCame, JSONRenderer]

    @operation(
        "claims_export",
        "Every claim of a dossier in one stream, as of one moment",
        tag="export",
        media="*/*",
        answer={"type": ["string", "object"]},
        filters=_EVERY_CLAIM,
        needs=["dossier"],
        example='{"_end": true, "count": 0}',
        refuses=[Kind.INVALID, Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        slug, wanted = request.query_params.get("dossier"), request.query_params.get("as", "ndjson")
        if slug is None:
            raise ValidationError({"dossier": "Name the dossier whose claims you want."})
        if wanted not in claim_rows.FORMATS:
            known = ", ".join(claim_rows.FORMATS)
            raise ValidationError({"as": f"Unknown format “{wanted}”. Known: {known}."})
        written = claim_rows.FORMATS[wanted]
        blocks = _every_claim(written, request, slug)
        rows = next(blocks).decode()
        response = StreamingHttpResponse(blocks, content_type=written.media_type)
        response["Content-Disposition"] = f'attachment; filename="claims.{written.suffix}"'
        if rows:
            response["Row-Count"] = rows
        return response


def _every_claim(written: claim_rows.Written, request: Request, slug: str) -> Iterator[bytes]:
    """How many rows there are, for the head of the answer, where nothing else says it; then the rows. All of it, and
    whether the caller may have it, is of one snapshot. The answer closes it, read or not. Raises Http404."""
    with snapshot():
        dossier = dossier_of(request, slug)
        if not may(request.user, Right.EXPORT, dossier):
            raise Http404
        yield b"" if written.ends_itself else str(claim_rows.rows_of(dossier)).encode()
        yield from written.blocks(dossier)


def _blocks(written: ModuleType, request: Request, since: int | None) -> Iterator[bytes]:
    """Whose claims the caller may have is asked once more in the snapshot they are of: what was taken from them or
    from the public since the request came is not in it."""
    base = request.build_absolute_uri("/")
    with snapshot():
        yield from written.blocks(gathered(_exportable(request), at=timezone.now(), base=base, since=since))


def _exportable(request: Request) -> list[Dossier]:
    """Raises Http404 where one is named that the caller is no member of."""
    dossiers = Dossier.objects.visible_to(request.user)
    if (slug := request.query_params.get("dossier")) is not None:
        dossiers = dossiers.filter(slug=slug)
        if not dossiers:
            raise Http404
    return [dossier for dossier in dossiers if may(request.user, Right.EXPORT, dossier)]


def _since(request: Request) -> int | None:
    asked = request.query_params.get("since")
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        raise ValidationError(
            {"since": "Give a line of the ledger: a number, as “sequence” of the last export tells it."}
        )
    return int(asked)
