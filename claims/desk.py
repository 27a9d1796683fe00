"""The admin site: its index is the dashboard, and every page asks for a member of a dossier."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims import overview
from claims.bars import HEIGHT, WIDTH, Bar, bars
from claims.carrying import work_of
from claims.models import Conflict, Discrepancy, Event
from claims.models.conflict import ConflictState
from claims.overview import Agreement
from claims.permissions import Right, rights_of
from claims.subjects import addressed
from sources.accounts.door import Door
from sources.models import Membership, Person, Resemblance, Role

_WAITING, _QUEUE, _LATEST, _EACH = 5, 8, 10, 5


class Desk(Door):
    """Django's admin for whoever is signed in: what they see and may do follows from their dossiers."""

    site_header = "Concordance"
    site_title = "Concordance"
    index_title = _("Desk")
    index_template = "admin/dashboard.html"
    enable_nav_sidebar = False
    site_url = None

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """None: no page of the desk lists what is registered, and asking for it costs every page two queries."""
        return []

    @method_decorator(require_safe)
    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The dashboard. What it takes to draw it is the same for one dossier and for many."""
        person = request.user
        assert isinstance(person, Person), "the desk is for people signed in"
        memberships = list(
            Membership.objects.filter(person=person).select_related("dossier").order_by("dossier__title")
        )
        dossiers, now = [each.dossier_id for each in memberships], timezone.now()
        rights = {right for each in memberships for right in rights_of(Role(each.role))}
        standing = overview.standing_of(memberships, person, at=now)
        context = {
            "dossiers": [each.dossier for each in memberships],
            "ages": overview.AGES.values(),
            "standing": standing,
            "documents": overview.checked_documents(dossiers),
            "drafts_left": overview.drafts_left(dossiers),
            "judges": Right.JUDGE_CLAIMS in rights,
            "agreements": [
                _drawn("filings", overview.agreement_on_filings(dossiers, at=now)),
                _drawn("drafts", overview.agreement_on_drafts(dossiers, at=now)),
            ],
            **self._lists(person, dossiers, standing.mine),
        }
        return super().index(request, {**context, **(extra_context or {})})

    def _lists(self, person: Person, dossiers: list[int], mine: int) -> dict[str, Any]:
        """The first few rows of all that waits for somebody."""
        conflicts = Conflict.objects.filter(question__dossier__in=dossiers).undecided().worst_first()
        conflicts = conflicts.select_related("question__dossier")
        settled_by = Q(assigned_to=person) if mine else Q(assigned_to__isnull=True)
        waiting = list(conflicts.filter(state=ConflictState.PROPOSED)[:_WAITING])
        queue = list(conflicts.exclude(state=ConflictState.PROPOSED).filter(settled_by)[:_QUEUE])
        prefetch_related_objects([*waiting, *queue], "positions")
        carryovers = work_of(person)
        discrepancies = Discrepancy.objects.filter(passage__document__dossier__in=dossiers).suspected()
        bodies = [f"passage__document__{field}" for field in ("text", "original", "blocks", "sketch")]
        return {
            "waiting": waiting,
            "queue": queue,
            "carryovers": carryovers[:_EACH],
            "carryover_count": carryovers.count(),
            "discrepancies": discrepancies.select_related("passage__document").defer(*bodies)[:_EACH],
            "resemblances": Resemblance.objects.visible_to(person).suggested().with_documents()[:_EACH],
            "events": addressed(Event.objects.filter(dossier__in=dossiers))
            .select_related("actor", "dossier")
            .order_by("-id")[:_LATEST],
        }


def _drawn(name: str, agreement: Agreement) -> dict[str, Any]:
    drawn: list[Bar] = bars(agreement)
    return {"name": name, "agreement": agreement, "bars": drawn, "width": WIDTH, "height": HEIGHT}
