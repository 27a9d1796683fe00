"""Guessing of passwords: five failures close the door of one account to one address, by page and by API alike."""

import base64
import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from sources.accounts.guessing import address_of
from sources.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough one"
ELSEWHERE = "203.0.113.9"


@pytest.fixture
def rui() -> Person:
    return Person.objects.create_user("rui", email="rui@example.org", password=PASSWORD)


def log_in(client: Client, login: str, password: str, **headers: str):
    return client.post(reverse("account_login"), {"login": login, "password": password}, **headers)


def call(client: Client, username: str, password: str, **headers: str):
    told = base64.b64encode(f"{username}:{password}".encode()).decode()
    return client.get(reverse("api:export"), headers={"Authorization": f"Basic {told}"}, **headers)


def guess(client: Client, times: int, **headers: str) -> None:
    for number in range(times):
        log_in(client, "rui", f"guess {number}", **headers)


def test_the_fifth_failure_closes_the_door_and_says_for_how_long(client, rui):
    guess(client, 4)
    response = log_in(client, "rui", "guess five")
    assert response.status_code == 429
    assert 890 < int(response.headers["Retry-After"]) <= 900
    assert "You can try again in 15 minutes" in response.content.decode()
    assert log_in(client, "rui", PASSWORD).status_code == 429


def test_four_failures_close_nothing_and_are_forgotten_when_the_password_is_right(client, rui):
    guess(client, 4)
    assert log_in(client, "rui", PASSWORD).status_code == 302
    client.post(reverse("account_logout"))
    guess(client, 4)
    assert log_in(client, "rui", PASSWORD).status_code == 302


def test_the_door_opens_again_after_a_quarter_of_an_hour(client, rui):
    guess(client, 5)
    earlier = AccessAttempt.objects.get().attempt_time - dt.timedelta(minutes=15, seconds=1)
    AccessAttempt.objects.update(attempt_time=earlier)
    assert log_in(client, "rui", PASSWORD).status_code == 302


def test_trying_while_it_is_closed_does_not_prolong_the_wait(client, rui):
    guess(client, 5)
    AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - dt.timedelta(minutes=10))
    response = log_in(client, "rui", "one more")
    assert 0 < int(response.headers["Retry-After"]) <= 300


def test_another_person_and_another_address_are_not_locked_out(client, rui):
    Person.objects.create_user("carla", password=PASSWORD)
    guess(client, 5)
    assert log_in(client, "carla", PASSWORD).status_code == 302
    assert log_in(Client(), "rui", PASSWORD, REMOTE_ADDR=ELSEWHERE).status_code == 302


@pytest.mark.parametrize(
    "others", [["RUI", "Rui", "rUI", "ruI"], ["rui@example.org", "RUI@example.org", " rui ", "rui"]]
)
def test_one_person_is_counted_once_however_the_login_is_written(client, rui, others):
    for login in others:
        assert log_in(client, login, "a guess").status_code == 200
    assert log_in(client, "rui", "a guess").status_code == 429


def test_a_name_nobody_has_is_counted_too(client, rui):
    codes = [log_in(client, "nobody", "a guess").status_code for _ in range(5)]
    assert codes == [200, 200, 200, 200, 429]


def test_a_forged_header_does_not_get_around_it(client, rui):
    for number in range(5):
        guess(client, 1, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert log_in(client, "rui", PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.77").status_code == 429


def test_behind_a_proxy_only_what_the_proxy_added_counts(client, rui, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(5):
        guess(client, 1, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, {ELSEWHERE}")
    assert log_in(client, "rui", PASSWORD, HTTP_X_FORWARDED_FOR=f"198.51.100.77, {ELSEWHERE}").status_code == 429
    assert log_in(client, "rui", PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.77").status_code == 302


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "address"),
    [
        ("192.0.2.1", "198.51.100.1", 0, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.1, 203.0.113.5", 1, "203.0.113.5"),
        ("192.0.2.1", "198.51.100.1, 203.0.113.5", 2, "198.51.100.1"),
        ("192.0.2.1", "203.0.113.5", 2, "192.0.2.1"),
        ("192.0.2.1", "", 1, None),
        ("192.0.2.1", "no address", 1, None),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "", 0, "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "", 0, "192.0.2.1"),
        ("", "", 0, None),
    ],
)
def test_where_a_request_comes_from(rf, settings, remote, forwarded, proxies, address):
    settings.TRUSTED_PROXIES = proxies
    assert address_of(rf.get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)) == address


def test_guessing_through_the_api_is_counted(client, rui):
    codes = [call(client, "rui", f"guess {number}").status_code for number in range(4)]
    assert codes == [401] * 4
    response = call(client, "rui", "guess five")
    assert (response.status_code, response.headers["Content-Type"]) == (429, "application/problem+json")
    assert 890 < int(response.headers["Retry-After"]) <= 900
    assert call(client, "rui", PASSWORD).status_code == 429
    assert log_in(client, "rui", PASSWORD).status_code == 429


def test_the_right_password_opens_the_api(client, rui):
    assert call(client, "rui", PASSWORD).status_code == 200


def test_a_forged_header_does_not_get_around_it_by_api_either(client, rui):
    for number in range(5):
        call(client, "rui", "a guess", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert call(client, "rui", PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.77").status_code == 429


def test_no_password_is_kept_of_a_failure(client, rui):
    log_in(client, "rui", "nearly my password")
    kept = AccessAttempt.objects.values().get()
    assert "nearly" not in str(kept)


def test_asking_whether_it_is_you_is_no_way_to_guess(client, rui):
    client.force_login(rui)
    codes = [
        client.post(reverse("account_reauthenticate"), {"password": f"guess {number}"}).status_code
        for number in range(5)
    ]
    assert codes == [200, 200, 200, 200, 429]


@pytest.mark.parametrize(
    ("name", "fields", "signed_in"),
    [
        ("account_login", {"login": "rui", "password": PASSWORD}, False),
        ("account_reset_password", {"email": "rui@example.org"}, False),
        ("account_change_password", {"oldpassword": "a guess"}, True),
        ("account_reauthenticate", {"password": "a guess"}, True),
    ],
)
def test_a_page_asked_too_often_says_when_to_come_back(client, rui, settings, name, fields, signed_in):
    cache.clear()
    settings.SENDS_MAIL = True
    settings.ACCOUNT_RATE_LIMITS = {
        "login": "1/m/ip",
        "reset_password": "1/m/ip",
        "change_password": "1/m/user",
        "reauthenticate": "1/m/user",
    }
    if signed_in:
        client.force_login(rui)
    codes = []
    for number in range(3):
        response = client.post(reverse(name), fields, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        codes.append(response.status_code)
    assert codes[1:] == [429, 429]
    assert response.headers["Retry-After"] == "60"
    cache.clear()
