"""Acts on many conflicts: what would change is shown first, then done, and listed where it can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from claims import review
from claims.admin.acting import status_of
from claims.admin.assigning import NOBODY, person_posted
from claims.errors import Refused
from claims.models import BulkAct, BulkActLine, Conflict
from claims.models.bulk_act import BulkVerb
from claims.permissions import rights_of
from claims.review import Wish
from claims.review.bulk import RIGHT_TO, Done, LeftOut
from claims.shown import shown
from sources.models import Membership, Person, Role

_KEY = re.compile(r"([0-9]{1,9}):([0-9]{1,9})")
_ACTS_LISTED = 50
_TOLD_OF = 5


class DismissalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why they are no conflicts"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


def chosen_in(keys: Iterable[str]) -> dict[int, int]:
    """The version seen of each conflict chosen, by its key, as the queue posts them ("12:3"); the rest is left out."""
    found = (_KEY.fullmatch(key) for key in keys)
    return {int(match[1]): int(match[2]) for match in found if match}


@require_POST
def bulk_preview_page(request: HttpRequest) -> HttpResponse:
    """What an act on the conflicts chosen would change, and what it leaves out; with `step` "do" it is done.

    The button of one conflict sends it as `dismiss`, and goes before those that are ticked.
    """
    person = request.user
    assert isinstance(person, Person), "the desk is for people signed in"
    only = chosen_in(request.POST.getlist("dismiss"))
    chosen = only or chosen_in(request.POST.getlist("chosen"))
    verb = BulkVerb.DISMISS.value if only else request.POST.get("act", "")
    back = f"{reverse('admin:claims_conflict_changelist')}?{QueryDict(request.POST.get('back', '')).urlencode()}"
    if verb not in BulkVerb.values or not chosen:
        messages.warning(request, _("Choose conflicts first, and what to do with them."))
        return HttpResponseRedirect(back)
    if not Conflict.objects.visible_to(person).filter(pk__in=chosen).exists():
        raise Http404
    to = person_posted(request) if verb == BulkVerb.ASSIGN else None
    reason = request.POST.get("reason", "") if verb == BulkVerb.DISMISS else ""
    wish = Wish(BulkVerb(verb), reason=reason, to=to)
    if verb == BulkVerb.ASSIGN and to is None and request.POST.get("to") != NOBODY:
        messages.warning(request, _("Choose whom to assign them to."))
        return HttpResponseRedirect(back)
    form, status = DismissalForm(), 200
    if request.POST.get("step") == "do":
        form = DismissalForm(request.POST)
        status = _do(request, chosen, wish, person) if verb == BulkVerb.ASSIGN or form.is_valid() else 400
        if status == 302:
            return HttpResponseRedirect(back)
    context = {
        **admin.site.each_context(request),
        "title": _("Dismiss conflicts") if verb == BulkVerb.DISMISS else _("Assign conflicts"),
        "sifted": review.sift(chosen, wish, by=person),
        "chosen": [f"{pk}:{seen}" for pk, seen in chosen.items()],
        "wish": wish,
        "nobody": NOBODY,
        "form": form,
        "back": request.POST.get("back", ""),
        "back_address": back,
    }
    return TemplateResponse(request, "claims/bulk_preview.html", context, status=status)


def bulk_acts_page(request: HttpRequest) -> HttpResponse:
    """The latest acts on many conflicts; POST undoes one."""
    person = request.user
    assert isinstance(person, Person), "the desk is for people signed in"
    acts = BulkAct.objects.visible_to(person)
    status = 200
    if request.method == "POST":
        posted = request.POST.get("undo", "")
        act = acts.filter(pk=int(posted)).first() if re.fullmatch("[0-9]{1,9}", posted) else None
        if act is None:
            raise Http404
        status = _undo(request, act, person)
        if status == 302:
            return HttpResponseRedirect(reverse("bulk_acts"))
    lines = BulkActLine.objects.select_related("conflict__question")
    undoable = _undoable(person)
    listed = acts.select_related("dossier", "done_by", "undone_by", "assigned_to").annotate(held=Count("lines"))
    context = {
        **admin.site.each_context(request),
        "title": _("Acts on many conflicts"),
        "acts": [
            {"act": act, "may_undo": not act.undone_at and (act.dossier_id, act.verb) in undoable}
            for act in listed.prefetch_related(Prefetch("lines", queryset=lines))[:_ACTS_LISTED]
        ],
        "shown": _TOLD_OF,
    }
    return TemplateResponse(request, "claims/bulk_acts.html", context, status=status)


def _undoable(person: Person) -> set[tuple[int, str]]:
    """The dossiers, each with a verb of an act, where the person has the right to it."""
    memberships = Membership.objects.filter(person=person)
    return {
        (membership.dossier_id, verb.value)
        for membership in memberships
        for verb, right in RIGHT_TO.items()
        if right in rights_of(Role(membership.role))
    }


def _do(request: HttpRequest, chosen: dict[int, int], wish: Wish, person: Person) -> int:
    try:
        done = review.carry_out(chosen, wish, by=person, at=timezone.now())
    except Refused as refusal:
        messages.error(request, shown(refusal))
        return status_of(refusal)
    messages.success(request, _said(done, wish))
    _tell_of(request, done.sifted.left_out, _("Left out: “%(question)s”. %(why)s"))
    return 302


def _tell_of(request: HttpRequest, left_out: Sequence[LeftOut], words: str) -> None:
    """Say what was left out and why; of many the first few, and how many more."""
    for each in left_out[:_TOLD_OF]:
        messages.warning(request, words % {"question": each.conflict.question, "why": each.why})
    more = len(left_out) - _TOLD_OF
    if more > 0:
        messages.warning(
            request, ngettext("%(count)d more was left out.", "%(count)d more were left out.", more) % {"count": more}
        )


def _said(done: Done, wish: Wish) -> str:
    """What was done, with a button for each act to undo it; the form it belongs to is on the page of the queue."""
    count = len(done.sifted.taken)
    if wish.verb == BulkVerb.DISMISS:
        words = ngettext("%(count)d conflict dismissed.", "%(count)d conflicts dismissed.", count)
    elif wish.to:
        words = ngettext("%(count)d conflict assigned to %(name)s.", "%(count)d conflicts assigned to %(name)s.", count)
    else:
        words = ngettext("%(count)d conflict assigned to nobody.", "%(count)d conflicts assigned to nobody.", count)
    said = format_html("{}", words % {"count": count, "name": wish.to.display_name if wish.to else ""})
    for act in done.acts:
        label = _("Undo") if len(done.acts) == 1 else _("Undo in %(dossier)s") % {"dossier": act.dossier}
        said += format_html(' <button form="undo-form" name="undo" value="{}">{}</button>', act.pk, label)
    return said


def _undo(request: HttpRequest, act: BulkAct, person: Person) -> int:
    try:
        sifted = review.undo(act, by=person, at=timezone.now())
    except Refused as refusal:
        messages.error(request, shown(refusal))
        return status_of(refusal)
    count = len(sifted.taken)
    words = ngettext("Undone: %(count)d conflict is as it was.", "Undone: %(count)d conflicts are as they were.", count)
    messages.success(request, words % {"count": count})
    _tell_of(request, sifted.left_out, _("Not put back: “%(question)s”. %(why)s"))
    return 302
