"""Secrets lie enciphered in the database; a key is changed without anybody noticing, and a lost one is told of."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from claims.integrity import examine
from claims.models import Webhook
from claims.models.webhook import Announced, DeliveryState
from claims.webhooks.managing import add_webhook, rotate_secret
from claims.webhooks.sending import deliver
from sources.enciphering import KeyLost, deciphered, enciphered, enciphered_anew
from sources.models import Person
from tests.accounts.test_second_factor import PASSWORD, code_of
from tests.claims.test_webhooks import a_clash
from tests.conftest import World
from tests.factories import NOW

pytestmark = pytest.mark.django_db
IN_CLEAR = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OLD, NEW, OTHER = "the key before", "the key of today", "a key nobody has any more"


@pytest.fixture(autouse=True)
def _one_key(settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OLD, []
    settings.WEBHOOKS = True


@pytest.fixture
def rui() -> Person:
    """With an app and recovery codes."""
    rui = Person.objects.create_user("rui", email="rui@example.org", password=PASSWORD)
    TOTP.activate(rui, IN_CLEAR)
    RecoveryCodes.activate(rui)
    return rui


@pytest.fixture
def webhook(world: World) -> Webhook:
    return add_webhook(world.dossier, "https://paper.example/told", Announced.values, by=world.chief, at=NOW)


def enter(code: str) -> tuple[Client, str]:
    """Password, then code; the browser, and what it was told."""
    cache.clear()  # no code was used
    client = Client()
    client.post(reverse("account_login"), {"login": "rui", "password": PASSWORD})
    return client, client.post(reverse("mfa_authenticate"), {"code": code}).content.decode()


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def lost() -> list[str]:
    (finding,) = [each for each in examine() if each.what.startswith("secrets")]
    return finding.faults


# ---- the cipher -------------------------------------------------------------------------------------


def test_the_same_words_are_never_enciphered_the_same_way():
    one, other = enciphered(IN_CLEAR), enciphered(IN_CLEAR)
    assert one != other
    assert IN_CLEAR not in one
    assert deciphered(one) == deciphered(other) == IN_CLEAR


def test_an_earlier_key_reads_and_the_newest_writes(settings):
    before = enciphered(IN_CLEAR)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert deciphered(before) == IN_CLEAR
    now = enciphered_anew(before)
    settings.SECRET_KEY_FALLBACKS = []
    assert deciphered(now) == IN_CLEAR
    with pytest.raises(KeyLost):
        deciphered(before)


@pytest.mark.parametrize("kept", ["", IN_CLEAR, "fernet1:", "fernet1:gAAAAA", "fernet1:é"])
def test_what_was_never_enciphered_is_not_taken_for_a_secret(kept):
    with pytest.raises(KeyLost):
        deciphered(kept)
    with pytest.raises(KeyLost):
        enciphered_anew(kept)


def test_a_changed_token_is_refused():
    kept = enciphered(IN_CLEAR)
    with pytest.raises(KeyLost):
        deciphered(kept[:-8] + ("A" if kept[-8] != "A" else "B") + kept[-7:])


# ---- what lies in the database ----------------------------------------------------------------------


def test_no_secret_lies_there_in_clear(rui, webhook, world):
    webhook = rotate_secret(webhook, by=world.chief, at=NOW)
    codes = RecoveryCodes.activate(rui).generate_codes()
    known = [IN_CLEAR, *codes, *(secret.removeprefix("whsec_") for secret in webhook.secrets_at(NOW))]
    assert len(known) == 13
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT data::text FROM mfa_authenticator UNION ALL SELECT to_jsonb(w)::text FROM claims_webhook w"
        )
        rows = [row for (row,) in cursor.fetchall()]
    assert len(rows) == 3
    assert all(row.count("fernet1:") for row in rows)
    assert [secret for secret in known for row in rows if secret in row] == []


@pytest.mark.parametrize("column", ["secret", "earlier_secret"])
def test_the_database_takes_no_secret_of_a_webhook_in_clear(webhook, world, column):
    rotate_secret(webhook, by=world.chief, at=NOW)
    with pytest.raises(IntegrityError, match=f"webhook_{column}_enciphered"), transaction.atomic():
        Webhook.objects.update(**{column: "whsec_AAAA"})


# ---- another key ------------------------------------------------------------------------------------


def test_nobody_notices_a_new_key_while_the_one_before_is_known(rui, webhook, settings):
    before = webhook.secrets_at(NOW)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert is_in(enter(code_of(IN_CLEAR))[0])
    assert webhook.secrets_at(NOW) == before
    assert lost() == []


def test_the_key_before_is_needed_no_longer_once_all_is_enciphered_anew(rui, webhook, world, settings):
    codes, secrets = (
        RecoveryCodes.activate(rui).generate_codes(),
        rotate_secret(webhook, by=world.chief, at=NOW).secrets_at(NOW),
    )
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    said = StringIO()
    call_command("encipher_secrets", stdout=said)
    assert said.getvalue() == "3 of 3 are under SECRET_KEY now.\n"
    settings.SECRET_KEY_FALLBACKS = []
    assert lost() == []
    assert is_in(enter(code_of(IN_CLEAR))[0])
    assert RecoveryCodes.activate(rui).generate_codes() == codes
    assert Webhook.objects.get().secrets_at(NOW) == secrets


def test_the_command_leaves_what_it_cannot_read_and_says_what(rui, webhook, settings):
    kept = Authenticator.objects.get(type="totp").data
    settings.SECRET_KEY = OTHER
    Webhook.objects.update(secret=enciphered("whsec_AAAA"))
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("encipher_secrets", stdout=said)
    assert said.getvalue().splitlines() == [
        "1 of 3 are under SECRET_KEY now.",
        "not to be read with SECRET_KEY or SECRET_KEY_FALLBACKS: totp of rui",
        "not to be read with SECRET_KEY or SECRET_KEY_FALLBACKS: recovery_codes of rui",
    ]
    assert Authenticator.objects.get(type="totp").data == kept


def test_a_look_at_everything_kept_tells_of_a_lost_key(rui, webhook, settings):
    settings.SECRET_KEY = OTHER
    assert [fault.split(" cannot")[0] for fault in lost()] == [
        "totp of rui",
        "recovery_codes of rui",
        f"webhook {webhook.pk}",
    ]
    assert IN_CLEAR not in json.dumps(lost())


# ---- a lost key -------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["000000", "12345678"])
def test_the_door_says_that_the_key_was_changed(rui, settings, code):
    settings.SECRET_KEY = OTHER
    client, said = enter(code)
    assert "The key of this server was changed" in said
    assert not is_in(client)
    assert not is_in(enter(code_of(IN_CLEAR))[0])


@pytest.mark.parametrize("name", ["account", "mfa_index"])
def test_pages_that_count_codes_count_none(rui, settings, name):
    settings.SECRET_KEY = OTHER
    client = Client()
    client.force_login(rui)
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert "0 recovery codes are left" in response.content.decode() or name == "mfa_index"


def test_pages_that_show_codes_lead_to_where_one_gets_rid_of_them(rui, settings):
    settings.SECRET_KEY = OTHER
    client = Client()
    client.post(reverse("account_login"), {"login": "rui", "password": PASSWORD})
    client.force_login(rui)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in ("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"):
        response = client.get(reverse(name), follow=True)
        assert response.redirect_chain[-1][0] == reverse("mfa_index"), name
        assert "The key of this server was changed" in response.content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    assert not rui.authenticator_set.exists()


def test_a_webhook_whose_secret_is_lost_sends_nothing_and_says_why(webhook, world, settings):
    a_clash(world.dossier)
    settings.SECRET_KEY = OTHER
    delivery = webhook.deliveries.get()
    deliver(delivery.pk, tries=0, now=lambda: NOW, post=lambda *_: pytest.fail("it was sent"))
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    assert "make a new one" in delivery.said
    client = Client()
    client.force_login(world.chief)
    page = reverse("webhooks", args=[world.dossier.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"act": "rotate", "webhook": webhook.pk}).status_code == 201
    webhook.refresh_from_db()
    assert webhook.secrets_at(NOW) == [webhook.secret_in_clear], "the lost one signs nothing"
