"""What the API says of itself: its schema, Swagger UI, and a page for each kind of refusal. No account is needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from markdown_it import MarkdownIt
from rest_framework.request import Request

from claims.api.problem_types import Kind

_PAGES = Path(settings.BASE_DIR) / "docs" / "problems"


class SchemaView(SpectacularAPIView):
    """The description of the API, OpenAPI 3.1 in YAML; the same for everybody."""

    permission_classes: list[type] = []
    authentication_classes: list[type] = []
    throttle_classes: list[type] = []

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        kind: Any = type(request.accepted_renderer)
        return HttpResponse(_described(kind), content_type=kind.media_type)


@cache
def _described(renderer: Any) -> bytes:
    """Written once a process: it takes a second, and anybody may ask for it as often as they like."""
    schema = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    written: bytes = renderer().render(schema, renderer_context={})
    return written


@require_safe
def docs_page(request: HttpRequest) -> HttpResponse:
    """Swagger UI, served from here alone."""
    return TemplateResponse(request, "api/docs.html")


@require_safe
def problems_page(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "api/problems.html", {"kinds": list(Kind)})


@require_safe
def problem_page(request: HttpRequest, name: str) -> HttpResponse:
    """What a refusal of this kind means, and what to do: the page its `type` leads to."""
    kind = next((kind for kind in Kind if kind.page == name), None)
    if kind is None:
        raise Http404
    return TemplateResponse(request, "api/problem.html", {"kind": kind, "page": _page(kind)})


@cache
def _page(kind: Kind) -> str:
    return str(MarkdownIt().render((_PAGES / f"{kind.page}.md").read_text(encoding="utf-8")))
