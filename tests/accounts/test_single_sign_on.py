"""Single sign-on by OpenID Connect: the provider's answers are played, everything on our side is real."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from sources.accounts.adapters import ProviderAdapter
from sources.models import Person

pytestmark = pytest.mark.django_db
ISSUER = "https://id.example.org"
LOGIN, CALLBACK = "/account/oidc/sso/login/", "/account/oidc/sso/login/callback/"


class Answer:
    """What `requests` gives back."""

    status_code, headers = 200, {"content-type": "application/json"}

    def __init__(self, body: dict[str, Any]) -> None:
        self.body = body

    def json(self) -> dict[str, Any]:
        return self.body

    def raise_for_status(self) -> None: ...


class Provider:
    """Discovery, token and user info of a provider that vouches for what `told` says."""

    def __init__(self) -> None:
        self.told: dict[str, Any] = {
            "sub": "77",
            "email": "rui@example.org",
            "email_verified": True,
            "name": "Rui Faria",
        }

    def __enter__(self) -> "Provider":
        return self

    def __exit__(self, *_: object) -> None: ...

    def get(self, address: str, **_: object) -> Answer:
        if address.endswith("/.well-known/openid-configuration"):
            ends = {"authorization_endpoint": "auth", "token_endpoint": "token", "userinfo_endpoint": "me"}
            return Answer({"issuer": ISSUER, **{name: f"{ISSUER}/{end}" for name, end in ends.items()}})
        return Answer(self.told)

    def request(self, method: str, address: str, **_: object) -> Answer:
        return Answer({"access_token": "t", "token_type": "bearer"})


@pytest.fixture
def provider(settings, monkeypatch) -> Provider:
    asked = {"server_url": ISSUER, "oauth_pkce_enabled": True}
    app = {"provider_id": "sso", "name": "The House", "client_id": "concordance", "secret": "s", "settings": asked}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    provider = Provider()
    monkeypatch.setattr(ProviderAdapter, "get_requests_session", lambda self: provider)
    return provider


@pytest.fixture
def rui() -> Person:
    return Person.objects.create_user("rui", email="rui@example.org", password="a long enough one")


def come_back(client, process: str = ""):
    """To the provider and back, as a browser goes; the answer to the last step."""
    sent = client.post(LOGIN + process)
    (state,) = parse_qs(urlsplit(sent.url).query)["state"]
    return client.get(CALLBACK, {"code": "c", "state": state}, follow=True)


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_the_door_has_a_button_to_the_provider(client, provider):
    page = client.get(reverse("account_login")).content.decode()
    assert "Continue with The House" in page
    sent = client.post(LOGIN)
    assert sent.url.startswith(f"{ISSUER}/auth?")
    assert parse_qs(urlsplit(sent.url).query)["code_challenge_method"] == ["S256"]


def test_a_person_is_signed_in_by_a_verified_address(client, provider, rui):
    come_back(client)
    assert is_in(client)
    assert client.session["_auth_user_id"] == str(rui.pk)
    rui.refresh_from_db()
    assert rui.has_usable_password()
    assert EmailAddress.objects.get().verified


def test_a_person_is_known_by_their_number_afterwards_whatever_the_address(client, provider, rui):
    come_back(client)
    client.post(reverse("account_logout"))
    provider.told["email"] = "renamed@example.org"
    come_back(client)
    assert client.session["_auth_user_id"] == str(rui.pk)


@pytest.mark.parametrize("said", [False, "false", None, ""])
def test_an_address_nobody_verified_opens_nothing(client, provider, rui, said):
    provider.told["email_verified"] = said
    page = come_back(client)
    assert "No account here" in page.content.decode()
    assert not is_in(client)


def test_an_address_that_two_people_have_opens_nothing(client, provider, rui):
    Person.objects.create_user("rui2", email="RUI@example.org")
    come_back(client)
    assert not is_in(client)


def test_a_stranger_is_told_to_ask_for_an_account(client, provider):
    page = come_back(client)
    assert "Accounts are made by an administrator" in page.content.decode()
    assert not Person.objects.exists()


def test_a_closed_account_stays_closed(client, provider, rui):
    Person.objects.update(is_active=False)
    come_back(client)
    assert not is_in(client)


def test_where_wanted_a_person_is_made_who_is_a_member_of_nothing(client, provider, settings):
    settings.OIDC_CREATE_PEOPLE = True
    provider.told["preferred_username"] = "rui"
    come_back(client)
    person = Person.objects.get()
    assert (person.username, person.email, person.has_usable_password()) == ("rui", "rui@example.org", False)
    assert not person.memberships.exists()
    assert (person.is_staff, person.is_superuser) == (False, False)
    assert is_in(client)


def test_where_wanted_nobody_is_made_of_an_address_nobody_verified(client, provider, settings):
    settings.OIDC_CREATE_PEOPLE = True
    provider.told["email_verified"] = False
    come_back(client)
    assert not Person.objects.exists()


def test_the_second_factor_is_asked_for_after_the_provider(client, provider, rui):
    TOTP.activate(rui, generate_totp_secret())
    page = come_back(client)
    assert page.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert not is_in(client)


def test_no_second_identity_is_tied_to_an_account_from_inside(client, provider, rui):
    provider.told["email"] = "somebody@example.org"
    client.force_login(rui)
    come_back(client, "?process=connect")
    assert not rui.socialaccount_set.exists()


def test_an_answer_nobody_asked_for_opens_nothing(client, provider, rui):
    client.get(CALLBACK, {"code": "c", "state": "made up"})
    assert not is_in(client)


def test_without_a_provider_there_is_no_such_address(client):
    assert client.post(LOGIN).status_code == 404


# ---- names that pass for others ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "username", "name"),
    [
        ({"preferred_username": "r\u0443i"}, "rui", "Rui Faria"),
        ({"preferred_username": "rui\u200b"}, "rui", "Rui Faria"),
        ({"preferred_username": "rui", "name": "Ru\u0456 Faria"}, "rui", "Faria"),
        ({"preferred_username": "rui", "name": "Rui \u202eairaF"}, "rui", "Rui"),
        ({"preferred_username": "\u202erui", "name": "\u200b \u200b"}, "rui", "rui"),
    ],
)
def test_no_name_in_disguise_comes_from_the_provider(client, provider, settings, told, username, name):
    settings.OIDC_CREATE_PEOPLE = True
    provider.told |= told
    come_back(client)
    person = Person.objects.get()
    assert (person.username, person.display_name) == (username, name)
    assert is_in(client)


@pytest.mark.parametrize("asked", ["coco", "COCO", "c\u043eco"])
def test_nobody_gets_a_username_that_passes_for_another(client, provider, settings, asked):
    settings.OIDC_CREATE_PEOPLE = True
    other = Person.objects.create(username="\u0441\u043e\u0441\u043e")
    provider.told |= {"preferred_username": asked, "name": "", "email": "coco@example.org"}
    come_back(client)
    person = Person.objects.exclude(pk=other.pk).get()
    assert person.username == "user"
    assert is_in(client)
