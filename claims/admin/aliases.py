"""Names that mean one thing: the list of a dossier, and a form for each group."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import review
from claims.admin.acting import act, may_where_posted
from claims.intake import compare_documents
from claims.models import Alias
from claims.permissions import Right, may
from sources.membership_admin import MemberAdmin, VisibleFilter
from sources.models import Dossier


class NamesForm(forms.Form):
    names = forms.CharField(
        label=_("Names"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("one a line, in any language: Taliban, then 塔利班 on the next line"),
    )


@admin.register(Alias)
class AliasAdmin(MemberAdmin):
    list_display = ["mean_one_thing", "who", "written_at", "dossier"]
    list_filter = [("dossier", VisibleFilter)]
    list_select_related = ["written_by", "dossier"]
    search_fields = ["names"]
    change_list_template = "claims/aliases.html"

    @admin.display(description=_("written by"), ordering="written_by")
    def who(self, alias: Alias) -> str:
        return alias.written_by.display_name

    @admin.display(description=_("names"), ordering="names")
    def mean_one_thing(self, alias: Alias) -> str:
        return str(alias)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, and one form a dossier to say more."""
        dossiers = [each for each in Dossier.objects.visible_to(request.user) if may(request.user, Right.WRITE, each)]
        form = NamesForm(request.POST or None, label_suffix="")
        status = 200
        if request.method == "POST":
            allowed = may_where_posted(request, Right.WRITE)
            dossier = next((each for each in dossiers if str(each.pk) == request.POST.get("dossier")), None)
            status = 400 if allowed else 403
            if dossier and form.is_valid():
                status = self._write(request, dossier, form, None)
            if status == 302:
                return HttpResponseRedirect(reverse("admin:claims_alias_changelist"))
            request = self._as_get(request)
        context = {"writable": dossiers, "names_form": form, **(extra_context or {})}
        response = super().changelist_view(request, context)
        response.status_code = status if response.status_code == 200 else response.status_code
        return response

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One group of names, to change or to part."""
        alias = self.get_object(request, object_id)
        if alias is None:
            raise Http404
        initial = {"names": "\n".join(alias.names)}
        form, status = NamesForm(request.POST or None, initial=initial, label_suffix=""), 200
        if request.method == "POST":
            if request.POST.get("act") == "part":
                status = act(request, _("Parted."), lambda by, at: review.part_names(alias, by=by, at=at))
            else:
                status = self._write(request, alias.dossier, form, alias) if form.is_valid() else 400
            if status == 302:
                return HttpResponseRedirect(reverse("admin:claims_alias_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(alias),
            "alias": alias,
            "names_form": form,
            "may_write": may(request.user, Right.WRITE, alias.dossier),
        }
        return TemplateResponse(request, "claims/alias.html", context, status=status)

    def _write(self, request: HttpRequest, dossier: Dossier, form: NamesForm, instead_of: Alias | None) -> int:
        names = form.cleaned_data["names"].splitlines()
        status = act(
            request,
            _("Saved; the claims are compared anew."),
            partial(review.name_alike, dossier, names, instead_of=instead_of),
        )
        if status == 302:
            compare_documents(dossier, at=timezone.now())
        return status

    def _as_get(self, request: HttpRequest) -> HttpRequest:
        """The list answers a form that will not do; Django's own list takes a POST for an action."""
        request.method = "GET"
        return request
