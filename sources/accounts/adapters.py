"""What allauth asks us: who may have an account, and whom the house's provider signs in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from sources.accounts.guessing import address_of
from sources.enciphering import KeyLost, deciphered, enciphered
from sources.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth tells no types
    """Accounts are made by an administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Of usernames that are thought of for somebody, one that passes for another's is not taken."""
        username = str(super().clean_username(username, shallow))
        Person(username=username).expect_plain_names()
        return username

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

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        """Of the names that the provider tells those are taken which `Person` takes; the others are left empty, and a
        username is made of the rest.
        """
        person: Person = super().populate_user(request, sociallogin, data)
        try:
            person.expect_plain_names()
        except ValidationError as refused:
            for field in refused.message_dict:
                setattr(person, field, "")
        return person

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """There is no form to fill in: it would let somebody write another's address."""
        return True


def _vouched(sociallogin: SocialLogin) -> list[str]:
    """Addresses the provider calls verified. Some say so with the word "false", which is true to Python."""
    return [each.email for each in sociallogin.email_addresses if str(each.verified).lower() == "true"]


class SecondFactorLost(ValidationError):
    """The key of this server is another one than that with which a second factor was set up.

    A form that asks for a code says so; in a template, codes that cannot be read are none; any other page is led to
    that of the second factors (`SecondFactorFirst`).
    """

    silent_variable_failure = True

    def __init__(self) -> None:
        super().__init__(
            _(
                "The key of this server was changed, and what your second factor was set up with cannot be read any "
                "more. Set it up anew; if you cannot get in, ask an administrator."
            )
        )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are kept enciphered."""

    def encrypt(self, text: str) -> str:
        return enciphered(text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return deciphered(encrypted_text)
        except KeyLost as error:
            raise SecondFactorLost from error
