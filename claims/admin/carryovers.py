"""The work a newer capture leaves: claims that wait for a person, one page each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import carrying
from claims.admin.acting import act, posted_number, rights_shown
from claims.admin.forms import ReasonForm
from claims.carrying import Part, differences
from claims.models import Carryover, Claim
from claims.models.carryover import CarryoverState
from claims.models.claim import ClaimState
from claims.models.filing import STANDING
from claims.shown import shown, value_said
from claims.writing import Wording, readings_in
from sources.membership_admin import MemberAdmin, VisibleFilter
from sources.models import Document, Person
from sources.values import Value, Verdict, compare

Span = tuple[int, int]

_AROUND = 240  # code points of context on each side of a passage
_MOST_OFFERED = 5


class CarryForm(forms.Form):
    """Where a waiting claim stands now, as a person says it."""

    words = forms.CharField(
        label=_("The words of the newer text that say it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        help_text=_("as they stand there; some more of them where they stand more than once"),
    )
    value = forms.CharField(
        label=_("Value"),
        required=False,
        max_length=200,
        help_text=_("the value read in these words; empty where there is only one"),
    )
    statement = forms.CharField(
        label=_("Statement"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("one self-contained sentence; empty: the one of the newer text"),
    )
    override_reason = forms.CharField(
        label=_("Why another value holds"),
        required=False,
        max_length=1000,
        help_text=_("only where you write a value that is not read in these words"),
    )


class StateFilter(admin.SimpleListFilter):
    """The list shows what waits, unless asked for more."""

    title = _("state")
    parameter_name = "settled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("carried", gettext("carried over")), ("dropped", gettext("dropped")), ("all", gettext("all"))]

    def choices(self, changelist: Any) -> Any:
        choices = list(super().choices(changelist))
        choices[0]["display"] = _("waiting")
        return choices

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if self.value() == "all":
            return queryset
        settled = self.value() in (CarryoverState.CARRIED, CarryoverState.DROPPED)
        return queryset.filter(state=self.value() if settled else CarryoverState.WAITING)


@admin.register(Carryover)
class CarryoverAdmin(MemberAdmin):
    list_display = ["statement", "found_badge", "value", "newer", "state"]
    list_display_links = ["statement"]
    list_filter = [StateFilter, "found", ("document__dossier", VisibleFilter), ("document", VisibleFilter)]
    search_fields = ["claim__statement", "claim__value_text"]
    list_select_related = ["claim", "document"]
    change_list_template = "claims/carryovers.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        bodies = [f"document__{name}" for name in ("original", "text", "blocks", "sketch")]
        rows: models.QuerySet[Any] = super().get_queryset(request).select_related("claim", "document").defer(*bodies)
        return rows

    @admin.display(description=_("claim"), ordering="claim__statement")
    def statement(self, carryover: Carryover) -> str:
        return format_html('<span lang="{}">{}</span>', carryover.claim.language, carryover.claim)

    @admin.display(description=_("found"), ordering="found")
    def found_badge(self, carryover: Carryover) -> str:
        return format_html(
            '<span class="badge found-{}">{}</span>', carryover.found.replace(" ", "-"), shown(carryover.found)
        )

    @admin.display(description=_("value"))
    def value(self, carryover: Carryover) -> str:
        return value_said(carryover.claim)

    @admin.display(description=_("newer capture"), ordering="document__title")
    def newer(self, carryover: Carryover) -> str:
        return str(carryover.document)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One claim with both texts side by side, and the forms to carry it over or to drop it."""
        carryover = self._visible(request, object_id)
        page = CarryoverPage(carryover, request)
        status = page.act() if request.method == "POST" else 200
        if status == 302:
            return HttpResponseRedirect(reverse("admin:claims_carryover_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Newer capture"),
            **page.context(),
        }
        return TemplateResponse(request, "claims/carryover.html", context, status=status)

    def _visible(self, request: HttpRequest, pk: str) -> Carryover:
        documents = models.Prefetch("claim__passage__document", Document.objects.without_original())
        newer = models.Prefetch("document", Document.objects.without_original().select_related("dossier"))
        rows = Carryover.objects.visible_to(request.user).select_related("claim__passage", "decided_by", "carried_to")
        found = rows.prefetch_related(documents, newer).filter(pk=pk).first() if _is_key(pk) else None
        if found is None:
            raise Http404
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where the claim may stand in the newer text: found, chosen by the person, or only a guess."""

    span: Span
    how: str


class CarryoverPage:
    """One waiting claim as one person sees it."""

    def __init__(self, carryover: Carryover, request: HttpRequest) -> None:
        self.carryover, self.request = carryover, request
        self.claim, self.newer = carryover.claim, carryover.document
        self.place = self._place()
        self.carry_form = CarryForm(initial=self._said_there(), label_suffix="")
        self.reason_form = ReasonForm(label_suffix="")

    # ---- acts ----

    def act(self) -> int:
        """Do what the posted form names. Returns 302 when done, else the status of the page shown again."""
        if self.request.POST.get("act") == "carry":
            self.carry_form = form = CarryForm(self.request.POST, label_suffix="")
            return act(self.request, _("Carried over."), self._carry) if form.is_valid() else 400
        if self.request.POST.get("act") == "drop":
            self.reason_form = reason = ReasonForm(self.request.POST, label_suffix="")
            if not reason.is_valid():
                return 400
            call = partial(carrying.drop, self.carryover, reason=reason.cleaned_data["reason"])
            return act(self.request, _("Dropped."), call)
        return 400

    def _carry(self, *, by: Person, at: dt.datetime) -> None:
        said = self.carry_form.cleaned_data
        near = (posted_number(self.request, "start"), posted_number(self.request, "end"))
        start, end = carrying.span_of(self.newer, said.pop("words"), near)
        carrying.carry(self.carryover, Wording(start=start, end=end, **said), by=by, at=at)

    # ---- what is shown ----

    def context(self) -> dict[str, Any]:
        text = self.newer.text
        span = self.place.span if self.place else None
        old, new = differences(self.claim.passage.exact, text[slice(*span)]) if span else ([], [])
        rights = rights_shown(self.request, self.newer.dossier)
        is_accepted = self.claim.state == ClaimState.ACCEPTED
        filings = self.claim.filings.select_related("question", "decided_by").filter(state__in=STANDING)
        return {
            "carryover": self.carryover,
            "claim": self.claim,
            "older": self.claim.passage.document,
            "newer": self.newer,
            "place": self.place,
            "old": old or [Part(self.claim.passage.exact, is_other=False)],
            "new": new,
            "around_old": _around(self.claim.passage.document.text, (self.claim.passage.start, self.claim.passage.end)),
            "around_new": _around(text, span) if span else ("", ""),
            "readings": readings_in(self.newer, *span) if span else [],
            "offered": self._offered() if self.is_open else [],
            "filings": filings,
            "is_open": self.is_open,
            "is_accepted": is_accepted,
            "may_carry": ("judge_claims" if is_accepted else "write") in rights,
            "rights": rights,
            "carry_form": self.carry_form,
            "reason_form": self.reason_form,
        }

    @property
    def is_open(self) -> bool:
        return self.carryover.state == CarryoverState.WAITING

    def _place(self) -> Place | None:
        """What the person chose, else what was found, else the likeliest place."""
        chosen = tuple(_number(self.request.GET.get(name, "")) for name in ("start", "end"))
        if 0 <= chosen[0] < chosen[1] <= len(self.newer.text):
            return Place((chosen[0], chosen[1]), "chosen")
        if self.carryover.start is not None and self.carryover.end is not None:
            return Place((self.carryover.start, self.carryover.end), "found")
        likeliest = carrying.relocated(self.claim, self.newer).likeliest
        return Place(likeliest, "guess") if likeliest else None

    def _said_there(self) -> dict[str, str]:
        """What the form begins with: the words of the place, and of the values read there the one that may be meant."""
        if self.place is None:
            return {}
        said = {"words": " ".join(self.newer.text[slice(*self.place.span)].split())}
        readings = readings_in(self.newer, *self.place.span)
        if len(readings) > 1:
            place = _order_of(self.claim)
            like = [each for each in readings if _compares(self.claim, each.mention.value)]
            meant = readings[place] if place < len(readings) and readings[place] in like else next(iter(like), None)
            said["value"] = meant.mention.quote if meant else ""
        return said

    def _offered(self) -> list[Claim]:
        """What the newer text says that could be it: claims of the same unit that nothing was carried over to."""
        claims = Claim.objects.all().living().filter(passage__document=self.newer, base_unit=self.claim.base_unit)
        free = claims.filter(first_made_as__isnull=True, carried_by__isnull=True).select_related("passage")
        asked = self.claim.filings.filter(state__in=STANDING).values("question")
        same = models.Exists(self.claim.filings.model.objects.filter(claim=models.OuterRef("pk"), question__in=asked))
        return list(free.annotate(answers_it=same).order_by("-answers_it", "value_start")[:_MOST_OFFERED])


def _order_of(claim: Claim) -> int:
    """The claim's value is the first, second, ... of those read in its passage, from 0."""
    passage = claim.passage
    starts = [reading.mention.start for reading in readings_in(passage.document, passage.start, passage.end)]
    return starts.index(claim.value_start) if claim.value_start in starts else 0


def _compares(claim: Claim, value: Value) -> bool:
    return compare(claim.value, value).verdict != Verdict.NOT_COMPARABLE


def _around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after, never across a blank line."""
    before = text[max(0, span[0] - _AROUND) : span[0]].rpartition("\n\n")[2]
    after = text[span[1] : span[1] + _AROUND].partition("\n\n")[0]
    return before, after


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1


def _is_key(pk: str) -> bool:
    return pk.isascii() and pk.isdecimal() and len(pk) < 19
