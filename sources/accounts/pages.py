"""The page of one's own account, and the one for a forgotten password."""

from __future__ import annotations

from typing import Any

from allauth.account.views import PasswordResetView
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from sources.accounts.second_factor import KINDS
from sources.models import Membership


@login_required
@require_safe
def account_page(request: HttpRequest) -> HttpResponse:
    """Who I am, in which dossiers, and what guards my account."""
    me = request.user.pk
    assert me is not None, "nobody else gets here"
    factors = Authenticator.objects.filter(user_id=me)
    context = {
        "factors": [factor for factor in factors if factor.type in KINDS],
        "recovery": next((f.wrap() for f in factors if f.type == Authenticator.Type.RECOVERY_CODES), None),
        "required": settings.REQUIRE_SECOND_FACTOR,
        "memberships": Membership.objects.filter(person_id=me).select_related("dossier"),
        "identities": SocialAccount.objects.filter(user_id=me),
        "provider_name": settings.OIDC_NAME,
        "notification_settings": _address("notification_settings"),
    }
    return render(request, "account/account.html", context)


class ResetPage(PasswordResetView):  # type: ignore[misc]  # allauth tells no types
    """Asking for a new password by mail; where no mail is sent the page says what to do, and nothing is asked for."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return {**super().get_context_data(**context), "sends_mail": settings.SENDS_MAIL}

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        return super().post(request, *args, **options) if settings.SENDS_MAIL else redirect("account_reset_password")


def _address(name: str) -> str | None:
    """Where a page of a later word lies, if there is one."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
