"""What the API answers when it refuses: RFC 9457 problem bodies, with a sentence that says what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NotRequired, TypedDict

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from claims.api.problem_types import Kind, of_status
from claims.errors import FourEyesNeeded, NotAllowed, Refused, Stale, ThreadsUnresolved, WrongState
from claims.sending import TooMuchSent

MEDIA_TYPE = "application/problem+json"
_UNDER = "/api/"
_SEMANTICS: list[tuple[type[Refused], Kind]] = [  # the first that fits
    (NotAllowed, Kind.NOT_ALLOWED),
    (Stale, Kind.STALE),
    (FourEyesNeeded, Kind.FOUR_EYES),
    (ThreadsUnresolved, Kind.THREADS),
    (WrongState, Kind.WRONG_STATE),
    (Refused, Kind.REFUSED),
]


class Problem(TypedDict):
    """`type` is the address of a page that explains it.

    `errors` names the fields of the request that are at fault, each with its sentences; empty for other refusals.
    `current` is the version the row has now, where a stale one was given.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: dict[str, list[str]]
    current: NotRequired[str]


class Refusal(exceptions.APIException):
    """A refusal with its own status and sentence; of the general kind of that status where none is said."""

    def __init__(self, status: int | Kind, detail: str, *, current: str | None = None) -> None:
        super().__init__(detail)
        self.kind = of_status(status) if isinstance(status, int) else status
        self.status_code = status if isinstance(status, int) else status.status
        self.current = current


def answered(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an error of a view; None for one nobody foresaw, which is a 500."""
    error = _foreseen(error)
    response = exception_handler(error, context)
    if response is not None and isinstance(error, exceptions.APIException):
        set_rollback()
        request: HttpRequest = context["request"]
        response.data = _problem(error, response.status_code, request)
        response.content_type = MEDIA_TYPE
    return response


def _foreseen(error: Exception) -> Exception:
    if isinstance(error, Refused):
        kind = next(kind for refused, kind in _SEMANTICS if isinstance(error, refused))
        return Refusal(kind, str(error))
    if isinstance(error, Http404):
        return exceptions.NotFound("There is no such thing, or it is in a dossier you are not a member of.")
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, TooMuchSent):
        return Refusal(Kind.TOO_LARGE, str(error))
    if isinstance(error, RequestDataTooBig):
        most = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // 1024**2
        return Refusal(Kind.TOO_LARGE, f"The request is larger than {most} MB. Only files may be.")
    return error


def told_as_problems(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what is refused before or beside our views (no such address, a broken one, an error of ours) too."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code < 400 or not request.path.startswith(_UNDER) or _is_ours(response):
            return response
        if settings.DEBUG and response.status_code >= 500:
            return response
        kind = of_status(response.status_code)
        body: Problem = {
            "type": _page(kind, request),
            "title": kind.title,
            "status": response.status_code,
            "detail": _DETAILS.get(kind, kind.title) + ".",
            "instance": request.path,
            "errors": {},
        }
        made = HttpResponse(json.dumps(body), status=response.status_code, content_type=MEDIA_TYPE)
        for name in ("Allow", "Retry-After", "WWW-Authenticate"):
            if name in response.headers:
                made.headers[name] = response.headers[name]
        made.cookies = response.cookies
        return made

    return answer


_DETAILS = {
    Kind.NOT_FOUND: "There is nothing at this address",
    Kind.INVALID: "The address or the body cannot be read. A NUL character is in neither",
    Kind.BROKEN: "Something broke that should not have. Nothing was changed; try again, and tell whoever runs this",
}


def _is_ours(response: HttpResponse) -> bool:
    return str(response.headers.get("Content-Type", "")).startswith(MEDIA_TYPE)


def _page(kind: Kind, request: HttpRequest) -> str:
    path = reverse("api:problem", args=[kind.page])
    try:
        return request.build_absolute_uri(path)
    except Exception:
        return path


def _problem(error: exceptions.APIException, status: int, request: HttpRequest) -> Problem:
    kind = error.kind if isinstance(error, Refusal) else of_status(status)
    errors = {}
    if isinstance(error.detail, dict):
        errors = {field: _sentences(said) for field, said in error.detail.items()}
        detail = " ".join(f"{field}: {' '.join(said)}" for field, said in errors.items())
    else:
        detail = " ".join(_sentences(error.detail))
    problem: Problem = {
        "type": _page(kind, request),
        "title": kind.title,
        "status": status,
        "detail": detail,
        "instance": request.path,
        "errors": errors,
    }
    if isinstance(error, Refusal) and error.current is not None:
        problem["current"] = error.current
    return problem


def _sentences(said: Any) -> list[str]:
    if isinstance(said, dict):
        return [f"{key}: {sentence}" for key, each in said.items() for sentence in _sentences(each)]
    return [sentence for each in said for sentence in _sentences(each)] if isinstance(said, list) else [str(said)]
