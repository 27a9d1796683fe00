"""Tokens of the API: what they open, what they do not, and that nobody keeps them."""

from __future__ import annotations

import base64
import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from pytest_django import Settings
from rest_framework.views import APIView

from claims.api.scopes import InScope
from claims.models import RequestCount
from config.environment import rate
from sources.accounts.tokens import make_token, revoke, token_of
from sources.models import ApiToken, Person
from tests.conftest import World

pytestmark = pytest.mark.django_db
DOSSIERS = "/api/v1/dossiers/"
PAGE = "/account/tokens/"
PASSWORD = "a long enough password"


def a_token(person: Person, *scopes: str, days: int = 30) -> tuple[ApiToken, str]:
    now = timezone.now()
    return make_token(person, "a script", scopes or ["read"], expires_at=now + dt.timedelta(days=days), at=now)


def called(secret: str, path: str = DOSSIERS, method: str = "get", **options):
    return getattr(Client(), method)(path, headers={"Authorization": f"Bearer {secret}"}, **options)


def with_password(person: Person, password: str = PASSWORD):
    name = base64.b64encode(f"{person.username}:{password}".encode()).decode()
    return Client().get(DOSSIERS, headers={"Authorization": f"Basic {name}"})


def is_refused(response, status: int) -> None:
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert response.json()["detail"]


# ---- what a token is -------------------------------------------------------------------------------


def test_a_token_opens_the_dossiers_of_its_person_and_no_others(world: World):
    _, secret = a_token(world.editor)
    slugs = [row["slug"] for row in called(secret).json()["results"]]
    assert slugs == [world.dossier.slug]


def test_only_the_hash_of_a_token_is_kept(world: World):
    token, secret = a_token(world.editor)
    assert re.fullmatch(r"ccd_[0-9A-Za-z]{49}", secret)
    row = ApiToken.objects.filter(pk=token.pk).values().get()
    assert not any(secret[10:] in str(value) for value in row.values())
    assert secret.startswith(row["prefix"])
    assert len(row["prefix"]) < 12


def test_no_two_tokens_are_the_same(world: World):
    assert len({a_token(world.editor)[1] for _ in range(50)}) == 50


def test_a_token_with_a_wrong_character_is_known_without_asking_the_database(world: World, django_assert_num_queries):
    _, secret = a_token(world.editor)
    other = secret[:20] + ("a" if secret[20] != "a" else "b") + secret[21:]
    with django_assert_num_queries(0):
        for said in (other, secret[:-1], secret + "0", "", "ccd_", secret.upper(), "é" * 53):
            assert token_of(said, at=timezone.now()) is None


@pytest.mark.parametrize("scopes", [[], ["read", "everything"]])
def test_the_database_knows_the_scopes(world: World, scopes: list[str]):
    token, _ = a_token(world.editor)
    with pytest.raises(IntegrityError, match="api_token_scopes_known"), transaction.atomic():
        ApiToken.objects.filter(pk=token.pk).update(scopes=scopes)


# ---- what is refused -------------------------------------------------------------------------------


def test_a_revoked_token_opens_nothing(world: World):
    token, secret = a_token(world.editor)
    assert called(secret).status_code == 200
    revoke(token, at=timezone.now())
    response = called(secret)
    is_refused(response, 401)
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Concordance", error="invalid_token"'


def test_an_expired_token_opens_nothing(world: World):
    token, secret = a_token(world.editor)
    past = timezone.now() - dt.timedelta(days=2)
    ApiToken.objects.filter(pk=token.pk).update(created_at=past, expires_at=past + dt.timedelta(days=1))
    is_refused(called(secret), 401)


def test_the_token_of_somebody_who_left_opens_nothing(world: World):
    _, secret = a_token(world.editor)
    world.editor.is_active = False
    world.editor.save()
    is_refused(called(secret), 401)


def test_a_token_of_nobody_opens_nothing(db: None):
    is_refused(called("ccd_" + "0" * 49), 401)
    is_refused(called("of some other site"), 401)
    is_refused(called(""), 401)


def test_nobody_is_told_both_ways_to_say_who_they_are(db: None):
    response = Client().get(DOSSIERS)
    is_refused(response, 401)
    assert response.headers["WWW-Authenticate"].startswith("Bearer ")
    assert "Basic " in response.headers["WWW-Authenticate"]


def test_a_token_counts_before_the_session_of_another(world: World):
    _, secret = a_token(world.stranger)
    client = Client()
    client.force_login(world.editor)
    slugs = [
        row["slug"] for row in client.get(DOSSIERS, headers={"Authorization": f"Bearer {secret}"}).json()["results"]
    ]
    assert slugs == ["elsewhere"]


def test_a_token_needs_the_second_factor_to_be_set_up_where_everybody_needs_one(world: World, settings: Settings):
    _, secret = a_token(world.editor)
    settings.REQUIRE_SECOND_FACTOR = True
    is_refused(called(secret), 403)


def test_a_token_works_where_a_second_factor_closes_the_door_to_the_password(world: World, settings: Settings):
    from allauth.mfa.models import Authenticator

    _, secret = a_token(world.editor)
    world.editor.set_password(PASSWORD)
    world.editor.save()
    assert with_password(world.editor).status_code == 200
    Authenticator.objects.create(user=world.editor, type=Authenticator.Type.TOTP, data={"secret": "x"})
    is_refused(with_password(world.editor), 403)
    settings.REQUIRE_SECOND_FACTOR = True
    assert called(secret).status_code == 200


# ---- scopes ----------------------------------------------------------------------------------------


def test_reading_takes_the_scope_read(world: World):
    _, secret = a_token(world.editor, "write", "review")
    response = called(secret)
    is_refused(response, 403)
    assert response.headers["WWW-Authenticate"] == 'Bearer error="insufficient_scope", scope="read"'


def test_writing_takes_the_scope_write(world: World):
    path, sent = "/api/v1/comments/", {"data": {}, "content_type": "application/json"}
    is_refused(called(a_token(world.editor, "read", "review")[1], path, "post", **sent), 403)
    assert called(a_token(world.editor, "write")[1], path, "post", **sent).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        *(f"conflicts/1/{verb}/" for verb in ("propose", "dismiss", "reopen", "assign")),
        *(f"reconciliations/1/{verb}/" for verb in ("approve", "return", "withdraw")),
        *(f"claims/1/{verb}/" for verb in ("accept", "reject")),
        *(f"filings/1/{verb}/" for verb in ("confirm", "refuse")),
    ],
)
def test_deciding_takes_the_scope_review(world: World, path: str):
    sent = {"data": {}, "content_type": "application/json"}
    response = called(a_token(world.chief, "read", "write")[1], f"/api/v1/{path}", "post", **sent)
    is_refused(response, 403)
    assert "review" in response.json()["detail"]
    assert called(a_token(world.chief, "review")[1], f"/api/v1/{path}", "post", **sent).status_code != 403


def test_every_scope_of_a_viewer_is_still_a_viewer(world: World):
    _, secret = a_token(world.viewer, "read", "write", "review")
    sent = {"dossier": world.dossier.slug, "file": SimpleUploadedFile("ferry.txt", b"The ferry sailed.")}
    assert called(secret, "/api/v1/documents/", "post", data=sent).status_code == 403


def api_views(patterns=None, namespace: str = "") -> list[type[APIView]]:
    found: list[type[APIView]] = []
    for each in patterns or get_resolver().url_patterns:
        if isinstance(each, URLResolver):
            found += api_views(each.url_patterns, each.namespace or namespace)
        elif isinstance(each, URLPattern) and namespace == "api" and hasattr(each.callback, "cls"):
            found.append(each.callback.cls)
    return found


def test_no_view_of_the_api_forgets_the_scopes_or_the_rate():
    views = api_views()
    assert len(views) > 20
    for view in views:
        if view.authentication_classes:
            assert InScope in view.permission_classes, view
            assert view.throttle_classes, view


# ---- the last use ----------------------------------------------------------------------------------


def test_the_last_use_is_written_once_a_minute(world: World):
    token, secret = a_token(world.editor)
    called(secret)
    token.refresh_from_db()
    first = token.last_used_at
    assert first
    called(secret)
    token.refresh_from_db()
    assert token.last_used_at == first
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=first - dt.timedelta(seconds=61))
    called(secret)
    token.refresh_from_db()
    assert token.last_used_at
    assert token.last_used_at >= first


# ---- the rate --------------------------------------------------------------------------------------


def test_whoever_asks_too_often_waits(world: World, settings: Settings):
    settings.API_RATE = (3, 60)
    _, secret = a_token(world.editor)
    for left in (2, 1, 0):
        response = called(secret)
        assert response.status_code == 200
        assert response.headers["RateLimit-Policy"] == '"requests";q=3;w=60'
        assert re.fullmatch(rf'"requests";r={left};t=\d+', response.headers["RateLimit"])
    response = called(secret)
    is_refused(response, 429)
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    assert response.headers["RateLimit"].startswith('"requests";r=0;')


def test_a_new_minute_begins_anew(world: World, settings: Settings):
    settings.API_RATE = (1, 60)
    _, secret = a_token(world.editor)
    called(secret)
    assert called(secret).status_code == 429
    RequestCount.objects.update(since=timezone.now() - dt.timedelta(seconds=60))
    assert called(secret).status_code == 200


def test_each_token_has_a_rate_of_its_own(world: World, settings: Settings):
    settings.API_RATE = (1, 60)
    one, other = a_token(world.editor)[1], a_token(world.editor)[1]
    assert [called(one).status_code, called(one).status_code, called(other).status_code] == [200, 429, 200]


def test_a_password_and_an_address_have_a_rate_too(world: World, settings: Settings):
    settings.API_RATE = (1, 60)
    world.editor.set_password(PASSWORD)
    world.editor.save()
    assert [with_password(world.editor).status_code for _ in range(2)] == [200, 429]
    assert [Client().get(DOSSIERS).status_code for _ in range(2)] == [401, 429]


def test_refusals_say_what_is_left_as_well(world: World):
    assert "RateLimit" in called(a_token(world.editor)[1], "/api/v1/claims/99999999/").headers


def test_counts_that_are_over_are_known(db: None):
    Client().get(DOSSIERS)
    assert RequestCount.objects.get().who == "address 127.0.0.1"
    assert not RequestCount.objects.over(timezone.now()).exists()
    assert RequestCount.objects.over(timezone.now() + dt.timedelta(hours=1)).exists()


@pytest.mark.django_db(transaction=True)
def test_eight_at_a_time_are_counted_as_eight(ledger_may_be_emptied: None, settings: Settings):
    settings.API_RATE = (20, 60)

    def asked(_: int) -> int:
        try:
            return Client().get(DOSSIERS).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(asked, range(40)))
    assert answers.count(401) == 20
    assert answers.count(429) == 20


def test_the_rate_of_the_settings_is_read_strictly():
    assert rate("600/min") == (600, 60)
    assert rate("5/s") == (5, 1)
    assert rate("off") is None
    for said in ("", "600", "0/min", "-1/min", "many/min", "6/year"):
        with pytest.raises(Exception, match="API_RATE"):
            rate(said)


# ---- the page --------------------------------------------------------------------------------------


@pytest.fixture
def at_the_account(world: World) -> Client:
    """The editor, who signed in by password a moment ago."""
    world.editor.set_password(PASSWORD)
    world.editor.save()
    client = Client()
    client.post("/account/login/", {"login": world.editor.username, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


MADE = {"act": "make", "name": "nightly export", "scopes": ["read", "write"], "days": "30"}


def test_a_token_is_made_and_shown_once(at_the_account: Client, world: World):
    response = at_the_account.post(PAGE, MADE)
    assert response.status_code == 201
    assert "no-store" in response.headers["Cache-Control"]
    (secret,) = set(re.findall(r"ccd_[0-9A-Za-z]{49}", response.content.decode()))
    assert called(secret).status_code == 200
    token = ApiToken.objects.get()
    assert (token.person, token.name, token.scopes) == (world.editor, "nightly export", ["read", "write"])
    assert token.expires_at - token.created_at == dt.timedelta(days=30)
    page = at_the_account.get(PAGE).content.decode()
    assert "nightly export" in page
    assert secret not in page


def test_a_token_is_revoked_on_the_page(at_the_account: Client, world: World):
    token, secret = a_token(world.editor)
    response = at_the_account.post(PAGE, {"act": "revoke", "token": token.pk}, follow=True)
    assert response.status_code == 200
    assert "opens nothing any more" in response.content.decode()
    is_refused(called(secret), 401)


def test_nobody_revokes_or_sees_the_tokens_of_another(at_the_account: Client, world: World):
    token, secret = a_token(world.chief)
    assert at_the_account.post(PAGE, {"act": "revoke", "token": token.pk}).status_code == 404
    assert token.prefix not in at_the_account.get(PAGE).content.decode()
    assert called(secret).status_code == 200


@pytest.mark.parametrize("wrong", [{"name": ""}, {"scopes": []}, {"scopes": ["all"]}, {"days": "99999"}])
def test_a_form_that_says_too_little_makes_no_token(at_the_account: Client, wrong: dict):
    assert at_the_account.post(PAGE, MADE | wrong).status_code == 400
    assert not ApiToken.objects.exists()


def test_the_password_is_asked_again_before_a_token_is_made(world: World):
    client = Client()
    world.editor.set_password(PASSWORD)
    world.editor.save()
    client.force_login(world.editor)
    response = client.post(PAGE, MADE)
    assert response.status_code == 302
    assert "/reauthenticate/" in response.headers["Location"]
    assert not ApiToken.objects.exists()


def test_the_page_asks_the_same_whatever_the_tokens(
    at_the_account: Client, world: World, django_assert_max_num_queries
):
    for _ in range(30):
        a_token(world.editor)
    with django_assert_max_num_queries(10):
        assert at_the_account.get(PAGE).status_code == 200
