"""What the API answers when it refuses: RFC 9457 problem bodies, with a sentence that says what to do."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, TypedDict

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from claims.errors import NotAllowed

MEDIA_TYPE = "application/problem+json"


class Problem(TypedDict):
    """`errors` names the fields of the request that are at fault, each with its sentences; empty for other refusals."""

    title: str
    status: int
    detail: str
    errors: dict[str, list[str]]


class Refusal(exceptions.APIException):
    """A refusal with its own status and sentence."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status_code = status


def answered(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an error of a view; None for one nobody foresaw, which is a 500."""
    if isinstance(error, NotAllowed):
        error = exceptions.PermissionDenied(str(error))
    if isinstance(error, Http404):
        error = exceptions.NotFound("There is no such thing, or it is in a dossier you are not a member of.")
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    response = exception_handler(error, context)
    if response is not None and isinstance(error, exceptions.APIException):
        response.data = _problem(error, response.status_code)
        response.content_type = MEDIA_TYPE
    return response


def _problem(error: exceptions.APIException, status: int) -> Problem:
    errors = {}
    if isinstance(error.detail, dict):
        errors = {field: _sentences(said) for field, said in error.detail.items()}
        detail = " ".join(f"{field}: {' '.join(said)}" for field, said in errors.items())
    else:
        detail = " ".join(_sentences(error.detail))
    return {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, "errors": errors}


def _sentences(said: Any) -> list[str]:
    return [str(each) for each in said] if isinstance(said, list) else [str(said)]
