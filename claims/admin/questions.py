"""Questions at the desk: what is asked, and which claims answer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims import review
from claims.admin.acting import act, posted_number, rights_shown
from claims.admin.discussion import discussion_shown
from claims.admin.filters import KindFilter, LanguageFilter
from claims.admin.forms import MergeForm, RulesForm, SplitForm, WordingForm
from claims.admin.plots import plot_series
from claims.conflicts import claims_of, examine_each
from claims.models import Claim, Question
from claims.models.filing import STANDING
from claims.shown import kind_said, language_said, unit_said
from sources.membership_admin import MemberAdmin, VisibleFilter


@admin.register(Question)
class QuestionAdmin(MemberAdmin):
    list_display = ["wording", "of_kind", "in_unit", "claims_held", "worded_in", "dossier"]
    list_filter = [("dossier", VisibleFilter), KindFilter, LanguageFilter]
    search_fields = ["wording"]
    list_select_related = ["dossier"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = (
            super()
            .get_queryset(request)
            .annotate(claims_count=models.Count("filings", filter=models.Q(filings__state__in=STANDING), distinct=True))
        )
        return rows

    @admin.display(description=_("kind"), ordering="kind")
    def of_kind(self, question: Question) -> str:
        return kind_said(question.kind)

    @admin.display(description=_("unit"), ordering="unit", empty_value="")
    def in_unit(self, question: Question) -> str:
        return unit_said(question.unit) if question.unit and question.unit != question.kind else ""

    @admin.display(description=_("language"), ordering="language")
    def worded_in(self, question: Question) -> str:
        return language_said(question.language)

    @admin.display(description=_("claims"), ordering="claims_count")
    def claims_held(self, question: Any) -> int:
        return int(question.claims_count)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One question: its claims, how they stand to each other, and a form to word it better."""
        question = self.get_object(request, object_id)
        if question is None:
            raise Http404
        claims = claims_of(question)
        forms: dict[str, Form] = {
            "wording_form": WordingForm(initial={"wording": question.wording}),
            "rules_form": RulesForm.of(question),
            "merge_form": MergeForm(question),
            "split_form": SplitForm(claims),
        }
        status, to = 200, question
        if request.method == "POST":
            status, to = self._act(request, question, claims, forms)
            if status == 302:
                return HttpResponseRedirect(reverse("admin:claims_question_change", args=[to.pk]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": question.wording,
            "question": question,
            "claims": claims,
            "finding": (finding := examine_each([question], {question.pk: claims})[question.pk]),
            "series": plot_series(question, finding.level, claims),
            "conflict": getattr(question, "conflict", None),
            "rights": rights_shown(request, question.dossier),
            "discussion": discussion_shown(request, question),
            **forms,
        }
        return TemplateResponse(request, "claims/question.html", context, status=status)

    def _act(
        self, request: HttpRequest, question: Question, claims: list[Claim], forms: dict[str, Form]
    ) -> tuple[int, Question]:
        """Do what was posted; the status to answer with, and the question to look at next."""
        seen, to = posted_number(request, "seen"), [question]
        form: Form
        call: Callable[..., object]
        if request.POST.get("act") == "merge":
            form = forms["merge_form"] = MergeForm(question, request.POST)
            done = _("Merged. This is the question that stays.")

            def call(**who: Any) -> None:
                to.append(review.merge(question, form.cleaned_data["into"], seen=seen, **who))

        elif request.POST.get("act") == "split":
            form = forms["split_form"] = SplitForm(claims, request.POST)
            done = _("Split. This is the new question.")

            def call(**who: Any) -> None:
                chosen = [int(pk) for pk in form.cleaned_data["claims"]]
                to.append(review.split(question, chosen, form.cleaned_data["new_wording"], seen=seen, **who))

        elif request.POST.get("act") == "settle":
            form = forms["rules_form"] = RulesForm(request.POST)
            done = _("Saved; the answers are compared by it.")

            def call(**who: Any) -> None:
                review.settle_question(question, seen=seen, **form.cleaned_data, **who)

        else:
            form = forms["wording_form"] = WordingForm(request.POST)
            done = _("Saved.")

            def call(**who: Any) -> None:
                review.reword(question, seen=seen, **form.cleaned_data, **who)

        return (act(request, done, call) if form.is_valid() else 400), to[-1]
