"""The pages that answer what nobody can read, too much at once or no form of ours, and what is not there."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.sending import MOST_SENT
from sources.extracting.apart import MOST_BYTES


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 where too much was sent, else 400. The form stays as it was typed, one step back in the browser."""
    is_too_much = isinstance(exception, RequestDataTooBig)
    told = {"is_too_much": is_too_much, "most_sent": MOST_SENT // 10**6, "most_a_file": MOST_BYTES // 10**6}
    return render(request, "400.html", _at_the_desk(request) | told, status=413 if is_too_much else 400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", _at_the_desk(request), status=404)


def _at_the_desk(request: HttpRequest) -> dict[str, Any]:
    """What the head of every page needs; nothing where the request was refused before it was known who asks."""
    return admin.site.each_context(request) if hasattr(request, "user") else {}
