"""What became of a row: who changed what, from what to what, when."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.changes import MOST, changes_of
from claims.models import Claim, Conflict, Event, Question
from claims.subjects import addressed
from sources.models import Document, Publisher

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class _Kind(NamedTuple):
    """Rows whose history is shown: what one is called, where one is read, and how they are found."""

    called: str | Promise
    page: str | None
    visible_to: Callable[[Person | AnonymousUser], models.QuerySet[Any]]


_KINDS = {
    "claim": _Kind(_("claim"), "admin:claims_claim_change", Claim.objects.visible_to),
    "question": _Kind(_("question"), "admin:claims_question_change", Question.objects.visible_to),
    "conflict": _Kind(_("conflict"), "admin:claims_conflict_change", Conflict.objects.visible_to),
    "document": _Kind(
        _("document"), "admin:sources_document_change", lambda who: Document.objects.visible_to(who).without_bodies()
    ),
    "publisher": _Kind(_("publisher"), None, Publisher.objects.visible_to),
}


@require_safe
def history_page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """404 for whoever is no member of the row's dossier, and for kinds whose history is not shown."""
    shown = _KINDS.get(kind)
    if shown is None:
        raise Http404
    row = get_object_or_404(shown.visible_to(request.user), pk=pk)
    dossier = row.question.dossier if isinstance(row, Conflict) else row.dossier
    changes = changes_of(row)
    lines = Event.objects.filter(dossier=dossier, subject=kind, subject_id=pk).select_related("actor")
    context = {
        **admin.site.each_context(request),
        "title": _("History"),
        "row": row.question if isinstance(row, Conflict) else row,
        "kind": shown.called,
        "dossier": dossier,
        "page": reverse(shown.page, args=[pk]) if shown.page else None,
        "changes": changes,
        "is_cut": len(changes) >= MOST,
        "lines": addressed(lines).order_by("-sequence")[:MOST],
    }
    return TemplateResponse(request, "claims/history.html", context)
