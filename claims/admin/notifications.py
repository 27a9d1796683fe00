"""What a person is told of: the list at the desk, the way to each thing, and what they want to be told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from claims import remarks, telling
from claims.admin.discussion import kind_of, page_of
from claims.models import Notification, NotificationSettings
from claims.models.notification import Mailing, Occasion
from sources.models import Person

_A_PAGE = 30
_SUBJECTS = ("comment__claim", "comment__conflict__question", "comment__question", "conflict__question")


class WishesForm(forms.Form):
    mailing = forms.ChoiceField(label=_("By mail"), choices=Mailing.choices, widget=forms.RadioSelect)
    wanted = forms.MultipleChoiceField(
        label=_("Tell me when"), choices=Occasion.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def unread_notifications(request: HttpRequest) -> dict[str, Any]:
    """For every page: how many notifications wait for the reader; counted where a page shows it."""

    def count() -> int:
        user = getattr(request, "user", None)
        return Notification.objects.visible_to(user).unread().count() if user else 0

    return {"unread_notifications": SimpleLazyObject(count)}


@require_safe
def notifications_page(request: HttpRequest) -> HttpResponse:
    """Everything the person is told of: unread first, the newest first."""
    mine = Notification.objects.visible_to(request.user).select_related("caused_by", "dossier", *_SUBJECTS)
    unread_first = mine.order_by(models.Case(models.When(read_at=None, then=0), default=1), "-id")
    page = Paginator(unread_first, _A_PAGE).get_page(request.GET.get("p"))
    rows = [{"notification": each, "on": _on(each), "kind": kind_of(_on(each)), "said": _said(each)} for each in page]
    context = {
        **admin.site.each_context(request),
        "title": gettext("Notifications"),
        "page": page,
        "unread": [row for row in rows if row["notification"].read_at is None],
        "read": [row for row in rows if row["notification"].read_at is not None],
    }
    return TemplateResponse(request, "claims/notifications.html", context)


@require_safe
def notification(request: HttpRequest, pk: int) -> HttpResponse:
    """To the page it is about; whatever else the person was told of the same thing is read with it."""
    told = Notification.objects.visible_to(request.user).select_related(*_SUBJECTS).filter(pk=pk).first()
    if told is None:
        raise Http404
    telling.mark_read(telling.about_the_same(told), at=timezone.now())
    comment = told.comment
    place = f"#thread-{comment.reply_to_id or comment.pk}" if comment else ""
    return HttpResponseRedirect(page_of(_on(told)) + place)


@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Mark one as read, or all of them where none is named."""
    mine = Notification.objects.visible_to(request.user)
    if named := request.POST.get("notification", ""):
        if not (named.isascii() and named.isdecimal() and len(named) < 18 and mine.filter(pk=named).exists()):
            raise Http404
        mine = mine.filter(pk=named)
    telling.mark_read(mine, at=timezone.now())
    return HttpResponseRedirect(reverse("notifications"))


def settings_page(request: HttpRequest) -> HttpResponse:
    """What the person wants to be told of, and whether by mail."""
    assert isinstance(request.user, Person), "the desk is for people signed in"
    kept = NotificationSettings.objects.filter(person=request.user).first() or NotificationSettings()
    wanted = [each for each in Occasion.values if each not in kept.unwanted]
    form, status = WishesForm(initial={"mailing": kept.mailing, "wanted": wanted}, label_suffix=""), 200
    if request.method == "POST":
        form, status = WishesForm(request.POST, label_suffix=""), 400
        if form.is_valid():
            unwanted = [each for each in Occasion.values if each not in form.cleaned_data["wanted"]]
            telling.wish(request.user, Mailing(form.cleaned_data["mailing"]), unwanted)
            messages.success(request, gettext("Saved."))
            return HttpResponseRedirect(reverse("notification_settings"))
    context = {
        **admin.site.each_context(request),
        "title": gettext("What I am told of"),
        "form": form,
        "sends_mail": settings.SENDS_MAIL,
    }
    return TemplateResponse(request, "claims/notification_settings.html", context, status=status)


def _on(told: Notification) -> Any:
    """The claim, conflict or question that it is about."""
    return told.comment.on if told.comment else told.conflict


def _said(told: Notification) -> str:
    return remarks.beginning(told.comment.body) if told.comment else ""
