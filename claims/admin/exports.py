"""The exports of a dossier: at once, or prepared by a worker and kept for some days."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from claims import preparing
from claims.admin.acting import act, posted_number
from claims.admin.captures import a_worker_runs
from claims.export.formats import FORMATS
from claims.models import PreparedExport
from claims.models.prepared_export import ExportState
from claims.permissions import Right, may
from sources.models import Dossier

_LABELS = {
    "ndjson": gettext_lazy("NDJSON: one record a line"),
    "json": gettext_lazy("JSON: one document"),
    "csv": gettext_lazy("CSV, every character as it is"),
    "csvw": gettext_lazy("CSV with its description (CSVW)"),
    "spreadsheet": gettext_lazy("CSV for spreadsheets"),
    "xlsx": gettext_lazy("Excel workbook (XLSX)"),
    "jsonld": gettext_lazy("Web Annotations (JSON-LD)"),
    "claimreview": gettext_lazy("ClaimReview (schema.org)"),
}


class FormatForm(forms.Form):
    written_as = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=[(name, _LABELS.get(name, name)) for name in FORMATS]
    )


@require_http_methods(["GET", "HEAD", "POST"])
def exports_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is prepared and what is asked for. POST downloads one at once, asks for one, once more for one that failed,
    or takes one away."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    form = FormatForm(request.POST if "written_as" in request.POST else None, label_suffix="")
    status = 200
    if request.POST.get("act") == "download" and form.is_valid():
        return redirect(reverse("api:export", query={"dossier": dossier.slug, "as": form.cleaned_data["written_as"]}))
    if request.method == "POST":
        status = _done(request, dossier, form)
        if status == 302:
            return redirect("exports", pk=dossier.pk)
    exports = _kept(dossier).select_related("asked_by")
    unfinished = any(each.state in (ExportState.WAITING, ExportState.RUNNING) for each in exports)
    context = {
        **admin.site.each_context(request),
        "title": _("Exports of “%(dossier)s”") % {"dossier": dossier.title},
        "dossier": dossier,
        "form": form,
        "exports": [(each, _LABELS.get(each.written_as, each.written_as)) for each in exports],
        "unfinished": unfinished,
        "no_worker": unfinished and not a_worker_runs(),
        "days": preparing.KEPT_FOR.days,
    }
    return TemplateResponse(request, "claims/exports.html", context, status=status)


@require_safe
def prepared_export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, for whoever may export the dossier now."""
    visible = PreparedExport.objects.visible_to(request.user).exclude(
        pk__in=PreparedExport.objects.over(timezone.now())
    )
    export = get_object_or_404(visible.select_related("dossier"), pk=pk, state=ExportState.DONE)
    if not may(request.user, Right.EXPORT, export.dossier):
        raise Http404
    written = FORMATS[export.written_as]
    response = StreamingHttpResponse(preparing.content_of(export), content_type=written.MEDIA_TYPE)
    response["Content-Length"] = str(export.size)
    name = f"{export.dossier.slug}-{export.asked_at:%Y-%m-%d}.{written.SUFFIX}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _kept(dossier: Dossier) -> Any:
    return PreparedExport.objects.filter(dossier=dossier, expires_at__gt=timezone.now())


def _done(request: HttpRequest, dossier: Dossier, form: FormatForm) -> int:
    if form.is_bound:
        if not form.is_valid():
            return 400
        call = partial(preparing.ask_for_export, dossier, form.cleaned_data["written_as"])
        return act(request, _("Asked: a worker writes it. It is listed here."), call)
    export = get_object_or_404(_kept(dossier), pk=posted_number(request, "export"))
    if request.POST.get("act") == "remove":
        return act(request, _("The export is removed."), partial(preparing.remove, export))
    return act(request, _("Asked: a worker writes it. It is listed here."), partial(preparing.ask_again, export))
