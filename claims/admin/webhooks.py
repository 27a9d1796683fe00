"""The webhooks of a dossier: whom it tells what outside, what was sent, and once more."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from claims.admin.acting import act, posted_number, rights_shown
from claims.models import Delivery, Webhook
from claims.models.webhook import Announced
from claims.permissions import Right, require
from claims.webhooks import managing
from sources.models import Dossier, Person

_SHOWN = 50


class WebhookForm(forms.Form):
    url = forms.CharField(label=gettext_lazy("Address"), max_length=2000, help_text=gettext_lazy("https://…"))
    events = forms.MultipleChoiceField(
        label=gettext_lazy("When?"), choices=Announced.choices, widget=forms.CheckboxSelectMultiple
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def webhooks_page(request: HttpRequest, pk: int) -> HttpResponse:
    """For chiefs alone: an address may hold a password. A new secret stands in the answer that made it."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    assert isinstance(request.user, Person), "the desk is for people signed in"
    if "manage" not in rights_shown(request, dossier):
        return _refused(request, dossier)
    form = WebhookForm(request.POST if request.POST.get("act") == "add" else None, label_suffix="")
    status, shown = 200, None
    if request.method == "POST":
        status, shown = _done(request, dossier, form)
        if status == 302:
            if shown is None:
                return redirect("webhooks", pk=dossier.pk)
            form, status = WebhookForm(label_suffix=""), 201
    return _answer(request, dossier, status, webhook_form=form, shown=shown)


def _refused(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    call = partial(require, right=Right.MANAGE, dossier=dossier)
    status = act(request, "", lambda by, at: call(by))
    return _answer(request, dossier, status, webhook_form=None, shown=None)


def _answer(request: HttpRequest, dossier: Dossier, status: int, **context: Any) -> HttpResponse:
    may = context["webhook_form"] is not None
    shown = {
        **admin.site.each_context(request),
        "title": _("Webhooks of “%(dossier)s”") % {"dossier": dossier.title},
        "dossier": dossier,
        "are_on": settings.WEBHOOKS,
        "now": timezone.now(),
        "webhooks": dossier.webhooks.all() if may else (),
        "deliveries": _deliveries(dossier)[:_SHOWN] if may else (),
        **context,
    }
    return TemplateResponse(request, "claims/webhooks.html", shown, status=status)


def _deliveries(dossier: Dossier) -> QuerySet[Delivery]:
    return Delivery.objects.filter(webhook__dossier=dossier).select_related("webhook")


def _done(request: HttpRequest, dossier: Dossier, form: WebhookForm) -> tuple[int, Webhook | None]:
    """The status, and the webhook whose new secret is to be shown."""
    what = request.POST.get("act", "")
    made: list[Webhook] = []
    if what == "add":
        if not form.is_valid():
            return 400, None
        said = form.cleaned_data
        call = partial(managing.add_webhook, dossier, said["url"].strip(), said["events"])
        return _keeping(request, _("The webhook is added. Copy its secret now."), call, made)
    if what == "replay":
        delivery = get_object_or_404(_deliveries(dossier), pk=posted_number(request, "delivery"))
        return act(request, _("It is sent once more."), partial(managing.replay, delivery)), None
    webhook = get_object_or_404(Webhook, dossier=dossier, pk=posted_number(request, "webhook"))
    if what == "rotate":
        said_done = _("Messages are signed with a new secret. For a day the one before signs them too.")
        return _keeping(request, said_done, partial(managing.rotate_secret, webhook), made)
    if what == "open":
        return act(request, _("The webhook is open."), partial(managing.open_webhook, webhook)), None
    if what == "remove":
        return act(request, _("The webhook is removed."), partial(managing.remove_webhook, webhook)), None
    return 400, None


def _keeping(request: HttpRequest, done: str, call: Any, made: list[Webhook]) -> tuple[int, Webhook | None]:
    status = act(request, done, lambda **who: made.append(call(**who)))
    return status, made[0] if made else None
