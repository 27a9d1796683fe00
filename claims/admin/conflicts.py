"""The queue of conflicts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from claims.admin.conflict_page import ConflictPage
from claims.models import Conflict
from claims.models.conflict import UNDECIDED, WORST_FIRST, ConflictState
from sources.membership_admin import MemberAdmin, VisibleFilter


class StandingFilter(admin.SimpleListFilter):
    """The queue shows what nobody has settled, unless asked for more."""

    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waiting", "waiting for approval"), ("decided", "resolved or dismissed"), ("all", "all")]

    def choices(self, changelist: Any) -> Any:
        choices = list(super().choices(changelist))
        choices[0]["display"] = "undecided"
        return choices

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        notable = Conflict.objects.notable()
        if self.value() == "waiting":
            return queryset.filter(state=ConflictState.PROPOSED)
        if self.value() == "decided":
            return queryset.filter(pk__in=notable.exclude(state__in=UNDECIDED))
        return queryset.filter(pk__in=notable if self.value() == "all" else notable.undecided())


@admin.register(Conflict)
class ConflictAdmin(MemberAdmin):
    list_display = ["question_asked", "level_badge", "values", "state_badge", "detected_at"]
    list_display_links = ["question_asked"]
    list_filter = [StandingFilter, "level", ("question__dossier", VisibleFilter)]
    search_fields = ["question__wording", "question__filings__claim__statement"]
    list_select_related = ["question"]
    change_list_template = "claims/queue.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        conflicts = Conflict.objects.visible_to(request.user)
        return conflicts.select_related("lower", "upper").prefetch_related("positions")

    def get_ordering(self, request: HttpRequest) -> Any:
        return WORST_FIRST

    @admin.display(description="question", ordering="question__wording")
    def question_asked(self, conflict: Conflict) -> str:
        return conflict.question.wording

    @admin.display(description="level", ordering="level")
    def level_badge(self, conflict: Conflict) -> str:
        return format_html('<span class="badge level-{}">{}</span>', conflict.level, conflict.level)

    @admin.display(description="positions")
    def values(self, conflict: Conflict) -> str:
        return " ↔ ".join(position.value_text for position in conflict.positions.all())

    @admin.display(description="state", ordering="state")
    def state_badge(self, conflict: Conflict) -> str:
        return format_html('<span class="badge state-{}">{}</span>', conflict.state, conflict.state)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The conflict page: positions side by side, and every act as a form that posts its name."""
        conflict = self.get_object(request, object_id)
        if conflict is None:
            raise Http404
        page = ConflictPage(conflict, request)
        if request.method != "POST":
            return self._answer(page, 200)
        status = page.act()
        if status == 302:
            return HttpResponseRedirect(reverse("admin:claims_conflict_change", args=[conflict.pk]))
        return self._answer(page, status)

    def _answer(self, page: ConflictPage, status: int) -> HttpResponse:
        context = {
            **self.admin_site.each_context(page.request),
            "opts": self.opts,
            "title": page.conflict.question.wording,
            **page.context(),
        }
        return TemplateResponse(page.request, "claims/conflict.html", context, status=status)
