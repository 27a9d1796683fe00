"""The import page: files dropped or text pasted, what came of each, and the conflicts found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from claims.errors import NotAllowed
from claims.intake import compare_documents, take_in
from claims.models import Claim, Conflict
from claims.permissions import Right, may, require
from sources.extracting import ExtractionFailed
from sources.extracting.apart import check_size
from sources.importing import Arrival
from sources.models import Dossier, Person


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files. Empty ones are let through: the importer says of each why it was refused."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        return [file for file in data or [] if file]


class ImportForm(forms.Form):
    dossier = forms.ModelChoiceField(queryset=Dossier.objects.none(), empty_label=None)
    documents = FilesField(required=False, widget=FilesInput(attrs={"multiple": True}))
    text = forms.CharField(
        label="Or paste a text", required=False, widget=forms.Textarea(attrs={"rows": 6}), max_length=2_000_000
    )
    publisher = forms.CharField(required=False, max_length=200, help_text="read from the file when left empty")

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["dossier"]
        assert isinstance(field, forms.ModelChoiceField)
        allowed = [each.pk for each in Dossier.objects.visible_to(person) if may(person, Right.IMPORT, each)]
        field.queryset = Dossier.objects.filter(pk__in=allowed)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("documents") and not cleaned.get("text", "").strip():
            raise forms.ValidationError("Choose a file or paste a text.")
        return cleaned


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file, in words."""

    name: str
    words: str
    is_good: bool
    url: str = ""


def import_page(request: HttpRequest) -> HttpResponse:
    """GET shows the form; POST imports. The page's script posts one file at a time and asks for JSON.

    `more` in the form says that other files follow: they are compared with the last one.
    """
    person = request.user
    assert isinstance(person, Person), "the desk is for people signed in"
    form = ImportForm(person, request.POST or None, request.FILES or None)
    outcomes, conflicts = list[Outcome](), list[Conflict]()
    if request.method == "POST" and form.is_valid():
        dossier: Dossier = form.cleaned_data["dossier"]
        outcomes = [_imported(dossier, name, data, person, form) for name, data in _named_bytes(form)]
        conflicts = [] if "more" in request.POST else compare_documents(dossier, at=timezone.now())
    status = 400 if form.errors else 200
    if request.headers.get("Accept") == "application/json":
        errors = [error for errors in form.errors.values() for error in errors]
        answer = {"outcomes": [_as_json(each) for each in outcomes], "conflicts": len(conflicts), "errors": errors}
        return JsonResponse(answer, status=status)
    context = {
        **admin.site.each_context(request),
        "title": "Import documents",
        "form": form,
        "outcomes": outcomes,
        "conflicts": conflicts,
    }
    return TemplateResponse(request, "claims/import.html", context, status=status)


def _named_bytes(form: ImportForm) -> list[tuple[str, bytes | ExtractionFailed]]:
    """The name and bytes of each file, or why it is not opened; a pasted text is a file of its own."""
    given: list[tuple[str, bytes | ExtractionFailed]] = []
    for file in form.cleaned_data["documents"]:
        try:
            check_size(file.size or 0)
            given.append((file.name or "", file.read()))
        except ExtractionFailed as refusal:
            given.append((file.name or "", refusal))
    if pasted := form.cleaned_data["text"].strip():
        given.append(("pasted text", pasted.encode("utf-8", "replace")))
    return given


def _imported(dossier: Dossier, name: str, data: bytes | ExtractionFailed, person: Person, form: ImportForm) -> Outcome:
    try:
        if isinstance(data, ExtractionFailed):
            raise data
        require(person, Right.IMPORT, dossier)
        result = take_in(
            dossier=dossier,
            data=data,
            arrival=Arrival(name=name, captured_by="upload", publisher=form.cleaned_data["publisher"]),
            at=timezone.now(),
            by=person,
        )
    except (ExtractionFailed, NotAllowed) as refusal:
        return Outcome(name, f"not imported: {refusal}", is_good=False)
    url = reverse("admin:sources_document_change", args=[result.document.pk])
    if not result.is_new:
        return Outcome(name, "is in the dossier already; nothing to do", is_good=True, url=url)
    drafted = Claim.objects.filter(passage__document=result.document).count()
    words = "; ".join([f"imported, {drafted} claims drafted", *result.notes])
    return Outcome(name, words, is_good=True, url=url)


def _as_json(outcome: Outcome) -> dict[str, Any]:
    return {"name": outcome.name, "words": outcome.words, "good": outcome.is_good, "url": outcome.url}
