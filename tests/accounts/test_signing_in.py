"""Signing in and out, one's own password, and the page of one's account."""

import re

import pytest
from django.contrib import admin
from django.core import mail
from django.test import Client
from django.urls import reverse

from sources.models import Person, Role
from tests.factories import a_dossier, a_person

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough one"
PAGES = ["account_login", "account_logout", "account_reset_password", "account_signup"]
OWN_PAGES = ["account", "account_change_password", "mfa_index", "account_logout"]


@pytest.fixture
def rui() -> Person:
    person = a_person("rui", a_dossier(), Role.REVIEWER)
    person.email = "rui@example.org"
    person.set_password(PASSWORD)
    person.save()
    return person


def log_in(client: Client, login: str, password: str = PASSWORD, **fields: str):
    return client.post(reverse("account_login"), {"login": login, "password": password, **fields})


@pytest.mark.parametrize("login", ["rui", "Rui", "rui@example.org"])
def test_a_person_signs_in_by_name_or_address(client, rui, login):
    response = log_in(client, login)
    assert (response.status_code, response.url) == (302, reverse("admin:index"))
    assert client.get(reverse("account")).status_code == 200


def test_the_desk_sends_to_the_door_and_back_to_what_was_wanted(client, rui):
    wanted = reverse("admin:claims_claim_changelist") + "?q=valley"
    door = client.get(wanted, follow=True)
    assert door.redirect_chain[-1][0].startswith(reverse("account_login"))
    (hidden,) = set(re.findall(r'name="next" value="([^"]+)"', door.content.decode()))  # of both ways in
    assert hidden == wanted
    assert log_in(client, "rui", next=hidden).url == wanted


def test_nobody_is_sent_to_another_site(client, rui):
    assert log_in(client, "rui", next="https://example.com/").url == reverse("admin:index")


def test_a_wrong_password_opens_nothing(client, rui):
    response = log_in(client, "rui", "another one")
    assert response.status_code == 200
    assert "not correct" in response.content.decode()
    assert client.get(reverse("account")).status_code == 302


def test_an_account_that_was_closed_opens_nothing(client, rui):
    Person.objects.update(is_active=False)
    response = client.post(reverse("account_login"), {"login": "rui", "password": PASSWORD}, follow=True)
    assert "closed by an administrator" in response.content.decode()
    assert client.get(reverse("account")).status_code == 302


def test_nobody_signs_up(client):
    page = client.get(reverse("account_signup"))
    assert "Accounts are made by an administrator" in page.content.decode()
    told = {"username": "new", "email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), told)
    assert not Person.objects.exists()


@pytest.mark.parametrize("address", ["/account/email/", "/account/3rdparty/", "/account/3rdparty/signup/"])
def test_addresses_and_identities_are_not_changed_from_inside(client, rui, address):
    client.force_login(rui)
    for response in (client.get(address), client.post(address, {"email": "carla@example.org", "action_add": ""})):
        assert response.status_code == 302
    rui.refresh_from_db()
    assert rui.email == "rui@example.org"
    assert not rui.emailaddress_set.exists()


def test_without_a_provider_no_button_leads_to_one(client):
    assert "Continue with" not in client.get(reverse("account_login")).content.decode()


def test_the_old_addresses_of_the_desk_lead_to_the_account(client, rui):
    assert client.get(reverse("admin:login") + "?next=/desk/").url == "/account/login/?next=%2Fdesk%2F"
    client.force_login(rui)
    assert client.get(reverse("admin:password_change")).url == reverse("account_change_password")
    assert client.post(reverse("admin:logout")).url == reverse("account_logout")


def test_logging_out_takes_a_post(client, rui):
    client.force_login(rui)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("account")).status_code == 200
    assert client.post(reverse("account_logout")).url == reverse("account_login")
    assert client.get(reverse("account")).status_code == 302


def test_a_password_is_changed_by_whoever_knows_the_old_one(client, rui):
    client.force_login(rui)
    new = {"password1": "quite another one", "password2": "quite another one"}
    refused = client.post(reverse("account_change_password"), {"oldpassword": "a guess", **new})
    assert refused.status_code == 200
    assert client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new}).status_code == 302
    rui.refresh_from_db()
    assert rui.check_password("quite another one")
    assert client.get(reverse("account")).status_code == 200


def test_a_forgotten_password_is_replaced_by_mail(client, rui, settings):
    settings.SENDS_MAIL = True
    assert client.post(reverse("account_reset_password"), {"email": "rui@example.org"}).status_code == 302
    (letter,) = mail.outbox
    assert letter.to == ["rui@example.org"]
    (address,) = re.findall(r"http://testserver(/account/password/reset/key/\S+)", letter.body)
    form = client.get(address, follow=True)
    new = {"password1": "quite another one", "password2": "quite another one"}
    client.post(form.redirect_chain[-1][0], new)
    rui.refresh_from_db()
    assert rui.check_password("quite another one")


def test_a_stranger_is_written_no_letter_and_told_nothing(client, rui, settings):
    settings.SENDS_MAIL = True
    known = client.post(reverse("account_reset_password"), {"email": "rui@example.org"})
    unknown = client.post(reverse("account_reset_password"), {"email": "stranger@example.org"})
    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert [letter.to for letter in mail.outbox] == [["rui@example.org"]]


def test_without_mail_the_page_says_what_to_do(client, rui):
    assert "changepassword" in client.get(reverse("account_reset_password")).content.decode()
    client.post(reverse("account_reset_password"), {"email": "rui@example.org"})
    assert mail.outbox == []


def test_the_account_page_says_who_i_am(client, rui):
    client.force_login(rui)
    page = client.get(reverse("account")).content.decode()
    for said in ["rui@example.org", "Floods", "eviewer", "Set up a second factor"]:
        assert said in page


def test_the_account_page_is_for_whoever_is_signed_in(client):
    assert client.get(reverse("account")).url.startswith(reverse("account_login"))


def test_the_account_page_asks_as_little_however_many_dossiers(client, rui, django_assert_max_num_queries):
    for number in range(8):
        a_dossier(f"d{number}").memberships.create(person=rui, role=Role.VIEWER)
    client.force_login(rui)
    with django_assert_max_num_queries(6):
        client.get(reverse("account"))


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_the_door_allow_nothing_inline(client, name):
    nothing_inline(client.get(reverse(name), follow=True))


@pytest.mark.parametrize("name", OWN_PAGES)
def test_pages_of_the_account_allow_nothing_inline(client, rui, name):
    client.force_login(rui)
    nothing_inline(client.get(reverse(name)))


def nothing_inline(response) -> None:
    assert response.status_code == 200
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    page = response.content.decode()
    assert " style=" not in page
    assert not re.search(r" on[a-z]+=", page)
    for script in re.findall(r"<script[^>]*>", page):
        assert "src=" in script or 'type="application/json"' in script


def test_keys_and_identities_are_no_rows_of_the_desk():
    labels = {model._meta.app_label for model in admin.site._registry}
    assert not labels & {"account", "mfa", "socialaccount", "axes"}
