"""The second factor: an app's code, a recovery code; asked for of everybody where the settings say so."""

import base64
import datetime as dt
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from sources.accounts.second_factor import has_second_factor
from sources.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough one"


@pytest.fixture
def rui() -> Person:
    return Person.objects.create_user("rui", email="rui@example.org", password=PASSWORD)


@pytest.fixture
def secret(rui) -> str:
    """Of the app that rui has."""
    secret = str(generate_totp_secret())
    TOTP.activate(rui, secret)
    return secret


def code_of(secret: str, *, seconds_ago: int = 0) -> str:
    """What an app shows (RFC 6238), computed here anew."""
    counter = struct.pack(">Q", (int(time.time()) - seconds_ago) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def log_in(client: Client):
    return client.post(reverse("account_login"), {"login": "rui", "password": PASSWORD})


def enter(client: Client, code: str):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# ---- an app -----------------------------------------------------------------------------------------


def test_an_app_is_set_up_and_asked_for_the_next_time(client, rui):
    log_in(client)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    client.post(asked.url, {"password": PASSWORD, "next": reverse("mfa_activate_totp")})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    (secret,) = re.findall(r'id="authenticator_secret">(\w+)<', page)
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    codes = re.findall(r"<code>(\d{8})</code>", client.get(done.url).content.decode())
    assert len(codes) == 10

    client.post(reverse("account_logout"))
    cache.clear()  # the code was used a moment ago
    assert log_in(client).url == reverse("mfa_authenticate")
    assert not is_in(client)
    assert enter(client, code_of(secret)).url == reverse("admin:index")
    assert is_in(client)


def test_an_app_with_a_wrong_code_is_not_switched_on(client, rui):
    client.force_login(rui)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    assert client.post(reverse("mfa_activate_totp"), {"code": "000000"}).status_code == 200
    assert not has_second_factor(rui)


def test_a_wrong_code_opens_nothing(client, rui, secret):
    log_in(client)
    assert enter(client, "12345").status_code == 200
    assert not is_in(client)


def test_a_code_opens_the_door_once(client, rui, secret):
    code = code_of(secret)
    cache.clear()
    log_in(client)
    enter(client, code)
    other = Client()
    log_in(other)
    assert enter(other, code).status_code == 200
    assert not is_in(other)


def test_a_code_of_two_minutes_ago_opens_nothing(client, rui, secret):
    log_in(client)
    enter(client, code_of(secret, seconds_ago=120))
    assert not is_in(client)


def test_codes_cannot_be_guessed_at_leisure(client, rui, secret, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    cache.clear()
    log_in(client)
    for _ in range(5):
        enter(client, "000000")
    enter(client, code_of(secret))
    assert not is_in(client)
    cache.clear()


def test_the_second_step_without_the_first_leads_nowhere(client, rui, secret):
    assert enter(client, code_of(secret)).url == reverse("account_login")
    assert not is_in(client)


def test_an_app_is_switched_off_by_whoever_proves_it_is_them(client, rui, secret):
    client.force_login(rui)
    refused = client.post(reverse("mfa_deactivate_totp"))
    assert "reauthenticate" in refused.url
    assert has_second_factor(rui)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert not has_second_factor(rui)


# ---- recovery codes ---------------------------------------------------------------------------------


def test_a_recovery_code_opens_the_door_once(client, rui, secret):
    codes = RecoveryCodes.activate(rui).get_unused_codes()
    log_in(client)
    enter(client, codes[0])
    assert is_in(client)
    other = Client()
    log_in(other)
    enter(other, codes[0])
    assert not is_in(other)


def test_recovery_codes_alone_are_no_second_factor(rui):
    RecoveryCodes.activate(rui)
    assert not has_second_factor(rui)


def test_the_account_page_tells_what_guards_it(client, rui, secret):
    RecoveryCodes.activate(rui)
    Authenticator.objects.filter(type="totp").update(last_used_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    client.force_login(rui)
    page = client.get(reverse("account")).content.decode()
    for said in ["Authenticator app", "last used", "10 recovery codes are left", "Manage the second factor"]:
        assert said in page


# ---- the API ----------------------------------------------------------------------------------------


def call(client: Client):
    told = base64.b64encode(f"rui:{PASSWORD}".encode()).decode()
    return client.get(reverse("api:export"), headers={"Authorization": f"Basic {told}"})


def test_the_password_alone_does_not_open_the_api_past_a_second_factor(client, rui, secret):
    response = call(client)
    assert response.status_code == 403
    assert "second factor" in response.json()["detail"]


# ---- where everybody must have one ------------------------------------------------------------------


@pytest.fixture
def required(settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.mark.parametrize("name", ["admin:index", "admin:claims_conflict_changelist", "import", "account"])
def test_where_required_nothing_else_comes_first(client, rui, required, name):
    client.force_login(rui)
    for response in (client.get(reverse(name)), client.post(reverse(name))):
        assert (response.status_code, response.url) == (302, reverse("mfa_index"))
    assert "asks everybody for a second factor" in client.get(reverse("mfa_index")).content.decode()


def test_where_required_one_can_set_it_up_and_log_out(client, rui, required):
    client.force_login(rui)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    assert client.post(reverse("account_logout")).url == reverse("account_login")


def test_where_required_whoever_has_one_works_on(client, rui, secret, required):
    client.force_login(rui)
    assert client.get(reverse("account")).status_code == 200
    assert "asks everybody" not in client.get(reverse("mfa_index")).content.decode()


def test_where_required_the_api_is_closed_too(client, rui, required):
    assert call(client).status_code == 403
    client.force_login(rui)
    response = client.get(reverse("api:export"))
    assert (response.status_code, response.headers["Content-Type"]) == (403, "application/problem+json")
    assert "second factor" in response.json()["detail"]


def test_where_not_required_nobody_is_sent_anywhere(client, rui):
    client.force_login(rui)
    assert client.get(reverse("account")).status_code == 200


def test_where_required_the_door_stands_open_for_whoever_is_not_in(client, required):
    assert client.get(reverse("account_login")).status_code == 200
