"""Figures that do not add up: the list, and one of them with its passage."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from claims.admin.acting import act, rights_shown
from claims.admin.forms import ReasonForm
from claims.arithmetic import judge_discrepancy
from claims.models import Discrepancy
from claims.shown import shown
from sources.excerpts import excerpt
from sources.membership_admin import MemberAdmin, VisibleFilter


@admin.register(Discrepancy)
class DiscrepancyAdmin(MemberAdmin):
    list_display = ["what", "of_kind", "state_badge", "document"]
    list_filter = ["state", "kind", ("passage__document", VisibleFilter)]
    search_fields = ["reason", "passage__exact"]
    list_select_related = ["passage__document"]
    change_list_template = "claims/discrepancies.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        bodies = [f"passage__document__{field}" for field in ("text", "original", "blocks", "sketch")]
        return Discrepancy.objects.visible_to(request.user).defer(*bodies)

    @admin.display(description=_("what does not add up"), ordering="reason")
    def what(self, discrepancy: Discrepancy) -> str:
        return capfirst(shown(discrepancy.reason))

    @admin.display(description=_("kind"), ordering="kind")
    def of_kind(self, discrepancy: Discrepancy) -> str:
        return shown(discrepancy.kind)

    @admin.display(description=_("state"), ordering="state")
    def state_badge(self, discrepancy: Discrepancy) -> str:
        return format_html('<span class="badge state-{}">{}</span>', discrepancy.state, shown(discrepancy.state))

    @admin.display(description=_("document"), ordering="passage__document__title")
    def document(self, discrepancy: Discrepancy) -> str:
        return str(discrepancy.passage.document)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The passage with its whole lit, what does not add up, and the forms to confirm or dismiss it."""
        discrepancy = self.get_object(request, object_id)
        if discrepancy is None:
            raise Http404
        form, status = ReasonForm(request.POST or None), 200
        if request.method == "POST":
            status = 400
            if form.is_valid() and request.POST.get("act") in ("confirm", "dismiss"):
                confirm = request.POST["act"] == "confirm"
                call = partial(judge_discrepancy, discrepancy, confirm=confirm, reason=form.cleaned_data["reason"])
                status = act(request, _("Confirmed.") if confirm else _("Dismissed."), call)
            if status == 302:
                return HttpResponseRedirect(reverse("admin:claims_discrepancy_change", args=[discrepancy.pk]))
        passage = discrepancy.passage
        place, whole = (passage.start, passage.end), (discrepancy.whole_start, discrepancy.whole_end)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": shown(discrepancy.reason),
            "discrepancy": discrepancy,
            "document": passage.document,
            "excerpt": excerpt(passage.document.text, place, whole, 200),
            "against": discrepancy.against,
            "rights": rights_shown(request, passage.document.dossier),
            "reason_form": form,
        }
        return TemplateResponse(request, "claims/discrepancy.html", context, status=status)
