"""Dossiers at the desk: start one, set its rules, say who does what in it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from claims import review
from claims.admin.acting import act, posted_number, rights_shown
from claims.review import Rules
from claims.shown import language_said
from sources.membership_admin import MemberAdmin
from sources.models import Dossier, Membership, Person, Role

LANGUAGES_READ = [("en", "English"), ("zh", "中文")]


class RulesForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(
        label=_("Language of its questions"), choices=LANGUAGES_READ, help_text=_("the machine words questions in it")
    )
    own_claims_may_be_approved = forms.BooleanField(
        label=_("People may approve decisions that rest on claims they wrote or accepted themselves"),
        required=False,
        help_text=_("off: four eyes bind on claims too"),
    )
    is_public = forms.BooleanField(
        label=_("Everybody may read what was published, without signing in"),
        required=False,
        help_text=_("pages and a feed of the decided questions; embargoes and source protection hold there too"),
    )

    def rules(self) -> Rules:
        return Rules(**self.cleaned_data)


class MemberForm(forms.Form):
    """Somebody who has an account here, by what they sign in with."""

    name = forms.CharField(label=_("User name or e-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)

    def clean_name(self) -> Person:
        typed = self.cleaned_data["name"].strip()
        people = Person.objects.filter(models.Q(username=typed) | models.Q(email__iexact=typed), is_active=True)[:2]
        if len(people) != 1:
            raise forms.ValidationError(
                _("Nobody signs in as “%(typed)s” here. An administrator makes accounts: manage.py make_person."),
                params={"typed": typed},
            )
        return people[0]


@admin.register(Dossier)
class DossierAdmin(MemberAdmin):
    list_display = ["title", "short", "worded_in", "documents_held"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = (
            super().get_queryset(request).annotate(documents_count=models.Count("documents", distinct=True))
        )
        return rows

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active

    @admin.display(description=_("documents"), ordering="documents_count")
    def documents_held(self, dossier: Any) -> str:
        address = f"{reverse('admin:sources_document_changelist')}?dossier__id__exact={dossier.pk}"
        return format_html('<a href="{}">{}</a>', address, dossier.documents_count)

    @admin.display(description=_("in addresses"), ordering="slug")
    def short(self, dossier: Dossier) -> str:
        return dossier.slug

    @admin.display(description=_("language"), ordering="language")
    def worded_in(self, dossier: Dossier) -> str:
        return language_said(dossier.language)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Start a dossier: whoever does is its chief."""
        form, status = RulesForm(request.POST or None, label_suffix=""), 200
        if request.method == "POST":
            status, made = 400, []
            if form.is_valid():
                status = act(
                    request,
                    str(_("The dossier is started. Now import documents, or let colleagues in.")),
                    lambda **who: made.append(review.start_dossier(form.rules(), **who)),
                )
            if made:
                return HttpResponseRedirect(reverse("admin:sources_dossier_change", args=[made[0].pk]))
        return self._answer(request, status, title=_("Start a dossier"), rules_form=form, dossier=None)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A dossier's rules and its members; chiefs change them, all members see them."""
        dossier = self.get_object(request, object_id)
        if dossier is None:
            raise Http404
        initial = {name: getattr(dossier, name) for name in RulesForm.base_fields}
        rules_form: forms.Form = RulesForm(initial=initial, label_suffix="")
        member_form: forms.Form = MemberForm(label_suffix="")
        status = 200
        if request.method == "POST":
            if request.POST.get("act") == "rules":
                rules_form = RulesForm(request.POST, label_suffix="")
                status = self._set_rules(request, dossier, rules_form)
            elif request.POST.get("act") == "add":
                member_form = MemberForm(request.POST, label_suffix="")
                status = self._add(request, dossier, member_form)
            else:
                status = self._change_member(request, dossier)
            if status == 302:
                still_member = Dossier.objects.visible_to(request.user).filter(pk=dossier.pk).exists()
                if not still_member:
                    return HttpResponseRedirect(reverse("admin:index"))
                return HttpResponseRedirect(reverse("admin:sources_dossier_change", args=[dossier.pk]))
        return self._answer(
            request,
            status,
            title=dossier.title,
            dossier=dossier,
            members=dossier.memberships.select_related("person").order_by("person__username"),
            roles=Role.choices,
            rights=rights_shown(request, dossier),
            rules_form=rules_form,
            member_form=member_form,
        )

    def _answer(self, request: HttpRequest, status: int, **context: Any) -> HttpResponse:
        shown = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, "claims/dossier.html", shown, status=status)

    def _set_rules(self, request: HttpRequest, dossier: Dossier, form: Any) -> int:
        if not form.is_valid():
            return 400
        call = partial(review.set_rules, dossier, form.rules(), seen=posted_number(request, "seen"))
        return act(request, str(_("Saved.")), call)

    def _add(self, request: HttpRequest, dossier: Dossier, form: Any) -> int:
        if not form.is_valid():
            return 400
        person: Person = form.cleaned_data["name"]
        call = partial(review.add_member, dossier, person, Role(form.cleaned_data["role"]))
        return act(request, _("%(name)s is a member now.") % {"name": person.display_name}, call)

    def _change_member(self, request: HttpRequest, dossier: Dossier) -> int:
        member = Membership.objects.filter(dossier=dossier, pk=posted_number(request, "member")).first()
        role, seen = request.POST.get("role", ""), request.POST.get("seen_role", "")
        if member is None:
            return 400
        if request.POST.get("act") == "remove":
            call = partial(review.remove_member, member, seen=seen)
            return act(request, _("%(name)s is no member any more.") % {"name": member.person.display_name}, call)
        if request.POST.get("act") != "role" or role not in Role.values:
            return 400
        return act(request, str(_("Saved.")), partial(review.change_role, member, Role(role), seen=seen))
