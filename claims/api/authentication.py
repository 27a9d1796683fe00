"""Who calls the API."""

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, BasicAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, Throttled
from rest_framework.request import Request

from sources.accounts.guessing import seconds_to_wait
from sources.accounts.second_factor import has_second_factor, password_is_enough
from sources.accounts.tokens import note_use, token_of
from sources.models import ApiToken, Person

_CHALLENGE = 'Bearer realm="Concordance", Basic realm="Concordance", charset="UTF-8"'
_REFUSED = 'Bearer realm="Concordance", error="invalid_token"'  # RFC 6750, 3.1


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer ccd_…`: a token made on the account page. It needs no second factor: it is one."""

    def authenticate(self, request: Request) -> tuple[Person, ApiToken] | None:
        secret = _presented(request)
        if secret is None:
            return None
        now = timezone.now()
        token = token_of(secret, at=now)
        if token is None:
            raise AuthenticationFailed(_("This token opens nothing: it is mistyped, revoked or expired."))
        if settings.REQUIRE_SECOND_FACTOR and not has_second_factor(token.person):
            raise PermissionDenied(_("Set up a second factor first: sign in to the desk and follow its page."))
        note_use(token, at=now)
        return token.person, token

    def authenticate_header(self, request: Request) -> str:
        return _CHALLENGE if _presented(request) is None else _REFUSED


def _presented(request: Request) -> str | None:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


class PasswordAuthentication(BasicAuthentication):
    """HTTP Basic, for accounts that have no second factor. No account has a NUL in its name or password.

    A browser that was told a password once sends it along with what forms of other sites post: those are refused.
    """

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        found = super().authenticate(request)
        if found and _is_of_another_site(request):
            raise PermissionDenied(_("Another site's page may not act here with a password your browser remembers."))
        return found

    def authenticate_credentials(
        self, userid: str, password: str, request: Request | None = None
    ) -> tuple[AbstractBaseUser, None]:
        if "\0" in userid or "\0" in password:
            raise AuthenticationFailed
        asking = _asking(request)
        person = authenticate(asking, username=userid, password=password)
        if person is None:
            if getattr(asking, "axes_locked_out", False):
                wait = seconds_to_wait(asking, {"username": userid})
                raise Throttled(wait, _("Too many wrong passwords for this account from here."))
            raise AuthenticationFailed(_("Wrong name or password."))
        if not password_is_enough(person):
            raise PermissionDenied(_("A second factor guards this account: its password alone does not open the API."))
        return person, None


def _is_of_another_site(request: Request) -> bool:
    """Whether a browser says so (Fetch Metadata; Origin, of older ones). Programs say neither."""
    own = f"{request.scheme}://{request.get_host()}"
    said = request.headers.get("Sec-Fetch-Site", "none")
    return said not in ("none", "same-origin") or request.headers.get("Origin", own) != own


def _asking(request: Request | None) -> HttpRequest:
    """The request for those who count failures: without its body, which may be a book nobody need read for that."""
    asking = HttpRequest()
    if request is not None:
        asking.META, asking.path, asking.method = request.META, request.path, request.method
    return asking
