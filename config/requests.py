"""Every request has a number, and leaves one line in the log and one count in the metrics."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from config import metrics, probes
from config.logs import REQUEST_ID

_log = logging.getLogger(__name__)
_NUMBER = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_OF_MACHINES = {*probes.ADDRESSES.values(), "static"}
UNKNOWN = "unknown"  # no route of ours, or a method nobody knows: a stranger makes up no names in our log


def told(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Outermost middleware. The time is that until an answer begins: what is streamed takes longer."""

    def answer(request: HttpRequest) -> HttpResponse:
        mark = REQUEST_ID.set(_number(request))
        begun = time.perf_counter()
        try:
            response = get_response(request)
            response.headers["X-Request-ID"] = REQUEST_ID.get()
            _tell(request, response, time.perf_counter() - begun)
            return response
        finally:
            REQUEST_ID.reset(mark)

    return answer


def _number(request: HttpRequest) -> str:
    """The number that a proxy gave it, if it looks like one; a new one otherwise."""
    said = request.headers.get("X-Request-ID", "")
    return said if _NUMBER.fullmatch(said) else uuid.uuid4().hex


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    route, status, person = route_of(request), response.status_code, _person(request)
    method = request.method if request.method in _METHODS else UNKNOWN
    metrics.count(route=route, method=method, status=status, seconds=seconds)
    milliseconds = round(seconds * 1000, 1)
    level = logging.DEBUG if route in _OF_MACHINES else logging.INFO
    fields = {"method": method, "route": route, "status": status, "milliseconds": milliseconds, "person": person}
    whose = "nobody" if person is None else f"person {person}"
    _log.log(level, "%s %s %s %s ms %s", method, route, status, milliseconds, whose, extra=fields)


def route_of(request: HttpRequest) -> str:
    """The name of the route, or its pattern where it has none: never the address, whose parts may be secrets."""
    if request.path_info in probes.ADDRESSES:
        return probes.ADDRESSES[request.path_info]
    if request.path.startswith(settings.STATIC_URL):
        return "static"
    if (match := request.resolver_match) is None:
        return UNKNOWN
    return match.view_name if match.url_name else match.route or "/"


def _person(request: HttpRequest) -> int | None:
    """The number of the person, if the request had to know it: nobody is looked up for the log."""
    person = getattr(request, "user", None)
    if type(person) is SimpleLazyObject:
        person = getattr(request, "_cached_user", None)
    return person.pk if person is not None else None
