"""The second factor: who has one, and, where `REQUIRE_SECOND_FACTOR` is on, nothing else before there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sources.accounts.adapters import SecondFactorLost

KINDS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(person: AbstractBaseUser | AnonymousUser) -> bool:
    """Recovery codes alone are none: they stand in for one that was lost."""
    return bool(is_mfa_enabled(person, KINDS))


def password_is_enough(person: AbstractBaseUser) -> bool:
    """Where nothing else can be asked for (the API), a password opens only what has no second factor and needs none."""
    return not settings.REQUIRE_SECOND_FACTOR and not has_second_factor(person)


class SecondFactorFirst:
    """Sends whoever lacks a second factor to the pages where one is set up, if the settings ask for one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, options: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not settings.REQUIRE_SECOND_FACTOR or match is None or not request.user.is_authenticated:
            return None
        if has_second_factor(request.user):
            return None
        request.second_factor_missing = True  # type: ignore[attr-defined]
        if "api" in match.namespaces:
            detail = _("Set up a second factor first: sign in to the desk and follow its page.")
            problem = {"title": "Forbidden", "status": 403, "detail": detail, "errors": {}}
            return JsonResponse(problem, status=403, content_type="application/problem+json")
        name = match.url_name or ""
        if name.startswith("mfa_") or name in ("account_logout", "account_reauthenticate", "set_language"):
            return None
        return redirect("mfa_index")

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Codes that cannot be read are shown on no page; on that of the second factors one gets rid of them."""
        if not isinstance(exception, SecondFactorLost):
            return None
        messages.error(request, exception.messages[0])
        return redirect("mfa_index")
