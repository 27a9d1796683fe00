"""What allauth asks us: who may have an account, and whom the house's provider signs in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect

from sources.accounts.guessing import address_of
from sources.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth tells no types
    """Accounts are made by an administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request) or "unknown"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Failures with a password are counted once, by axes; allauth's own count stays for the codes."""


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The provider signs in people whose mail address it vouches for, and makes some only where settings say so."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """No further identity is tied to an account from inside: a stolen session would make itself a second key."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("account"))

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Person, str] | None:
        """The one person with an address that the provider says it verified; of two with the same, neither.

        An administrator entered the address and the provider vouches for it, so it is marked as verified. Otherwise
        allauth would take the password away, as of somebody who might have signed up with another's address.
        """
        for email in _vouched(sociallogin):
            people = Person.objects.filter(email__iexact=email)[:2]
            if len(people) == 1:
                EmailAddress.objects.update_or_create(
                    user=people[0], email=email.lower(), defaults={"verified": True, "primary": True}
                )
                return people[0], email.lower()
        return None

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        vouched = _vouched(sociallogin)
        known = any(Person.objects.filter(email__iexact=email).exists() for email in vouched)
        return bool(settings.OIDC_CREATE_PEOPLE and vouched and not known)

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """There is no form to fill in: it would let somebody write another's address."""
        return True


def _vouched(sociallogin: SocialLogin) -> list[str]:
    """Addresses the provider calls verified. Some say so with the word "false", which is true to Python."""
    return [each.email for each in sociallogin.email_addresses if str(each.verified).lower() == "true"]
