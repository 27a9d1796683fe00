"""The queue of conflicts, and the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.admin.assigning import assigned
from claims.admin.bulk import chosen_in
from claims.admin.conflict_page import ConflictPage
from claims.admin.queue import Queue
from claims.models import Conflict
from sources.membership_admin import MemberAdmin
from sources.models import Person


@admin.register(Conflict)
class ConflictAdmin(MemberAdmin):
    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return Conflict.objects.visible_to(request.user).select_related(
            "question__dossier", "lower", "upper", "assigned_to"
        )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The queue; what is posted takes one conflict; many are dealt with on the page of bulk acts."""
        status = self._take(request) if request.method == "POST" else 200
        if status == 302:
            return HttpResponseRedirect(request.get_full_path())
        queue = Queue(request)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Conflicts"),
            **queue.context(),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "claims/queue.html", context, status=status)

    def _take(self, request: HttpRequest) -> int:
        """Whoever is signed in takes the conflict whose button was pressed."""
        taken = chosen_in([request.POST.get("take", "")])
        if not taken:
            return 400
        conflict = self.get_queryset(request).filter(pk__in=taken).first()
        if conflict is None:
            raise Http404
        assert isinstance(request.user, Person), "the desk is for people signed in"
        return assigned(request, conflict, request.user, taken[conflict.pk])

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
        return TemplateResponse(page.request, page.template, context, status=status)
