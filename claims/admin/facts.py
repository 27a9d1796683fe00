"""The facts of a document: corrected by hand, and where its text comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import review
from claims.admin.acting import act, posted_number, rights_shown
from claims.review import Facts
from claims.shown import shown
from sources.admin import DocumentAdmin
from sources.likeness import first_difference
from sources.lineage import lineage_of
from sources.models import Document, Resemblance
from sources.models.document import LANGUAGE_NAMES
from sources.models.publisher import Grade


class FactsForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=500, required=False)
    publisher = forms.CharField(
        label=_("Publisher"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "publishers", "autocomplete": "off"}),
        help_text=_("who stands behind it; a name that is not listed makes a new one"),
    )
    author = forms.CharField(label=_("Author"), max_length=300, required=False)
    published_on = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "“today” in the text. What is read already stays as it was read: another date bears on later reading"
        ),
    )
    url = forms.URLField(label=_("Address"), max_length=2000, required=False, assume_scheme="https")
    language = forms.ChoiceField(label=_("Language"), help_text=_("for later reading too"))
    is_primary = forms.BooleanField(
        label=_("A primary source"), required=False, help_text=_("a record, a statement, a data set: first-hand")
    )

    def __init__(self, document: Document, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "initial": asdict(Facts.of(document)), **kwargs})
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        names = {document.language: document.language_name, **LANGUAGE_NAMES}
        field.choices = [(code, shown(name)) for code, name in names.items()]

    def facts(self) -> Facts:
        words = {name: " ".join(value.split()) for name, value in self.cleaned_data.items() if isinstance(value, str)}
        return Facts(**{**self.cleaned_data, **words})


class GradeForm(forms.Form):
    grade = forms.ChoiceField(
        label=_("Grade"), choices=Grade.choices, help_text=_("for every document of this publisher in the dossier")
    )


class SourceForm(forms.Form):
    """Which document this one was copied from: any of the dossier but its own captures."""

    source = forms.ModelChoiceField(
        label=_("Copied from"), queryset=Document.objects.none(), required=False, empty_label=_("none of the dossier")
    )

    def __init__(self, document: Document, captures: set[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "initial": {"source": document.derived_from_id}, **kwargs})
        field = self.fields["source"]
        assert isinstance(field, forms.ModelChoiceField)
        others = Document.objects.without_bodies().filter(dossier=document.dossier_id).exclude(pk__in=captures)
        field.queryset = others.order_by("title", "file_name", "pk")


@dataclass(frozen=True, slots=True)
class Likeness:
    """A suggestion as the page of one document shows it: the other one, and where the two texts part."""

    resemblance: Resemblance
    this: Document
    other: Document
    this_line: str
    other_line: str

    @property
    def percent(self) -> int:
        return round(100 * self.resemblance.share)


class FactsPage:
    """One document as one person corrects it: the forms, and the acts they lead to."""

    def __init__(self, document: Document, request: HttpRequest) -> None:
        self.document, self.request = document, request
        self.captures = lineage_of(document.dossier_id).captures(document.pk)
        self.seen = Facts.of(document).version
        self.facts_form = FactsForm(document)
        self.grade_form = (
            GradeForm(initial={"grade": document.publisher.grade}, label_suffix="") if document.publisher else None
        )
        self.source_form = SourceForm(document, self.captures)

    # ---- acts ----

    def act(self) -> int:
        """Do what the posted form names. Returns 302 when done, else the status of the page shown again."""
        acts: dict[str, Callable[[], int]] = {
            "correct": self._correct,
            "grade": self._grade,
            "derive": self._derive,
            "copy": lambda: self._judge(is_this_the_copy=True),
            "original": lambda: self._judge(is_this_the_copy=False),
            "no copy": lambda: self._judge(is_this_the_copy=None),
        }
        chosen = acts.get(self.request.POST.get("act", ""))
        return chosen() if chosen else 400

    def _correct(self) -> int:
        self.facts_form, seen = FactsForm(self.document, self.request.POST), self.request.POST.get("seen", "")
        if not self.facts_form.is_valid():
            self.seen = seen
            return 400
        return act(
            self.request, _("Saved."), partial(review.correct_facts, self.document, self.facts_form.facts(), seen=seen)
        )

    def _grade(self) -> int:
        form = GradeForm(self.request.POST)
        if self.document.publisher is None or not form.is_valid():
            return 400
        grade, seen = form.cleaned_data["grade"], self.request.POST.get("seen", "")
        return act(
            self.request, _("Graded."), partial(review.grade_publisher, self.document.publisher, grade, seen=seen)
        )

    def _derive(self) -> int:
        self.source_form = form = SourceForm(self.document, self.captures, self.request.POST)
        if not form.is_valid():
            return 400
        source = form.cleaned_data["source"]
        done = _("Marked as a copy: both are one origin now.") if source else _("Marked as no copy.")
        return act(self.request, done, partial(review.mark_derived, self.document, source))

    def _judge(self, *, is_this_the_copy: bool | None) -> int:
        """One of the two texts is the copy, or (None) neither is."""
        resemblance = self._suggested().filter(pk=posted_number(self.request, "resemblance")).first()
        if resemblance is None:
            return 400
        if is_this_the_copy is None:
            return act(
                self.request, _("Not a copy. It is not suggested again."), partial(review.refuse_copy, resemblance)
            )
        this, other = self._sides(resemblance)
        copy = this if is_this_the_copy else other
        call = partial(review.confirm_copy, resemblance, copy=copy)
        return act(self.request, _("Marked as a copy: both are one origin now."), call)

    # ---- what is shown ----

    def _suggested(self) -> Any:
        return Resemblance.objects.suggested().between(self.captures).with_documents()

    def _sides(self, resemblance: Resemblance) -> tuple[Document, Document]:
        """This document, or a capture of it, and the other one."""
        sides = (resemblance.document, resemblance.other)
        return sides if resemblance.document_id in self.captures else sides[::-1]

    def _likenesses(self) -> list[Likeness]:
        pairs = [(resemblance, *self._sides(resemblance)) for resemblance in self._suggested()]
        texts = dict(
            Document.objects.filter(pk__in=[side.pk for _, *sides in pairs for side in sides]).values_list("pk", "text")
        )
        return [
            Likeness(resemblance, this, other, *first_difference(texts[this.pk], texts[other.pk]))
            for resemblance, this, other in pairs
        ]

    def context(self) -> dict[str, Any]:
        document = self.document
        return {
            "document": document,
            "seen": self.seen,
            "publishers": document.dossier.publishers.all(),
            "likenesses": self._likenesses(),
            "copies": Document.objects.without_bodies().filter(derived_from__in=self.captures).order_by("pk"),
            "rights": rights_shown(self.request, document.dossier),
            "facts_form": self.facts_form,
            "grade_form": self.grade_form,
            "source_form": self.source_form,
        }


def facts_page(request: HttpRequest, document_id: int) -> HttpResponse:
    """GET shows the facts of a document; POST corrects them."""
    visible = Document.objects.visible_to(request.user).without_bodies()
    source = Prefetch("derived_from", Document.objects.without_bodies())
    known = visible.select_related("publisher__dossier", "dossier").prefetch_related(source)
    document = known.filter(pk=document_id).first()
    if document is None:
        raise Http404
    page = FactsPage(document, request)
    status = page.act() if request.method == "POST" else 200
    if status == 302:
        return HttpResponseRedirect(reverse("admin:sources_document_facts", args=[document.pk]))
    context = {
        **admin.site.each_context(request),
        "opts": Document._meta,
        "title": gettext("Facts of %(document)s") % {"document": document},
        **page.context(),
    }
    return TemplateResponse(request, "sources/facts.html", context, status=status)


DocumentAdmin.pages["facts"] = facts_page
