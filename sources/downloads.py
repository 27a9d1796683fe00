"""The bytes of a document as they came: always an attachment, never a page."""

from django.http import HttpResponse, HttpResponseGone
from django.utils.http import content_disposition_header

from sources.models import Document


def original_of(document: Document) -> HttpResponse:
    if not document.original:
        return HttpResponseGone("The document was erased.", content_type="text/plain")
    name = document.file_name or f"{document.sha256[:12]}.bin"
    response = HttpResponse(bytes(document.original), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return response
