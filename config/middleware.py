from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest


def refuse_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No address of ours has a NUL in it, and the database takes none: 400 before anything looks it up."""

    def answer(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or any("\0" in part for pair in request.GET.lists() for part in (pair[0], *pair[1])):
            return HttpResponseBadRequest("The address holds a NUL character.", content_type="text/plain")
        return get_response(request)

    return answer
