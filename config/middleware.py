from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotAllowed

_BY_BROWSERS = ["GET", "HEAD", "POST"]


_A_MINUTE = "60"
_POWERS = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


def with_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Whoever answers, a page has no power over the machine it is shown on, and nothing stays in a cache unless it says
    so itself: most of what is here is for members alone."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = ", ".join(f"{power}=()" for power in _POWERS)
        response.headers.setdefault("Cache-Control", "private, no-store")
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:  # allauth counts by the minute, and does not say so
            response.headers.setdefault("Retry-After", _A_MINUTE)
        return response

    return answer


def refuse_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No address of ours has a NUL in it, and the database takes none: 400 before anything looks it up."""

    def answer(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or any("\0" in part for pair in request.GET.lists() for part in (pair[0], *pair[1])):
            return HttpResponseBadRequest("The address holds a NUL character.", content_type="text/plain")
        return get_response(request)

    return answer


def refuse_other_methods(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A page answers to what links and forms send. Other methods are the API's, which answers for itself."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in _BY_BROWSERS and not request.path.startswith("/api/"):
            return HttpResponseNotAllowed(_BY_BROWSERS)
        return get_response(request)

    return answer
