"""The import page: files dropped, a text pasted or a page asked for; what came of each, and the conflicts found."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims import captures
from claims.admin import batches
from claims.admin.acting import may_where_posted, posted_number, status_of
from claims.errors import NotAllowed, Refused
from claims.intake import compare_documents, take_in
from claims.models import Batch, Claim, Conflict
from claims.permissions import Right, may, require
from claims.sending import sent, take
from claims.shown import shown
from sources.extracting import ExtractionFailed, NoText
from sources.extracting.apart import check_size
from sources.importing import Arrival
from sources.models import Capture, Dossier, Person
from sources.recognising import INSTALL, engine_here


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files. Empty ones are let through: the importer says of each why it was refused."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        return [file for file in data or [] if file]


class ImportForm(forms.Form):
    dossier = forms.ModelChoiceField(label=_("Dossier"), queryset=Dossier.objects.none(), empty_label=None)
    documents = FilesField(label=_("Documents"), required=False, widget=FilesInput(attrs={"multiple": True}))
    text = forms.CharField(
        label=_("Or paste a text"), required=False, widget=forms.Textarea(attrs={"rows": 6}), max_length=2_000_000
    )
    address = forms.CharField(
        label=_("Or the address of a page"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"placeholder": "https://", "inputmode": "url"}),
        help_text=_("a worker fetches it; it is asked for once, as anybody without an account would"),
    )
    publisher = forms.CharField(
        label=_("Publisher"), required=False, max_length=200, help_text=_("read from the file when left empty")
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["dossier"]
        assert isinstance(field, forms.ModelChoiceField)
        allowed = [each.pk for each in Dossier.objects.visible_to(person) if may(person, Right.IMPORT, each)]
        field.queryset = Dossier.objects.filter(pk__in=allowed)
        if not settings.FETCH_URLS:
            del self.fields["address"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = [cleaned.get("documents"), cleaned.get("text", "").strip(), cleaned.get("address")]
        if not any(given):
            if settings.FETCH_URLS:
                raise forms.ValidationError(_("Choose a file or paste a text or give an address."))
            raise forms.ValidationError(_("Choose a file or paste a text."))
        return cleaned


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file or address, in words. `offer` is where a scan's text can be asked for, by POST."""

    name: str
    words: str
    is_good: bool
    url: str = ""
    offer: str = ""


def import_page(request: HttpRequest) -> HttpResponse:
    """GET shows the form; POST imports. The page's script posts one file at a time and asks for JSON.

    `more` in the form says that other files follow: they are compared with the last one. Many files, or an archive of
    them, are a batch for workers, and its page is the answer.
    """
    person = request.user
    assert isinstance(person, Person), "the desk is for people signed in"
    wanted = request.GET.get("dossier")
    named = Dossier.objects.visible_to(person).filter(slug=wanted).first() if wanted else None
    form = ImportForm(person, request.POST or None, request.FILES or None, initial={"dossier": named})
    outcomes, conflicts = list[Outcome](), list[Conflict]()
    allowed = request.method != "POST" or may_where_posted(request, Right.IMPORT)
    if request.method == "POST" and allowed and form.is_valid():
        dossier: Dossier = form.cleaned_data["dossier"]
        if batches.is_many(form.cleaned_data["documents"]):
            return _begun(request, form, person)
        outcomes = [_imported(dossier, name, data, person, form) for name, data in _named_bytes(form)]
        if address := form.cleaned_data.get("address"):
            outcomes.append(_asked_for(dossier, address, person, form))
        conflicts = [] if "more" in request.POST else compare_documents(dossier, at=timezone.now())
    status = 403 if not allowed else 400 if form.errors else 200
    if request.headers.get("Accept") == "application/json":
        errors = [error for errors in form.errors.values() for error in errors]
        answer = {"outcomes": [_as_json(each) for each in outcomes], "conflicts": len(conflicts), "errors": errors}
        return JsonResponse(answer, status=status)
    context = {
        **admin.site.each_context(request),
        "title": _("Import documents"),
        "form": form,
        "fetches_pages": settings.FETCH_URLS,
        "immediate": batches.IMMEDIATE,
        "outcomes": outcomes,
        "conflicts": conflicts,
    }
    return TemplateResponse(request, "claims/import.html", context, status=status)


def batch_page(request: HttpRequest) -> HttpResponse:
    """POST, by the page's script: some files of a batch, `more` unless they are its last ones. Answers in JSON."""
    person = request.user
    assert isinstance(person, Person), "the desk is for people signed in"
    if request.method != "POST":
        return HttpResponse(status=405)
    form = ImportForm(person, request.POST, request.FILES)
    if not may_where_posted(request, Right.IMPORT):
        return JsonResponse({"errors": [gettext("Your role here is to read.")]}, status=403)
    if not form.is_valid():
        return JsonResponse({"errors": [error for errors in form.errors.values() for error in errors]}, status=400)
    return _begun(request, form, person)


def _begun(request: HttpRequest, form: ImportForm, person: Person) -> HttpResponse:
    """What was sent is added to a batch, begun here unless the form names one; leads to its page."""
    dossier: Dossier = form.cleaned_data["dossier"]
    asks_for_json = request.headers.get("Accept") == "application/json"
    batch, named = None, posted_number(request, "batch")
    if named and not (batch := dossier.batches.filter(pk=named).first()):
        raise Http404
    try:
        batch = _added(request, form, person, batch)
    except Refused as refusal:
        if not asks_for_json:
            messages.error(request, shown(refusal))
            return HttpResponseRedirect(reverse("import"))
        return JsonResponse({"errors": [shown(refusal)]}, status=status_of(refusal))
    if asks_for_json:
        return JsonResponse({"batch": batch.pk, "url": batches.page_of(batch), "errors": []})
    return HttpResponseRedirect(batches.page_of(batch))


def _added(request: HttpRequest, form: ImportForm, person: Person, batch: Batch | None) -> Batch:
    said = form.cleaned_data
    files = sent(said["documents"])
    if pasted := said["text"].strip():
        files = chain(files, [(gettext("pasted text"), pasted.encode("utf-8", "replace"))])
    if said.get("address"):
        _asked_for(said["dossier"], said["address"], person, form)
    told = {"publisher": said["publisher"], "by": person, "at": timezone.now(), "more": "more" in request.POST}
    return take(batch, said["dossier"], files, **told)


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
        given.append((gettext("pasted text"), pasted.encode("utf-8", "replace")))
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
    except NoText as refusal:
        assert isinstance(data, bytes), "a file was read"
        return _scanned(dossier, name, data, str(refusal), person, form)
    except (ExtractionFailed, NotAllowed) as refusal:
        return Outcome(name, _not_imported(refusal), is_good=False)
    url = reverse("admin:sources_document_change", args=[result.document.pk])
    if not result.is_new:
        return Outcome(name, gettext("is in the dossier already; nothing to do"), is_good=True, url=url)
    drafted = Claim.objects.filter(passage__document=result.document).count()
    words = ngettext("imported, %(count)d claim drafted", "imported, %(count)d claims drafted", drafted)
    words = "; ".join([words % {"count": drafted}, *map(shown, result.notes)])
    return Outcome(name, words, is_good=True, url=url)


def _scanned(dossier: Dossier, name: str, data: bytes, why: str, person: Person, form: ImportForm) -> Outcome:
    """A file without text: kept, and its text offered to be recognised where an engine is installed."""
    words = f"{_not_imported(why)}."
    if engine_here() is None:
        return Outcome(name, f"{words} {gettext('No engine for that is installed here.')} {INSTALL}", is_good=False)
    publisher = form.cleaned_data["publisher"]
    scan = captures.hold_scan(dossier, data, name, reason=why, publisher=publisher, by=person, at=timezone.now())
    return Outcome(name, words, is_good=False, url=_page_of(scan), offer=_page_of(scan))


def _not_imported(why: object) -> str:
    return gettext("not imported: %(why)s") % {"why": shown(why)}


def _asked_for(dossier: Dossier, address: str, person: Person, form: ImportForm) -> Outcome:
    try:
        publisher = form.cleaned_data["publisher"]
        capture = captures.ask_for_page(dossier, address, publisher=publisher, by=person, at=timezone.now())
    except Refused as refusal:
        return Outcome(address, shown(refusal), is_good=False)
    return Outcome(address, gettext("is asked for: it waits for a worker"), is_good=True, url=_page_of(capture))


def _page_of(capture: Capture) -> str:
    return reverse("admin:sources_capture_change", args=[capture.pk])


def _as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "name": outcome.name,
        "words": outcome.words,
        "good": outcome.is_good,
        "url": outcome.url,
        "offer": outcome.offer,
    }
