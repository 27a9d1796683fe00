"""Notes: what somebody told or showed us, entered as a document whose claims are drafted like those of any other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.acting import may_where_posted
from claims.errors import Refused
from claims.intake import compare_documents, take_in_note
from claims.models import Claim
from claims.permissions import Right, may
from claims.shown import shown
from sources.extracting import ExtractionFailed
from sources.importing import Arrival
from sources.models import Dossier, Person
from sources.models.document import Evidence

YES, NO = "yes", "no"
_UNLESS_SAID = "withheld when the note was entered"


class NoteForm(forms.Form):
    dossier = forms.ModelChoiceField(label=_("Dossier"), queryset=Dossier.objects.none(), empty_label=None)
    evidence = forms.ChoiceField(
        label=_("What it is"), choices=[each for each in Evidence.choices if each[0] != Evidence.DOCUMENT]
    )
    told_by = forms.CharField(label=_("Who told or showed it"), max_length=300)
    told_at = forms.DateTimeField(
        label=_("When (UTC)"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("the day that “today” means in the text"),
    )
    told_how = forms.CharField(
        label=_("How and where"),
        max_length=300,
        required=False,
        help_text=_("on the record by phone; at the harbour office"),
    )
    title = forms.CharField(
        label=_("Title"), max_length=500, help_text=_("as it is listed in the dossier; never exported")
    )
    text = forms.CharField(
        label=_("What was said or is to be seen"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=200_000,
        help_text=_("claims are drafted from these words and rest on them: write them as they were said"),
    )
    may_be_exported = forms.ChoiceField(
        label=_("May passages of this note be exported?"),
        choices=[(NO, _("no, only the values")), (YES, _("yes, with their words"))],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("Why not"), max_length=300, required=False, help_text=_("for the people of the dossier; never exported")
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["dossier"]
        assert isinstance(field, forms.ModelChoiceField)
        allowed = [each.pk for each in Dossier.objects.visible_to(person) if may(person, Right.IMPORT, each)]
        field.queryset = Dossier.objects.filter(pk__in=allowed)

    def clean_told_at(self) -> Any:
        told_at = self.cleaned_data["told_at"]
        if told_at > timezone.now():
            raise forms.ValidationError(_("That lies ahead. When was it told?"))
        return told_at

    def arrival(self) -> Arrival:
        said = self.cleaned_data
        return Arrival(
            name="",
            captured_by="note",
            title=said["title"],
            published_on=said["told_at"].date(),
            evidence=Evidence(said["evidence"]),
            told_by=said["told_by"],
            told_at=said["told_at"],
            told_how=said["told_how"],
        )


def note_page(request: HttpRequest) -> HttpResponse:
    """GET shows the form; POST makes the document, drafts its claims, and leads to it."""
    person = request.user
    assert isinstance(person, Person), "the desk is for people signed in"
    form = NoteForm(
        person, request.POST or None, initial={"dossier": request.GET.get("dossier"), "may_be_exported": NO}
    )
    allowed = request.method != "POST" or may_where_posted(request, Right.IMPORT)
    if request.method == "POST" and allowed and form.is_valid() and (address := _entered(request, form, person)):
        return HttpResponseRedirect(address)
    context = {**admin.site.each_context(request), "title": _("Enter a note"), "form": form}
    status = 403 if not allowed else 400 if form.errors else 200
    return TemplateResponse(request, "claims/note.html", context, status=status)


def _entered(request: HttpRequest, form: NoteForm, person: Person) -> str:
    """The address of the new document; "" where the note was refused, as the form says then."""
    dossier, now = form.cleaned_data["dossier"], timezone.now()
    try:
        entered = take_in_note(
            dossier=dossier,
            text=form.cleaned_data["text"],
            arrival=form.arrival(),
            at=now,
            by=person,
            may_be_exported=form.cleaned_data["may_be_exported"] == YES,
            because=form.cleaned_data["because"].strip() or _UNLESS_SAID,
        )
    except (Refused, ExtractionFailed) as refusal:
        form.add_error(None, shown(refusal))
        return ""
    if not entered.is_new:
        form.add_error(
            "text",
            gettext("“%(document)s” in this dossier says the very same. Say what is other here.")
            % {"document": entered.document},
        )
        return ""
    compare_documents(dossier, at=now)
    drafted = Claim.objects.filter(passage__document=entered.document).count()
    messages.success(request, gettext("Entered; claims drafted from it: %(count)d.") % {"count": drafted})
    return reverse("admin:sources_document_change", args=[entered.document.pk])
