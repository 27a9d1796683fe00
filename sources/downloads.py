"""Bytes somebody gave us, handed back: always an attachment, never a page, under a name that harms nobody."""

import re

from django.http import HttpResponse, HttpResponseGone
from django.utils.http import content_disposition_header

from sources.models import Document

_ELSEWHERE = '/\\:*?"<>|'  # signs that lead out of a folder, or that some system takes for more than a letter
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE | re.ASCII)  # no files, for Windows


def original_of(document: Document) -> HttpResponse:
    if not document.original:
        return HttpResponseGone("The document was erased.", content_type="text/plain")
    response = HttpResponse(bytes(document.original), content_type="application/octet-stream")
    return attached(response, document.file_name, f"{document.sha256[:12]}.bin")


def attached(response: HttpResponse, name: str, otherwise: str) -> HttpResponse:
    """The response as a file to save. `name` came from outside: what nobody sees in it is left out."""
    header = content_disposition_header(as_attachment=True, filename=harmless_name(name) or otherwise)
    response.headers["Content-Disposition"] = header or "attachment"
    return response


def harmless_name(name: str) -> str:
    """One part of a path, of signs that are seen, and no device; empty where nothing is left of it."""
    seen = "".join(sign for sign in name if sign.isprintable() and sign not in _ELSEWHERE).strip(" .")
    return f"_{seen}" if _DEVICE.match(seen) else seen
