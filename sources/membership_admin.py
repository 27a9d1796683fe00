"""The admin of rows that belong to a dossier: members see them, and nothing is edited by a generic form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin


_MOST_OFFERED = 200  # of a document a link of its own leads to what is filtered by it


class VisibleFilter(admin.RelatedFieldListFilter):
    """A filter by a related row that offers only the rows the person may see; of very many the chosen one alone."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        rows = field.related_model.objects.visible_to(request.user)
        if hasattr(rows, "without_bodies"):
            rows = rows.without_bodies()
        offered = list(rows[: _MOST_OFFERED + 1])
        if len(offered) > _MOST_OFFERED:
            offered = list(rows.filter(pk__in=[key for key in self.lookup_val or () if str(key).isdecimal()]))
        return [(row.pk, str(row)) for row in offered]

    def has_output(self) -> bool:
        """Django applies no filter that shows nothing."""
        return bool(self.lookup_val) or super().has_output()


class MemberAdmin(_ModelAdmin):
    """Starts from `visible_to(person)`: a foreign row is not found. Changes go through domain functions.

    Of the pages Django brings the list alone stays, and those that a subclass has made its own: no generic form.
    """

    list_per_page = 50
    show_full_result_count = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        visible: models.QuerySet[Any] = self.model._default_manager.visible_to(request.user)
        return visible.order_by(*self.get_ordering(request))

    def get_urls(self) -> list[URLPattern]:
        place = f"{self.opts.app_label}_{self.opts.model_name}"
        theirs = {f"{place}_{page}" for page in ("add", "change", "delete", "history")}
        own = {f"{place}_{page}" for page in ("add", "change") if self._has_its_own(f"{page}_view")}
        return [each for each in super().get_urls() if each.name and each.name not in theirs - own]

    def _has_its_own(self, view: str) -> bool:
        return getattr(type(self), view) is not getattr(admin.ModelAdmin, view)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method == "POST":
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return super().changelist_view(request, extra_context)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_active

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
