"""What no form of one's own account declares sets nothing: nobody becomes an administrator by a longer form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from sources.models import Person
from tests.accounts.test_second_factor import PASSWORD, code_of
from tests.one_of_everything import Everything
from tests.security.test_mass_assignment_pages import (
    Rows,
    _the_same_each_time,
    differences,
    everything_written,
    hostile,
    undone,
)

__all__ = ["_the_same_each_time"]
pytestmark = [
    pytest.mark.usefixtures("the_owner", "_the_same_each_time"),
    pytest.mark.django_db,
]
Form = Callable[[Client, dict[str, Any]], Any]
NEXT = "another long one"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def posting(name: str, /, **fields: object) -> Form:
    return lambda client, more: client.post(reverse(name), {**more, **fields})


def _signs_in(client: Client, more: dict[str, Any]) -> Any:
    return posting("account_login", login="chief", password=PASSWORD)(Client(), more)


def _sets_up_an_app(client: Client, more: dict[str, Any]) -> Any:
    client.get(reverse("mfa_activate_totp"))
    code = code_of(client.session["mfa.totp.secret"])
    return posting("mfa_activate_totp", code=code)(client, more)


def _forgot(client: Client, more: dict[str, Any]) -> Any:
    """By the link of a mail."""
    person, browser = Person.objects.get(username="chief"), Client()
    keys = [user_pk_to_url_str(person), default_token_generator.make_token(person)]
    shown = browser.get(reverse("account_reset_password_from_key", args=keys))
    return browser.post(shown.headers["Location"], {**more, "password1": NEXT, "password2": NEXT})


def _with_an_app(form: Form) -> Form:
    def posted(client: Client, more: dict[str, Any]) -> Any:
        TOTP.activate(Person.objects.get(username="chief"), SECRET)
        return form(client, more)

    return posted


FORMS: dict[str, Form] = {
    "sign in": _signs_in,
    "sign out": posting("account_logout"),
    "say it is you": posting("account_reauthenticate", password=PASSWORD),
    "a forgotten password": _forgot,
    "change the password": posting("account_change_password", oldpassword=PASSWORD, password1=NEXT, password2=NEXT),
    "set up an app": _sets_up_an_app,
    "switch the app off": _with_an_app(posting("mfa_deactivate_totp")),
    "make recovery codes": _with_an_app(posting("mfa_generate_recovery_codes")),
    "make a token": posting("account_tokens", act="make", name="mine", scopes=["read"], days="30"),
    "choose what to be told of": posting("notification_settings", mailing="never", wanted=["replied"]),
    "choose a language": posting("set_language", language="zh-hans", next="/"),
}
# What these forms take is named as columns of other tables are.
DECLARED = {"password", "name", "scopes", "mailing", "wanted", "language"}
CHANGE_NOTHING = {"sign out", "say it is you", "choose a language"}


@pytest.fixture
def _as_the_chief_alone_sees_it(the_owner: None, everything: Everything, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.contrib.auth.hashers.BasePasswordHasher.salt", lambda self: "salt")
    monkeypatch.setattr("django.contrib.auth.hashers.PBKDF2PasswordHasher.iterations", 1)
    monkeypatch.setattr("sources.accounts.adapters.enciphered", "fernet1:{}".format)
    monkeypatch.setattr("sources.accounts.adapters.deciphered", lambda kept: kept.removeprefix("fernet1:"))
    monkeypatch.setattr("secrets.randbits", lambda bits: 2**bits - 1)
    person = everything.people["chief"]
    person.set_password(PASSWORD)
    person.save()


def posted(everything: Everything, form: Form, more: dict[str, str]) -> tuple[int, Rows]:
    cache.clear()
    with undone():
        client = Client()
        client.force_login(Person.objects.get(username="chief"))
        posting("account_reauthenticate", password=PASSWORD)(client, {})
        response = form(client, more)
        return response.status_code, everything_written()


@pytest.mark.usefixtures("_as_the_chief_alone_sees_it")
@pytest.mark.parametrize("what", FORMS)
def test_a_field_that_a_form_of_the_account_does_not_declare_changes_nothing(what, everything):
    before = everything_written()
    status, written = posted(everything, FORMS[what], {})
    assert status in (200, 201, 302)
    assert what in CHANGE_NOTHING or differences(before, written), "a form that does nothing proves nothing"
    for more in hostile(everything, DECLARED):
        again = posted(everything, FORMS[what], more)
        assert differences(written, again[1]) == {}
        assert again[0] == status
