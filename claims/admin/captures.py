"""Captures at the desk: what workers bring in, what became of each, and the button that asks for it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateWorker

from claims import captures
from claims.admin.acting import act, rights_shown
from claims.shown import shown
from sources.membership_admin import MemberAdmin, VisibleFilter
from sources.models import Capture
from sources.models.capture import CaptureKind, CaptureState

_ALIVE = dt.timedelta(seconds=60)  # a worker says every ten seconds that it is there
_TITLE = 60  # characters of a document's title in the list
_STATES = {
    CaptureState.WAITING: _("waiting for a worker"),
    CaptureState.RUNNING: _("a worker is at it"),
}
_BODIES = [
    *("original", "document__original", "document__text", "document__blocks", "document__sketch"),
    *("supersedes__original", "supersedes__text", "supersedes__blocks", "supersedes__sketch"),
]


@admin.register(Capture)
class CaptureAdmin(MemberAdmin):
    list_display = ["asked_for", "state_badge", "what_came", "kind_asked", "who", "asked_at", "dossier"]
    list_filter = ["state", "kind", ("dossier", VisibleFilter)]
    list_select_related = ["document", "supersedes", "asked_by", "dossier"]
    search_fields = ["url", "file_name", "reason"]
    change_list_template = "claims/captures.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = super().get_queryset(request)
        return rows.defer(*_BODIES)

    @admin.display(description=_("asked for"))
    def asked_for(self, capture: Capture) -> str:
        return str(capture)

    @admin.display(description=_("state"), ordering="state")
    def state_badge(self, capture: Capture) -> str:
        return format_html('<span class="badge state-{}">{}</span>', capture.state, in_words(capture))

    @admin.display(description=_("asked by"), ordering="asked_by")
    def who(self, capture: Capture) -> str:
        return capture.asked_by.display_name

    @admin.display(description=_("what came of it"), empty_value="")
    def what_came(self, capture: Capture) -> str:
        if capture.document is None:
            return shown(capture.reason)
        address = reverse("admin:sources_document_change", args=[capture.document.pk])
        title = Truncator(str(capture.document)).chars(_TITLE)
        return format_html('<a href="{}">{}</a> {}', address, title, shown(capture.reason))

    @admin.display(description=_("kind"), ordering="kind")
    def kind_asked(self, capture: Capture) -> str:
        return str(CaptureKind(capture.kind).label)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        unfinished = Capture.objects.visible_to(request.user).filter(state__in=captures.ASKED).exists()
        context = {"unfinished": unfinished, "no_worker": unfinished and not a_worker_runs()}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One capture: what was asked, what became of it. POST asks a worker for it, once more where it failed."""
        capture = self.get_object(request, object_id)
        if capture is None:
            raise Http404
        status = 200
        if request.method == "POST":
            status = act(request, _("Asked: a worker takes it from here."), partial(captures.start, capture))
            if status == 302:
                return HttpResponseRedirect(reverse("admin:sources_capture_change", args=[capture.pk]))
        unfinished = capture.state in captures.ASKED
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(capture),
            "capture": capture,
            "state": in_words(capture),
            "kind": CaptureKind(capture.kind).label,
            "can_start": captures.can_start(capture),
            "rights": rights_shown(request, capture.dossier),
            "unfinished": unfinished,
            "no_worker": unfinished and not a_worker_runs(),
        }
        return TemplateResponse(request, "claims/capture.html", context, status=status)


def in_words(capture: Capture) -> str:
    if capture.state == CaptureState.HELD and capture.kind == CaptureKind.OCR:
        return str(_("held: no text yet"))
    return str(_STATES.get(CaptureState(capture.state), CaptureState(capture.state).label))


def a_worker_runs() -> bool:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=timezone.now() - _ALIVE).exists()
