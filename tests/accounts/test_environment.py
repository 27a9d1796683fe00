"""What the environment says about mail and single sign-on, as the settings understand it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment

NAMES = ["EMAIL_URL", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_USE_SSL", "OIDC_ISSUER", "OIDC_CLIENT_ID"]


@pytest.fixture
def say(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch.setenv


@pytest.mark.parametrize(
    ("url", "host", "port", "security"),
    [
        ("smtp://mail.example.org", "mail.example.org", 25, ""),
        ("smtp+tls://mail.example.org", "mail.example.org", 587, "tls"),
        ("smtps://mail.example.org:4650", "mail.example.org", 4650, "ssl"),
    ],
)
def test_a_mail_server_is_told_by_its_address(say, url, host, port, security):
    say("EMAIL_URL", url)
    told = environment.mail_server()
    assert (told["host"], told["port"], told["security"]) == (host, port, security)


def test_user_and_password_may_hold_any_sign(say):
    say("EMAIL_URL", "smtp+tls://me%40example.org:p%2Fw%3A@mail.example.org")
    told = environment.mail_server()
    assert (told["user"], told["password"]) == ("me@example.org", "p/w:")


@pytest.mark.parametrize("url", ["http://mail.example.org", "mail.example.org", "smtp://"])
def test_an_address_that_is_none_of_a_mail_server_stops_the_start(say, url):
    say("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL is"):
        environment.mail_server()


def test_a_mail_server_is_told_one_by_one(say):
    say("EMAIL_HOST", "mail.example.org")
    say("EMAIL_USE_TLS", "1")
    told = environment.mail_server()
    assert (told["host"], told["port"], told["security"]) == ("mail.example.org", 587, "tls")


def test_without_a_mail_server_nothing_is_sent(say):
    assert environment.mail_server() == {}


def test_a_provider_is_told_by_issuer_and_client(say):
    say("OIDC_ISSUER", "https://id.example.org/realm/")
    assert environment.provider() == {}
    say("OIDC_CLIENT_ID", "concordance")
    ((app,),) = (each["APPS"] for each in environment.provider().values())
    assert (app["provider_id"], app["client_id"]) == ("sso", "concordance")
    assert app["settings"]["server_url"] == "https://id.example.org/realm"


def test_a_form_may_lead_to_the_origin_of_the_provider():
    assert environment.origin("https://id.example.org:8443/realm/one") == "https://id.example.org:8443"
