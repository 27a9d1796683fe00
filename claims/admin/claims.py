"""Claims at the desk: the drafts to work through, and one claim with its passage."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from claims import review
from claims.admin.acting import act, posted_number, rights_shown
from claims.admin.claim_list import ORDER, WorthPaginator
from claims.admin.discussion import discussion_shown
from claims.admin.filters import KindFilter, LanguageFilter
from claims.admin.forms import ReasonForm
from claims.models import Claim
from claims.models.claim import ClaimState
from claims.models.filing import FilingState
from claims.shown import language_said, shown, value_said
from claims.suggesting import likely_partners
from sources.membership_admin import MemberAdmin, VisibleFilter
from sources.models import Dossier
from sources.withholding import touching, withheld_in


@admin.register(Claim)
class ClaimAdmin(MemberAdmin):
    list_display = ["statement_start", "said", "state_badge", "drafted_by", "document", "written_in"]
    list_filter = [
        "state",
        ("dossier", VisibleFilter),
        LanguageFilter,
        KindFilter,
        ("passage__document", VisibleFilter),
    ]
    search_fields = ["statement", "value_text", "population"]
    list_select_related = ["passage__document", "written_by"]
    ordering = ORDER
    change_list_template = "claims/claims.html"

    @admin.display(description=_("statement"), ordering="statement")
    def statement_start(self, claim: Claim) -> str:
        return str(claim)

    @admin.display(description=_("value"), ordering="value_text")
    def said(self, claim: Claim) -> str:
        return value_said(claim)

    @admin.display(description=_("state"), ordering="state")
    def state_badge(self, claim: Claim) -> str:
        return format_html('<span class="badge state-{}">{}</span>', claim.state, shown(claim.state))

    @admin.display(description=_("by"), ordering="written_by")
    def drafted_by(self, claim: Claim) -> str:
        return claim.written_by.display_name if claim.written_by else shown("machine")

    @admin.display(description=_("document"), ordering="passage__document__title")
    def document(self, claim: Claim) -> str:
        document = claim.passage.document
        address = reverse("admin:sources_document_change", args=[document.pk])
        return format_html('<a href="{}">{}</a>', address, document)

    @admin.display(description=_("language"), ordering="language")
    def written_in(self, claim: Claim) -> str:
        return language_said(claim.language)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = super().get_queryset(request)
        return rows.defer("passage__document__text", "passage__document__original", "passage__document__blocks")

    def get_paginator(self, request: HttpRequest, queryset: Any, per_page: int, *_: Any, **__: Any) -> WorthPaginator:
        dossiers = Dossier.objects.visible_to(request.user).values_list("pk", flat=True)
        return WorthPaginator(queryset, per_page, dossiers=list(dossiers))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One claim: what it says, where it stands, and the forms to accept, refuse or withhold it."""
        claim = self.get_object(request, object_id)
        if claim is None:
            raise Http404
        status, forms = 200, {"reason_form": ReasonForm(), "withhold_form": ReasonForm(prefix="withhold")}
        if request.method == "POST":
            status, forms = self._act(request, claim, forms)
            if status == 302:
                return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim.pk]))
        document = claim.passage.document
        filings = list(claim.filings.select_related("question", "decided_by"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Claim"),
            "claim": claim,
            "document": document,
            "excerpt": claim.excerpt(around=400),
            "withheld": touching((claim.passage.start, claim.passage.end), withheld_in(document)),
            "filings": filings,
            "settled": {filing.question_id for filing in filings if filing.state == FilingState.CONFIRMED},
            "partners": likely_partners(claim) if claim.state in (ClaimState.DRAFTED, ClaimState.ACCEPTED) else [],
            "rights": rights_shown(request, claim.dossier),
            "discussion": discussion_shown(request, claim),
            **forms,
        }
        return TemplateResponse(request, "claims/claim.html", context, status=status)

    def _act(self, request: HttpRequest, claim: Claim, forms: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        name, seen = request.POST.get("act"), posted_number(request, "seen")
        if name == "accept":
            return act(request, _("Accepted."), partial(review.accept_claim, claim, seen=seen)), forms
        if name == "file":
            other = Claim.objects.visible_to(request.user).filter(pk=posted_number(request, "partner")).first()
            if other is None:
                return 400, forms
            return act(request, _("Filed with it."), partial(review.file_together, claim, other, seen=seen)), forms
        if name == "release":
            return act(request, _("It may be exported again."), partial(review.release, claim.passage)), forms
        if name not in ("refuse", "withhold"):
            return 400, forms
        is_refusal = name == "refuse"
        form = ReasonForm(request.POST, prefix=None if is_refusal else "withhold")
        forms = {**forms, "reason_form" if is_refusal else "withhold_form": form}
        if not form.is_valid():
            return 400, forms
        reason = form.cleaned_data["reason"]
        if is_refusal:
            return act(request, _("Refused."), partial(review.refuse_claim, claim, seen=seen, reason=reason)), forms
        done = _("Withheld: exports tell its value and nothing else.")
        return act(request, done, partial(review.withhold, claim.passage, reason=reason)), forms
