"""GET /api/v1/export/: the reconciled claims of the caller's dossiers."""

from collections.abc import Iterator

from django.http import Http404, StreamingHttpResponse
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from claims.export.formats import FORMATS
from claims.export.record import reconciled_records
from claims.permissions import Right, may
from claims.snapshots import snapshot
from sources.models import Dossier


class ExportView(APIView):
    """`?dossier=SLUG` for one dossier, else all the caller is a member of; `?as=json` for an array.

    404 for a dossier the caller is no member of, 400 for an unknown format.
    """

    def get(self, request: Request) -> StreamingHttpResponse:
        wanted = request.query_params.get("as", "ndjson")
        if wanted not in FORMATS:
            raise ValidationError({"as": f"Unknown format “{wanted}”. Known: {', '.join(sorted(FORMATS))}."})
        dossiers = Dossier.objects.visible_to(request.user)
        if slug := request.query_params.get("dossier"):
            dossiers = dossiers.filter(slug=slug)
            if not dossiers:
                raise Http404
        exportable = [dossier for dossier in dossiers if may(request.user, Right.EXPORT, dossier)]
        response = StreamingHttpResponse(
            _encoded(FORMATS[wanted].lines(reconciled_records(exportable))), content_type=FORMATS[wanted].MEDIA_TYPE
        )
        response["Content-Disposition"] = f'attachment; filename="reconciled-claims.{wanted}"'
        return response


def _encoded(lines: Iterator[str]) -> Iterator[bytes]:
    with snapshot():
        for line in lines:
            yield line.encode()
