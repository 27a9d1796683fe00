"""The admin of rows that belong to a dossier: members see them, and nothing is edited by a generic form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin


class VisibleFilter(admin.RelatedFieldListFilter):
    """A filter by a related row that offers only the rows the person may see."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        rows = field.related_model.objects.visible_to(request.user)
        if hasattr(rows, "without_bodies"):
            rows = rows.without_bodies()
        return [(row.pk, str(row)) for row in rows]


class MemberAdmin(_ModelAdmin):
    """Starts from `visible_to(person)`: a foreign row is not found. Changes go through domain functions."""

    list_per_page = 50
    show_full_result_count = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        visible: models.QuerySet[Any] = self.model._default_manager.visible_to(request.user)
        return visible.order_by(*self.get_ordering(request))

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
