"""Threads at the desk: every act answers a page with the part that changed, or leads back to where it stood.

What is refused is shown with what was typed. Everything works without JavaScript: then a refusal is answered by the
page of the one thread, or of the discussion.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims import review
from claims.admin.acting import act, posted_number, rights_shown
from claims.admin.discussion import KINDS, Discussion, Subject, discussion_shown, open_count, page_of, thread_shown
from claims.errors import Refused
from claims.models import Comment
from claims.shown import shown
from claims.telling import strangers_in
from sources.models import Dossier, Person


class Typed(forms.Form):
    """What was typed; what it may be is the domain's to say. `where` is the form on the page that it was typed in."""

    body = forms.CharField(required=False, strip=False)

    def __init__(self, request: HttpRequest, where: str) -> None:
        super().__init__(request.POST)
        self.where, self.error = where, ""

    @property
    def text(self) -> str:
        return str(self.data.get("body", ""))


# ---- pages -----------------------------------------------------------------------------------------


def discussion_page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """All that is said on one thing; posted to, it begins a thread there."""
    on = _visible(request, kind, pk)
    if request.method != "POST":
        return _discussion_answer(request, on)
    made: list[Comment] = []
    typed = Typed(request, "new")

    def write(**who: Any) -> None:
        made.append(review.comment(on, typed.text, **who))

    status = _write(request, typed, _("The thread is begun."), write)
    if not made:
        return _discussion_answer(request, on, typed, status)
    _warn_of_strangers(request, made[0])
    if not request.htmx:  # type: ignore[attr-defined]
        return HttpResponseRedirect(f"{page_of(on)}#thread-{made[0].pk}")
    return _part(request, "claims/_thread_begun.html", made[0], on)


@require_safe
def thread_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One thread alone, with the way to where it stands."""
    return _thread_answer(request, _visible_comment(request, pk))


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    thread = _visible_comment(request, pk)
    made: list[Comment] = []
    typed = Typed(request, f"reply-{thread.pk}")

    def write(**who: Any) -> None:
        made.append(review.comment(thread.on, typed.text, reply_to=thread, **who))

    status = _write(request, typed, _("The reply is written."), write)
    if made:
        _warn_of_strangers(request, made[0])
    return _answer(request, thread, status, typed)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form to say it otherwise, and what comes of it."""
    comment = _visible_comment(request, pk)
    if request.method != "POST":
        if comment.author_id != request.user.pk:
            raise Http404
        return _thread_answer(request, comment, editing=comment)
    typed = Typed(request, f"edit-{comment.pk}")
    call = partial(review.edit_comment, comment, typed.text, seen=posted_number(request, "seen"))
    status = _write(request, typed, _("The comment is edited."), call)
    if status == 302:
        _warn_of_strangers(request, Comment.objects.get(pk=comment.pk))
    return _answer(request, comment, status, typed, editing=comment)


@require_POST
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the thread; what is typed in its form is its last word."""
    comment = _visible_comment(request, pk)
    typed = Typed(request, f"reply-{comment.pk}")

    @transaction.atomic
    def close(**who: Any) -> None:
        if typed.text.strip():
            review.comment(comment.on, typed.text, reply_to=comment, **who)
        review.resolve(comment, **who)

    return _answer(request, comment, _write(request, typed, _("The thread is resolved."), close), typed)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    comment = _visible_comment(request, pk)
    call = partial(review.reopen_thread, comment)
    return _answer(request, comment, act(request, _("The thread is open again."), call))


@require_safe
def members(request: HttpRequest, dossier_id: int) -> JsonResponse:
    """Who can be mentioned in a dossier's threads: its members, by name and username."""
    dossier = Dossier.objects.visible_to(request.user).filter(pk=dossier_id).first()
    if dossier is None:
        raise Http404
    people = Person.objects.filter(memberships__dossier=dossier, is_active=True).order_by("username")
    told = [{"username": person.username, "name": person.display_name} for person in people]
    return JsonResponse({"members": told})


# ---- what they share -------------------------------------------------------------------------------


def _visible(request: HttpRequest, kind: str, pk: int) -> Subject:
    found = KINDS[kind].objects.visible_to(request.user).filter(pk=pk).first() if kind in KINDS else None
    if found is None:
        raise Http404
    return found


def _visible_comment(request: HttpRequest, pk: int) -> Comment:
    subjects = ("claim__dossier", "conflict__question__dossier", "question__dossier")
    found = Comment.objects.visible_to(request.user).select_related(*subjects, "reply_to").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _place(request: HttpRequest, comment: Comment) -> Subject:
    """What the page was about on which the form stood: a thread on a claim is shown on its conflict too."""
    kind, _dash, pk = (request.POST.get("place") or request.GET.get("place") or "").partition("-")
    if kind in KINDS and pk.isascii() and pk.isdecimal() and len(pk) < 18:
        place = KINDS[kind].objects.visible_to(request.user).filter(pk=int(pk)).first()
        if place is not None and place.dossier == comment.dossier:
            return place
    return comment.on


def _write(request: HttpRequest, typed: Typed, done: str, call: Callable[..., object]) -> int:
    """Call a domain function with what was typed; where it refuses, the form says why."""

    def say_why(**who: Any) -> None:
        try:
            if not typed.is_valid():
                raise Refused(" ".join(map(str, typed.errors["body"])))
            call(**who)
        except Refused as refusal:
            typed.error = shown(refusal)
            raise

    return act(request, done, say_why)


def _warn_of_strangers(request: HttpRequest, comment: Comment) -> None:
    if strangers := strangers_in(comment.body, comment.dossier):
        told = _("Not told, because no member of this dossier is called so: %(names)s")
        messages.warning(request, told % {"names": ", ".join(strangers)})


def _answer(
    request: HttpRequest, comment: Comment, status: int, typed: Typed | None = None, editing: Comment | None = None
) -> HttpResponse:
    if status != 302:
        return _thread_answer(request, comment, editing=editing, typed=typed, status=status)
    place = _place(request, comment)
    if not request.htmx:  # type: ignore[attr-defined]
        return HttpResponseRedirect(f"{page_of(place)}#thread-{comment.reply_to_id or comment.pk}")
    return _part(request, "claims/_thread_changed.html", comment, place)


def _thread_answer(
    request: HttpRequest,
    comment: Comment,
    *,
    editing: Comment | None = None,
    typed: Typed | None = None,
    status: int = 200,
) -> HttpResponse:
    place = _place(request, comment)
    shown = {"editing": editing.pk if editing else None, "typed": typed}
    if request.htmx:  # type: ignore[attr-defined]
        return _part(request, "claims/_thread_changed.html", comment, place, status, **shown)
    context = _context(request, comment, place)
    context |= {**admin.site.each_context(request), "title": _("Thread"), "on": place, "page": page_of(place), **shown}
    return TemplateResponse(request, "claims/thread.html", context, status=status)


def _discussion_answer(
    request: HttpRequest, on: Subject, typed: Typed | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "discussion": discussion_shown(request, on),
        "rights": rights_shown(request, on.dossier),
        "typed": typed,
    }
    if request.htmx and typed:  # type: ignore[attr-defined]
        context["told"] = list(messages.get_messages(request))
        return TemplateResponse(request, "claims/_thread_refused.html", context, status=status)
    context |= {**admin.site.each_context(request), "title": _("Threads"), "on": on, "page": page_of(on)}
    return TemplateResponse(request, "claims/discussion.html", context, status=status)


def _part(
    request: HttpRequest, template: str, comment: Comment, place: Subject, status: int = 200, **more: Any
) -> HttpResponse:
    told = list(messages.get_messages(request))
    context = {**_context(request, comment, place), "just_changed": True, "told": told, **more}
    return TemplateResponse(request, template, context, status=status)


def _context(request: HttpRequest, comment: Comment, place: Subject) -> dict[str, Any]:
    assert isinstance(request.user, Person), "the desk is for people signed in"
    return {
        "discussion": Discussion(place, [], open_count(place), 0),
        "thread": thread_shown(comment, request.user),
        "rights": rights_shown(request, comment.dossier),
    }
