"""Newer captures at the desk: held and shown, committed or given up, and what waits for a person."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims import carrying
from claims.admin.acting import act, rights_shown
from claims.carrying import Change, Committed, differences
from claims.errors import Refused
from claims.shown import shown as said
from sources.extracting import ExtractionFailed
from sources.extracting.apart import check_size
from sources.models import Capture, Document
from sources.models.capture import CaptureState
from sources.passages import State

_ON_ITS_WAY = [CaptureState.WAITING, CaptureState.RUNNING, CaptureState.HELD]


class NewerCaptureForm(forms.Form):
    document = forms.FileField(label=_("The newer file"), allow_empty_file=True)

    def clean_document(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["document"]
        try:
            check_size(file.size or 0)
        except ExtractionFailed as failure:
            raise forms.ValidationError(gettext("Not taken: %(why)s.") % {"why": said(failure)}) from failure
        return file


def newer_capture_page(request: HttpRequest, document_id: int) -> HttpResponse:
    """GET shows the form, and what is held already; POST holds a file, or asks a worker for the page again."""
    visible = Document.objects.visible_to(request.user).without_bodies().select_related("dossier")
    older = get_object_or_404(visible, pk=document_id)
    form, status = NewerCaptureForm(label_suffix=""), 200
    if request.method == "POST":
        held = list[Capture]()
        if request.POST.get("act") == "fetch":
            status = act(request, _("Asked for."), lambda **who: held.append(carrying.ask_again(older, **who)))
        else:
            form, status = NewerCaptureForm(request.POST, request.FILES, label_suffix=""), 400
            if form.is_valid():
                file = form.cleaned_data["document"]
                call = partial(carrying.hold, older, file.read(), file.name or "")
                status = act(request, _("Held: look at what it changes."), lambda **who: held.append(call(**who)))
        if held:
            return HttpResponseRedirect(reverse("held_capture", args=[held[0].pk]))
    context = {
        **admin.site.each_context(request),
        "title": _("Newer capture"),
        "document": older,
        "newer": Document.objects.without_bodies().filter(supersedes=older).first(),
        "form": form,
        "held": older.newer_captures.filter(state__in=_ON_ITS_WAY).defer("original").select_related("asked_by"),
        "can_fetch": settings.FETCH_URLS and bool(older.fetched_from or older.url),
        "rights": rights_shown(request, older.dossier),
    }
    return TemplateResponse(request, "claims/newer_capture.html", context, status=status)


def held_capture_page(request: HttpRequest, capture_id: int) -> HttpResponse:
    """GET shows what a held capture would change; POST commits it or gives it up."""
    visible = Capture.objects.visible_to(request.user).filter(supersedes__isnull=False)
    capture = get_object_or_404(visible.select_related("dossier", "asked_by"), pk=capture_id)
    status = 200
    if request.method == "POST":
        status, address = _done_with(request, capture)
        if status == 302:
            return HttpResponseRedirect(address)
        capture = get_object_or_404(visible.select_related("dossier", "asked_by"), pk=capture_id)
    older = Document.objects.without_original().select_related("publisher").get(pk=capture.supersedes_id or 0)
    context = {
        **admin.site.each_context(request),
        "title": _("Newer capture"),
        "capture": capture,
        "document": older,
        "is_held": capture.state == CaptureState.HELD,
        "is_on_its_way": capture.state in (CaptureState.WAITING, CaptureState.RUNNING),
        "rights": rights_shown(request, capture.dossier),
        **(_changes_shown(older, capture) if capture.state == CaptureState.HELD else {}),
    }
    return TemplateResponse(request, "claims/held_capture.html", context, status=status)


def _done_with(request: HttpRequest, capture: Capture) -> tuple[int, str]:
    """Do what was posted. Returns the status, and where to go on when it is done."""
    if request.POST.get("act") == "discard":
        status = act(request, _("Given up: nothing changed."), partial(carrying.discard, capture))
        return status, reverse("newer_capture", args=[capture.supersedes_id])
    if request.POST.get("act") != "commit":
        return 400, ""
    done = list[Committed]()
    status = act(request, _("Committed."), lambda **who: done.append(carrying.commit(capture, **who)))
    if not done:
        return status, ""
    (committed,) = done
    if not committed.is_new:
        messages.info(request, _("It was committed before: nothing was done twice."))
    claims = ngettext("%(count)d claim carried over", "%(count)d claims carried over", committed.carried)
    said = {"claims": claims % {"count": committed.carried}, "waiting": committed.waiting or gettext("none")}
    messages.info(request, gettext("%(claims)s; %(waiting)s waiting for a person.") % said)
    if committed.waiting:
        address = reverse("admin:claims_carryover_changelist")
        return status, f"{address}?document__id__exact={committed.document.pk}"
    return status, reverse("admin:sources_document_change", args=[committed.document.pk])


def _changes_shown(older: Document, capture: Capture) -> dict[str, Any]:
    """What a held capture would change, or why it cannot be read."""
    try:
        text = carrying.read_held(bytes(capture.original or b""))
    except Refused as refusal:
        return {"unreadable": said(refusal)}
    changes = carrying.preview(older, text)
    counts = Counter(change.found for change in changes)
    reopening = {change.conflict.pk: change.conflict for change in changes if change.reopens and change.conflict}
    return {
        "counts": [(state, counts[state]) for state in State if counts[state]],
        "waiting": [shown(change) for change in changes if not change.is_carried],
        "carried": [shown(change) for change in changes if change.is_carried],
        "reopening": list(reopening.values()),
        "notes": text.notes,
    }


def shown(change: Change) -> dict[str, Any]:
    """A change as the template shows it: both wordings, with the words marked in which they differ."""
    old, new = differences(change.old, change.new) if change.new else ([], [])
    return {"change": change, "claim": change.claim, "old": old, "new": new, "is_guess": change.place is None}
