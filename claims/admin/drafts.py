"""The drafts to work through: one at a time, the telling ones first, each with its passage lit."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from django import forms
from django.contrib import admin
from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from claims import review
from claims.admin.acting import act, posted_number
from claims.models import Claim
from claims.models.claim import ClaimQuerySet, ClaimState
from claims.permissions import rights_of
from claims.review import ClaimWords
from sources.models import Document, Membership, Person, Role

_UPCOMING = 8
_DOCUMENTS_OFFERED = 100
_COUNTED_EVERY = 60  # seconds: the drafts of each document, which take a look at all of them
_AROUND = 400  # code points of context on either side of the passage

QUICK_REASONS = [
    _("No claim: it says nothing that could be checked."),
    _("The value is misread."),
    _("Said of something else: the passage lacks its context."),
    _("Said already by another claim of this document."),
    _("Not worth a claim here."),
]


class WordsForm(forms.Form):
    """What a claim says beside its value."""

    statement = forms.CharField(
        label=gettext_lazy("What the passage says, in one sentence"), widget=forms.Textarea(attrs={"rows": 3})
    )
    population = forms.CharField(label=gettext_lazy("Who or what is counted"), max_length=200, required=False)
    scope = forms.CharField(label=gettext_lazy("Where, when, share of what"), max_length=300, required=False)
    attribution = forms.CharField(label=gettext_lazy("According to"), max_length=300, required=False)
    first_day = forms.DateField(
        label=gettext_lazy("Holds from"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=gettext_lazy("until"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    @classmethod
    def of(cls, claim: Claim) -> WordsForm:
        words = ClaimWords.of(claim)
        first, last = words.as_of or (None, None)
        said = {name: getattr(words, name) for name in ("statement", "population", "scope", "attribution")}
        return cls(initial={**said, "first_day": first, "last_day": last})

    def words(self) -> ClaimWords:
        said = self.cleaned_data
        days: list[dt.date] = [day for day in (said["first_day"], said["last_day"]) if day]
        return ClaimWords(
            statement=said["statement"],
            population=said["population"],
            scope=said["scope"],
            attribution=said["attribution"],
            as_of=(days[0], days[-1]) if days else None,
        )


class Drafts:
    """The drafts a person works through: of one dossier or document where the address says so, from one on."""

    def __init__(self, request: HttpRequest) -> None:
        person = request.user
        assert isinstance(person, Person), "the desk is for people signed in"
        self.person, self.asked = person, request.GET
        self.memberships = list(
            Membership.objects.filter(person=person).select_related("dossier").order_by("dossier__title")
        )
        wanted = self.asked.get("dossier", "")
        self.dossier = next((each.dossier for each in self.memberships if each.dossier.slug == wanted), None)
        self.document = _number(self.asked.get("document", ""))

    @cached_property
    def dossiers(self) -> list[int]:
        return [self.dossier.pk] if self.dossier else sorted(each.dossier_id for each in self.memberships)

    def claims(self) -> ClaimQuerySet:
        """All claims of what is worked through, judged or not, of superseded documents too."""
        claims = Claim.objects.filter(dossier__in=self.dossiers)
        return claims.filter(passage__document=self.document) if self.document else claims

    def drafts(self) -> ClaimQuerySet:
        return self.claims().current().filter(state=ClaimState.DRAFTED).telling_first()

    @cached_property
    def progress(self) -> dict[str, int]:
        """All that an index tells, less the few of superseded documents: no look at the document of each claim."""
        of_superseded = self.claims().filter(passage__document__in=self._superseded().values("supersedes"))
        every, superseded = (
            claims.aggregate(total=Count("dossier"), judged=Count("dossier", filter=~Q(state=ClaimState.DRAFTED)))
            for claims in (self.claims(), of_superseded)
        )
        return {name: every[name] - superseded[name] for name in every}

    def _superseded(self) -> QuerySet[Document]:
        """The documents that supersede another one."""
        return Document.objects.filter(dossier__in=self.dossiers, supersedes__isnull=False)

    @cached_property
    def ahead(self) -> list[Claim]:
        """The draft shown and those that come after it."""
        drafts = self.drafts()
        begins = _number(self.asked.get("claim", "")) or _number(self.asked.get("after", ""))
        begin = Claim.objects.visible_to(self.person).filter(pk=begins).only("worth").first() if begins else None
        if begin:
            after = Q(worth__lt=begin.worth) | Q(worth=begin.worth, pk__gt=begin.pk)
            drafts = drafts.filter(after | Q(pk=begin.pk) if self.asked.get("claim") else after)
        # Of each dossier the first few: an index gives them in order, of several dossiers at once it does not.
        firsts = [drafts.filter(dossier=pk).values_list("pk", "worth")[: _UPCOMING + 1] for pk in self.dossiers]
        found = firsts[0].union(*firsts[1:], all=True) if firsts else []
        chosen = sorted(found, key=lambda draft: (-draft[1], draft[0]))[: _UPCOMING + 1]
        bodies = [f"passage__document__{name}" for name in ("text", "original", "blocks", "sketch")]
        claims = Claim.objects.filter(pk__in=[pk for pk, worth in chosen]).telling_first()
        return list(claims.select_related("dossier", "passage__document__publisher").defer(*bodies))

    def documents(self) -> list[tuple[int, str, int]]:
        """Key, title and number of drafts of the documents that have any, the fullest first; counted once a minute."""
        key = "documents-with-drafts-" + hashlib.sha256(repr(self.dossiers).encode()).hexdigest()
        counts: dict[int, int] | None = cache.get(key)
        if counts is None:
            drafted = Claim.objects.filter(dossier__in=self.dossiers, state=ClaimState.DRAFTED).current()
            counted = drafted.order_by().values("passage__document").annotate(drafts=Count("pk")).order_by("-drafts")
            counts = dict(counted.values_list("passage__document", "drafts")[:_DOCUMENTS_OFFERED])
            cache.set(key, counts, _COUNTED_EVERY)
        titles = {each.pk: str(each) for each in Document.objects.without_bodies().filter(pk__in=counts)}
        return [(pk, titles[pk], drafts) for pk, drafts in counts.items() if pk in titles]

    def query(self, **changed: object) -> str:
        kept = {"dossier": self.dossier.slug if self.dossier else "", "document": self.document or ""}
        said = self.asked.copy()
        said.clear()
        said.update({name: str(value) for name, value in {**kept, **changed}.items() if value})
        return said.urlencode()

    def rights_in(self, dossier: int) -> set[str]:
        role = next((Role(each.role) for each in self.memberships if each.dossier_id == dossier), None)
        return {right.name.lower() for right in rights_of(role)}


def drafts_page(request: HttpRequest) -> HttpResponse:
    """GET shows the next draft; POST judges or corrects one and leads to the one after it."""
    drafts, form, status = Drafts(request), None, 200
    claim = drafts.ahead[0] if drafts.ahead and request.method == "GET" else None
    if request.method == "POST":
        posted = Claim.objects.visible_to(drafts.person).filter(pk=posted_number(request, "claim"))
        claim = posted.select_related("dossier").first()
        if claim is None:
            raise Http404
        status, form = _act(request, claim)
        if status == 302:
            stays = {"claim": claim.pk} if request.POST.get("act") == "reword" else {"after": claim.pk}
            return HttpResponseRedirect(f"{reverse('drafts')}?{drafts.query(**stays)}")
        claim = posted.select_related("dossier", "passage").get()
    context = {
        **admin.site.each_context(request),
        "title": gettext("Drafts"),
        "drafts": drafts,
        "progress": drafts.progress,
        "upcoming": [each for each in drafts.ahead if claim is None or each.pk != claim.pk][:_UPCOMING],
        "documents": drafts.documents(),
        "several": len(drafts.memberships) > 1,
        "everything": drafts.query(),
        **(_shown(drafts, claim, form) if claim else {}),
    }
    return TemplateResponse(request, "claims/drafts.html", context, status=status)


def _shown(drafts: Drafts, claim: Claim, form: WordsForm | None) -> dict[str, Any]:
    """What the page tells of one draft; `form` holds what was typed, where that was not saved."""
    document = Document.objects.without_original().select_related("publisher").get(pk=claim.passage.document_id)
    claim.passage.document = document
    return {
        "claim": claim,
        "document": document,
        "excerpt": claim.excerpt(around=_AROUND),
        "rights": drafts.rights_in(claim.dossier_id),
        "form": form or WordsForm.of(claim),
        "quick_reasons": QUICK_REASONS,
        "skip": drafts.query(after=claim.pk),
        "here": drafts.query(claim=claim.pk),
    }


def _act(request: HttpRequest, claim: Claim) -> tuple[int, WordsForm | None]:
    """Do what the posted form names. Returns 302 when done, else the status and what was typed."""
    name, seen = request.POST.get("act"), posted_number(request, "seen")
    if name == "accept":
        return act(request, gettext("Accepted."), partial(review.accept_claim, claim, seen=seen)), None
    if name == "refuse":
        reason = request.POST.get("reason", "")[:4000]
        return act(request, gettext("Rejected."), partial(review.refuse_claim, claim, seen=seen, reason=reason)), None
    calls: dict[str | None, tuple[str, Callable[..., object]]] = {
        "reword": (gettext("Corrected; still a draft."), review.reword_claim),
        "accept_reworded": (gettext("Corrected and accepted."), review.accept_reworded),
    }
    form = WordsForm(request.POST)
    if name not in calls or not form.is_valid():
        return 400, form
    done, call = calls[name]
    return act(request, done, partial(call, claim, form.words(), seen=seen)), form


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None
