"""The admin site: its index is the dashboard, and every page asks for a member of a dossier."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest
from django.template.response import TemplateResponse

from claims.carrying import work_of
from claims.models import Conflict, Discrepancy, Event
from claims.models.conflict import ConflictState
from sources.models import Dossier, Resemblance


class Desk(AdminSite):
    """Django's admin for whoever is signed in: what they see and may do follows from their dossiers."""

    site_header = "Concordance"
    site_title = "Concordance"
    index_title = "Desk"
    login_form = AuthenticationForm
    index_template = "admin/dashboard.html"
    enable_nav_sidebar = False
    site_url = None

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        dossiers = Dossier.objects.visible_to(request.user)
        conflicts = (
            Conflict.objects.visible_to(request.user).select_related("question__dossier").prefetch_related("positions")
        )
        carryovers = work_of(request.user)
        discrepancies = Discrepancy.objects.visible_to(request.user).suspected()
        undecided = conflicts.undecided().worst_first()
        context = {
            "dossiers": dossiers,
            "waiting": undecided.filter(state=ConflictState.PROPOSED),
            "queue": undecided.exclude(state=ConflictState.PROPOSED)[:15],
            "undecided_count": undecided.count(),
            "carryovers": carryovers[:5],
            "carryover_count": carryovers.count(),
            "discrepancies": discrepancies.select_related("passage__document").defer(
                "passage__document__text", "passage__document__original", "passage__document__blocks"
            )[:5],
            "resemblances": Resemblance.objects.visible_to(request.user).suggested().with_documents()[:5],
            "events": Event.objects.filter(dossier__in=dossiers)
            .select_related("actor", "dossier")
            .order_by("-id")[:12],
        }
        return super().index(request, {**context, **(extra_context or {})})
