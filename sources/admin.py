"""Documents at the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sources.downloads import original_of
from sources.membership_admin import MemberAdmin, VisibleFilter
from sources.models import Document


@admin.register(Document)
class DocumentAdmin(MemberAdmin):
    """Documents at the desk. `pages` are further ones of each, by the end of their address: later words add theirs."""

    pages: ClassVar[dict[str, Callable[..., HttpResponse]]] = {}
    list_display = ["__str__", "publisher", "written_in", "published_on", "format_read", "passages_held", "dossier"]
    list_filter = [("dossier", VisibleFilter), "language", "media_type", ("publisher", VisibleFilter)]
    list_select_related = ["publisher", "dossier"]
    search_fields = ["title", "file_name", "text", "author", "publisher__name"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = Document.objects.visible_to(request.user).without_bodies()
        return rows.annotate(passages_count=models.Count("passages", distinct=True))  # type: ignore[no-any-return]

    def get_urls(self) -> list[URLPattern]:
        pages = {**self.pages, "original": self.original}
        own = [
            path(f"<int:document_id>/{name}/", self.admin_site.admin_view(page), name=f"sources_document_{name}")
            for name, page in pages.items()
        ]
        return [*own, *super().get_urls()]

    @method_decorator(require_safe)
    def original(self, request: HttpRequest, document_id: int) -> HttpResponse:
        """The bytes as they came, always as an attachment and never as a page."""
        visible = Document.objects.visible_to(request.user).defer("text", "blocks", "sketch")
        return original_of(get_object_or_404(visible, pk=document_id))

    @admin.display(description=_("language"), ordering="language")
    def written_in(self, document: Document) -> str:
        return gettext(document.language_name)

    @admin.display(description=_("format"), ordering="media_type")
    def format_read(self, document: Document) -> str:
        return gettext(document.media_name)

    @admin.display(description=_("passages"), ordering="passages_count")
    def passages_held(self, document: Any) -> int:
        return int(document.passages_count)
