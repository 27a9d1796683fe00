"""Versions as entity tags: what a caller saw, and whether it is still so.

A tag is `"VERSION-DIGEST"` for a row with a version and `"DIGEST"` for anything else. The digest is of the body as it
was sent, which may change without the row (who filed a claim): by it a GET is answered with 304. What a write asks for
is the version alone, so `"7"`, as a list shows it, does as well as the whole tag.
"""

from __future__ import annotations

import hashlib

from django.http import HttpResponse
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.problem_types import Kind
from claims.api.problems import Refusal


class VersionedResponse(Response):
    """An answer with one row in it, and the row's version."""

    def __init__(self, data: object, *, version: str | None, status: int = 200, headers: dict[str, str] | None = None):
        super().__init__(data, status=status, headers=headers)
        self.version = version


def expect_seen(request: Request, current: str) -> None:
    """Raises Refusal where `If-Match` does not name the current version of the row, or is missing (428)."""
    given = request.headers.get("If-Match", "").strip()
    if not given or given == "*":
        raise Refusal(
            Kind.VERSION_MISSING, "Send If-Match with the ETag of the row as you saw it, so that nobody's work is lost."
        )
    if current not in (_version(tag) for tag in parse_etags(given)):
        raise stale(current)


def stale(current: str) -> Refusal:
    said = "Somebody changed this since you read it: read it again, and decide anew."
    return Refusal(Kind.STALE, f"{said} Its version is {current} now.", current=current)


def _version(tag: str) -> str | None:
    """The version in a strong tag; a weak one (`W/`) matches nothing here."""
    return tag.strip('"').partition("-")[0] if tag.startswith('"') else None


def tagged(request: Request, response: Response) -> HttpResponse:
    """The rendered answer with its tag; 304 where the caller has that one already."""
    digest = hashlib.sha256(response.content).hexdigest()[:16]
    version = getattr(response, "version", None)
    tag = f'"{version}-{digest}"' if version is not None else f'"{digest}"'
    response.headers["ETag"] = tag
    if request.method in ("GET", "HEAD"):
        response.headers.setdefault("Cache-Control", "private, no-cache")
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if response.status_code == 200 and (tag in known or f"W/{tag}" in known or known == ["*"]):
            unchanged = HttpResponse(status=304)
            kept = ("ETag", "Cache-Control", "Vary", "Link")
            for name in kept:
                if name in response.headers:
                    unchanged.headers[name] = response.headers[name]
            del unchanged.headers["Content-Type"]
            return unchanged
    return response
