"""The page of one's own tokens: made, shown once, revoked."""

from __future__ import annotations

import datetime as dt

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sources.accounts.tokens import make_token, revoke
from sources.models import ApiToken, Person
from sources.models.token import Scope

DAYS = (7, 30, 90, 365)
_SHOWN = 100  # the newest; whoever has more has no use for a list


def _spans() -> list[tuple[int, str]]:
    return [(days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days}) for days in DAYS]


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"), max_length=100, help_text=_("you will know it by this name when you revoke it")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=Scope.choices,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("never more than you may do yourself"),
    )
    days = forms.TypedChoiceField(label=_("How long is it good?"), choices=_spans, coerce=int, initial=90)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def tokens_page(request: HttpRequest) -> HttpResponse:
    """My tokens. A new one stands in the answer to the form that made it, and nowhere else."""
    assert isinstance(request.user, Person), "nobody else gets here"
    form = TokenForm(request.POST if request.POST.get("act") == "make" else None, label_suffix="")
    secret, status = "", 200
    if request.method == "POST":
        if request.POST.get("act") == "revoke":
            return _revoked(request, request.user)
        raise_if_reauthentication_required(request, app="allauth.mfa")
        status = 400
        if form.is_valid():
            said, now = form.cleaned_data, timezone.now()
            until = now + dt.timedelta(days=said["days"])
            _token, secret = make_token(request.user, said["name"], said["scopes"], expires_at=until, at=now)
            form, status = TokenForm(label_suffix=""), 201
    context = {
        "tokens": request.user.tokens.all()[:_SHOWN],
        "token_form": form,
        "secret": secret,
        "now": timezone.now(),
        "base": request.build_absolute_uri("/api/v1/"),
    }
    return render(request, "account/tokens.html", context, status=status)


def _revoked(request: HttpRequest, person: Person) -> HttpResponse:
    key = request.POST.get("token", "")
    pk = int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else 0
    token = get_object_or_404(ApiToken, person=person, pk=pk)
    revoke(token, at=timezone.now())
    messages.success(request, _("“%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("account_tokens")
