"""Ready-made claims at the desk: a table uploaded, its columns mapped, its rows looked at, the good ones imported."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims import sheets
from claims.admin.acting import act, may_where_posted, posted_number
from claims.errors import Refused, WrongState
from claims.models import Event, Sheet
from claims.permissions import Right, may
from claims.sheets.fields import HINTS, Field
from claims.sheets.table import SheetNotRead, Table, read_table
from claims.shown import shown
from sources.downloads import attached
from sources.extracting.apart import check_size
from sources.extracting.errors import ExtractionFailed
from sources.models import Dossier, Person

_ROWS_SHOWN = 20
_FAULTS_SHOWN = 200
_SHEETS_SHOWN = 50


class SheetForm(forms.Form):
    dossier = forms.ModelChoiceField(label=_("Dossier"), queryset=Dossier.objects.none(), empty_label=None)
    table = forms.FileField(label=_("CSV or TSV file"), allow_empty_file=True)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["dossier"]
        assert isinstance(field, forms.ModelChoiceField)
        allowed = [each.pk for each in Dossier.objects.visible_to(person) if _may_import(person, each)]
        field.queryset = Dossier.objects.filter(pk__in=allowed)

    def clean_table(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["table"]
        try:
            check_size(file.size or 0)
        except ExtractionFailed as failure:
            raise forms.ValidationError(
                gettext("The sheet cannot be read: %(why)s.") % {"why": shown(failure)}
            ) from failure
        return file


class ColumnsForm(forms.Form):
    """One choice a field of a claim: the column that says it."""

    def __init__(self, header: tuple[str, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        choices = [("", _("no column")), *((name, name) for name in header)]
        for field in Field:
            self.fields[field.value] = forms.ChoiceField(
                label=shown(field.replace("_", " ").capitalize()),
                choices=choices,
                required=field is Field.STATEMENT,
                help_text=shown(HINTS[field]),
                error_messages={"required": _("Say which column holds the statement.")},
            )


def _may_import(person: Person, dossier: Dossier) -> bool:
    return may(person, Right.IMPORT, dossier) and may(person, Right.WRITE, dossier)


def sheets_page(request: HttpRequest) -> HttpResponse:
    """GET shows the form and the sheets there are; POST keeps a table and goes on to its page."""
    person = _person(request)
    form = SheetForm(person, request.POST or None, request.FILES or None)
    allowed = request.method != "POST" or may_where_posted(request, Right.IMPORT, Right.WRITE)
    if request.method == "POST" and allowed and form.is_valid():
        file = form.cleaned_data["table"]
        try:
            sheet, is_new = sheets.keep_sheet(
                dossier=form.cleaned_data["dossier"],
                data=file.read(),
                name=file.name or "",
                by=person,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error("table", shown(refusal))
        else:
            if not is_new:
                messages.info(request, _("The same bytes are in the dossier already: this is the sheet they came in."))
            return HttpResponseRedirect(reverse("sheet", args=[sheet.pk]))
    kept = Sheet.objects.visible_to(person).defer("original").select_related("dossier", "uploaded_by")
    context = {
        **admin.site.each_context(request),
        "title": _("Claims from a spreadsheet"),
        "form": form,
        "sheets": kept[:_SHEETS_SHOWN],
    }
    status = 403 if not allowed else 400 if form.errors else 200
    return TemplateResponse(request, "claims/sheets.html", context, status=status)


def sheet_page(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """One table: which column says what, the claims its rows would become, what is wrong, and the import."""
    sheet, person = _visible(request, sheet_id), _person(request)
    status = 200 if _may_import(person, sheet.dossier) else 403
    columns_form: ColumnsForm | None = None
    if request.method == "POST" and status == 200:
        status, columns_form = _act(request, sheet)
        if status == 302:
            return HttpResponseRedirect(reverse("sheet", args=[sheet.pk]))
    context = {
        **admin.site.each_context(request),
        "title": str(sheet),
        "sheet": sheet,
        "may_import": _may_import(person, sheet.dossier),
        **({} if status == 403 else _imported(sheet) if sheet.imported_at else _looked_at(sheet, columns_form)),
    }
    return TemplateResponse(request, "claims/sheet.html", context, status=status)


@require_safe
def faults_page(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """The rows that become no claims, as a table to correct; always as an attachment."""
    sheet, person = _visible(request, sheet_id), _person(request)
    if not _may_import(person, sheet.dossier):
        return HttpResponse(_("Your role in the dossier does not let you import claims."), status=403)
    try:
        table, findings = sheets.findings_of(sheet, at=timezone.now())
    except Refused as refusal:
        return HttpResponse(shown(refusal), status=400, content_type="text/plain; charset=utf-8")
    left_out = findings.errors if sheet.imported_at else findings.faults  # the claims written say their rows by now
    response = HttpResponse(sheets.faults_as_csv(table, left_out), content_type="text/csv; charset=utf-8")
    return attached(response, f"errors in {sheet.file_name.rpartition('.')[0] or sheet}.csv", "errors.csv")


def _act(request: HttpRequest, sheet: Sheet) -> tuple[int, ColumnsForm | None]:
    if request.POST.get("act") == "import":
        call = partial(_import, sheet, seen=posted_number(request, "good"))
        return act(request, _("Imported."), call), None
    form = ColumnsForm(read_table(bytes(sheet.original)).header, request.POST)
    if request.POST.get("act") != "map" or not form.is_valid():
        return 400, form

    def map_columns(*, by: Person, at: dt.datetime) -> None:
        sheets.map_columns(sheet, form.cleaned_data, by=by)

    return act(request, _("The columns are read so now."), map_columns), form


def _import(sheet: Sheet, *, by: Person, at: dt.datetime, seen: int) -> None:
    if not sheets.import_sheet(sheet, by=by, at=at, seen=seen).is_new:
        raise WrongState(_("These bytes were imported before: nothing was done."))


def _imported(sheet: Sheet) -> dict[str, Any]:
    """What is told of a sheet once it is imported: what its line of the ledger says."""
    line = Event.objects.filter(dossier=sheet.dossier, verb="sheet imported", subject_id=sheet.pk).first()
    return {"told": line.detail if line else {}}


def _looked_at(sheet: Sheet, form: ColumnsForm | None) -> dict[str, Any]:
    """The columns and what the rows come to; while no column says the statement, the columns alone."""
    try:
        table: Table = read_table(bytes(sheet.original))
    except SheetNotRead as refusal:
        return {"refusal": shown(refusal)}
    context: dict[str, Any] = {"form": form or ColumnsForm(table.header, initial=sheet.columns), "table": table}
    try:
        table, findings = sheets.findings_of(sheet, at=timezone.now())
    except Refused as refusal:
        return {**context, "refusal": shown(refusal)}
    first = findings.proposals[:_ROWS_SHOWN]
    return {
        **context,
        "findings": findings,
        "rows": [(each, each.claim, each.excerpt(findings.text)) for each in first],
        "faults": findings.faults[:_FAULTS_SHOWN],
        "wrong": len({fault.number for fault in findings.errors}),
        "anew": len(findings.questions_worded),
    }


def _visible(request: HttpRequest, sheet_id: int) -> Sheet:
    visible = Sheet.objects.visible_to(request.user).select_related("dossier", "uploaded_by")
    return get_object_or_404(visible.prefetch_related("document"), pk=sheet_id)


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person), "the desk is for people signed in"
    return request.user
