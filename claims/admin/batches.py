"""Batches at the desk: many files sent at once, what has become of each, and the buttons to cancel and resume."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Case, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from claims import batches
from claims.admin.acting import act, rights_shown
from claims.admin.captures import a_worker_runs
from claims.models import Batch
from claims.models.batch import BatchState, FileState
from sources.extracting.apart import MOST_BYTES
from sources.extracting.archive import is_archive
from sources.membership_admin import MemberAdmin, VisibleFilter

IMMEDIATE = 10
"""So many files are imported while the person waits; more of them are a batch."""
_ON_A_PAGE = 100
_UNENDED = [BatchState.ARRIVING, BatchState.WORKING, BatchState.COMPARING]
_FAILED_FIRST = Case(When(state=FileState.FAILED, then=Value(0)), default=Value(1))
_ACTS: dict[str, tuple[Callable[..., Batch], str | Promise]] = {
    "close": (batches.close, _("Nothing more comes: what is there is compared once it is imported.")),
    "cancel": (batches.cancel, _("Cancelled. What is imported stays.")),
    "resume": (batches.resume, _("Asked: workers take it from here.")),
}


@admin.register(Batch)
class BatchAdmin(MemberAdmin):
    list_display = ["number", "state_badge", "how_many", "who", "asked_at", "dossier"]
    list_display_links = None
    list_filter = ["state", ("dossier", VisibleFilter)]
    list_select_related = ["asked_by", "dossier"]
    change_list_template = "claims/batches.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = super().get_queryset(request)
        assert isinstance(rows, type(Batch.objects.all())), "a batch has its own query set"
        return rows.counted()

    @admin.display(description=_("batch"), ordering="id")
    def number(self, batch: Batch) -> str:
        return format_html('<a href="{}">{}</a>', page_of(batch), batch)

    @admin.display(description=_("state"), ordering="state")
    def state_badge(self, batch: Batch) -> str:
        return format_html('<span class="badge state-{}">{}</span>', batch.state, batch.get_state_display())

    @admin.display(description=_("asked by"), ordering="asked_by")
    def who(self, batch: Batch) -> str:
        return batch.asked_by.display_name if batch.asked_by else ""

    @admin.display(description=_("files"))
    def how_many(self, batch: Any) -> str:
        told = {"done": batch.done, "total": batch.total, "failed": batch.failed}
        return str(
            _("%(done)d of %(total)d, %(failed)d failed") % told if batch.failed else _("%(done)d of %(total)d") % told
        )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        unfinished = Batch.objects.visible_to(request.user).filter(state__in=_UNENDED).exists()
        context = {"unfinished": unfinished, "no_worker": unfinished and not a_worker_runs(), "title": _("Batches")}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One batch. POST closes, cancels or resumes it; htmx is told the figures, and to look anew once it ended."""
        batch = self.get_object(request, object_id)
        if batch is None:
            raise Http404
        status = 200
        if request.method == "POST":
            verb, done = _ACTS.get(request.POST.get("act", ""), _ACTS["resume"])
            status = act(request, done, partial(verb, batch))
            if status == 302:
                return HttpResponseRedirect(page_of(batch))
            batch = self.get_object(request, object_id) or batch
        context = {"batch": batch, "unfinished": batch.state in _UNENDED, "no_worker": _lacks_a_worker(batch)}
        if request.htmx:  # type: ignore[attr-defined]
            answer = TemplateResponse(request, "claims/_batch_progress.html", context)
            if batch.state not in _UNENDED:
                answer["HX-Refresh"] = "true"
            return answer
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(batch),
            "rights": rights_shown(request, batch.dossier),
            "can_cancel": batches.can_cancel(batch),
            "can_resume": batches.can_resume(batch),
            "page": _files(batch, request.GET.get("p")),
        }
        return TemplateResponse(request, "claims/batch.html", context, status=status)


def _lacks_a_worker(batch: Batch) -> bool:
    return batch.state in _UNENDED and not a_worker_runs()


def _files(batch: Batch, page: str | None) -> Any:
    files = batch.files.order_by(_FAILED_FIRST, "number").defer("original").select_related("document")
    bodies = ("document__original", "document__text", "document__blocks", "document__sketch")
    return Paginator(files.defer("original", *bodies), _ON_A_PAGE).get_page(page)


def page_of(batch: Batch) -> str:
    return reverse("admin:claims_batch_change", args=[batch.pk])


def is_many(files: Sequence[UploadedFile[bytes]]) -> bool:
    """Whether these files are for workers: more than a person waits for, or an archive of them."""
    return len(files) > IMMEDIATE or any(_is_packed(file) for file in files)


def _is_packed(file: UploadedFile[bytes]) -> bool:
    if (file.size or 0) > MOST_BYTES:
        return False
    data = file.read()
    file.seek(0)
    return is_archive(data)
