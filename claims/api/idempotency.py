"""A POST sent twice is done once: the second time it gets the answer of the first.

The answer is stored in the transaction of the act, so there is one if and only if the act was done. A refusal is not
stored: nothing was done, and the same request may go through later.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.http import QueryDict
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.media import Json
from claims.api.problem_types import Kind
from claims.api.problems import Refusal
from claims.api.versions import VersionedResponse
from claims.models import IdempotentAnswer
from sources.models import Person

KEPT = dt.timedelta(hours=24)
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
P = TypeVar("P", bound=Callable[..., Response])


def once(post: P) -> P:
    """For a view's `post`: heeds the header Idempotency-Key, where there is one."""

    @functools.wraps(post)
    def answered(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return post(view, request, *args, **kwargs)
        if not _KEY.fullmatch(key):
            raise Refusal(Kind.INVALID, "An Idempotency-Key has 1 to 200 visible ASCII characters.")
        assert isinstance(request.user, Person), "the API is for people signed in"
        with transaction.atomic():
            _expect_alone(request.user, key)
            digest, now = _digest(request), timezone.now()
            IdempotentAnswer.objects.filter(answered_at__lt=now - KEPT).delete()
            if kept := IdempotentAnswer.objects.filter(person=request.user, key=key).first():
                return _again(kept, digest)
            response = post(view, request, *args, **kwargs)
            IdempotentAnswer.objects.create(
                person=request.user,
                key=key,
                request_sha256=digest,
                status=response.status_code,
                body=Json().render(response.data).decode(),
                version=getattr(response, "version", None) or "",
                location=response.headers.get("Location", ""),
                answered_at=now,
            )
            return response

    return answered  # type: ignore[return-value]


def _expect_alone(person: Person, key: str) -> None:
    """Raises Refusal where a request with this key is being answered now. Held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock_of(person, key)])
        if not cursor.fetchone()[0]:
            raise Refusal(
                Kind.STILL_RUNNING, "A request with this Idempotency-Key is being answered now: wait, then ask again."
            )


def lock_of(person: Person, key: str) -> int:
    """The number of the database's lock that stands for a person's key."""
    return int.from_bytes(hashlib.sha256(f"{person.pk}:{key}".encode()).digest()[:8], "big", signed=True)


def _digest(request: Request) -> str:
    """Of what is asked for: method, address, the version seen, and the body, files by their bytes."""
    seen = request.headers.get("If-Match", "")
    said = hashlib.sha256(f"{request.method} {request.get_full_path()} {seen}\n".encode())
    if not request.content_type.startswith("multipart/"):
        said.update(request.body)
        return said.hexdigest()
    form = request.data
    assert isinstance(form, QueryDict), "a form was sent"
    for name in sorted(form):
        for given in form.getlist(name):
            said.update(f"{name}=".encode(errors="surrogatepass"))
            if isinstance(given, UploadedFile):
                for block in given.chunks():
                    said.update(block)
                given.seek(0)
                given = given.name or ""
            said.update(f"{given}\n".encode(errors="surrogatepass"))
    return said.hexdigest()


def _again(kept: IdempotentAnswer, digest: str) -> Response:
    if kept.request_sha256 != digest:
        raise Refusal(
            Kind.KEY_REUSED, "This Idempotency-Key came with another request before: take a new one for a new request."
        )
    headers = {"Idempotency-Replayed": "true", **({"Location": kept.location} if kept.location else {})}
    return VersionedResponse(json.loads(kept.body), version=kept.version or None, status=kept.status, headers=headers)
