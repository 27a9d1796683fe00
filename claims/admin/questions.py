"""Questions at the desk: what is asked, and which claims answer it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from claims import review
from claims.admin.acting import act, posted_number, rights_shown
from claims.admin.forms import WordingForm
from claims.conflicts import claims_of, origins_of
from claims.findings import examine
from claims.models import Question
from claims.models.filing import STANDING
from sources.membership_admin import MemberAdmin, VisibleFilter


@admin.register(Question)
class QuestionAdmin(MemberAdmin):
    list_display = ["wording", "kind", "unit", "claims_held", "language", "dossier"]
    list_filter = [("dossier", VisibleFilter), "kind", "language"]
    search_fields = ["wording"]
    list_select_related = ["dossier"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = (
            super()
            .get_queryset(request)
            .annotate(claims_count=models.Count("filings", filter=models.Q(filings__state__in=STANDING), distinct=True))
        )
        return rows

    @admin.display(description="claims", ordering="claims_count")
    def claims_held(self, question: Any) -> int:
        return int(question.claims_count)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One question: its claims, how they stand to each other, and a form to word it better."""
        question = self.get_object(request, object_id)
        if question is None:
            raise Http404
        status = 200
        form = WordingForm(initial={"wording": question.wording, "changes_over_time": question.changes_over_time})
        if request.method == "POST":
            form, status = WordingForm(request.POST), 400
            if form.is_valid():
                seen = posted_number(request, "seen")
                call = partial(review.reword, question, seen=seen, **form.cleaned_data)
                status = act(request, "Saved.", call)
            if status == 302:
                return HttpResponseRedirect(reverse("admin:claims_question_change", args=[question.pk]))
        claims = claims_of(question)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": question.wording,
            "question": question,
            "claims": claims,
            "finding": examine(question, claims, origins_of([question])),
            "conflict": getattr(question, "conflict", None),
            "rights": rights_shown(request, question.dossier),
            "wording_form": form,
        }
        return TemplateResponse(request, "claims/question.html", context, status=status)
