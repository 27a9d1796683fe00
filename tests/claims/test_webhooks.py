"""Webhooks: signed as a stranger's library checks it, told with the act or not at all, tried again for a day."""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import partial
from ipaddress import ip_address
from typing import Self

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from standardwebhooks import Webhook as Receiver
from standardwebhooks import WebhookVerificationError

from claims import review
from claims.conflicts import detect
from claims.errors import NotAllowed, Refused
from claims.models import Conflict, Delivery, Event, Webhook
from claims.models.webhook import Announced, DeliveryState
from claims.webhooks.managing import BOTH, add_webhook, open_webhook, remove_webhook, replay, rotate_secret
from claims.webhooks.sending import KEPT, LATER, deliver, forget_deliveries
from sources.fetching import AddressRefused, FetchInterrupted
from sources.fetching.posting import post, post_apart
from sources.models import Dossier, Person
from tests.conftest import World
from tests.factories import a_claim, a_question
from tests.sources.fetching.canary import Canary, canary
from tests.sources.fetching.test_guard import REFUSED
from tests.sources.fetching.test_guard import resolve as resolve_hostile

pytestmark = pytest.mark.django_db
URL = "https://paper.example/told?by=us"
PLAIN = "http://paper.example/told"
NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)


class Clock(dt.datetime):
    """The receiver's clock stands where the tests' does, however long the suite has been running."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Self:
        return cls.fromtimestamp(NOW.timestamp(), tz)


@pytest.fixture(autouse=True)
def _the_receivers_clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standardwebhooks.webhooks.datetime", Clock)


at_home = partial(post, resolve=lambda host, port: [ip_address("93.184.215.14")])


@pytest.fixture(autouse=True)
def _webhooks_are_on(settings: Settings) -> None:
    settings.WEBHOOKS = True


@pytest.fixture
def webhook(world: World) -> Webhook:
    return add_webhook(world.dossier, PLAIN, Announced.values, by=world.chief, at=NOW)


def a_clash(dossier: Dossier, *counts: int) -> Conflict:
    claims = [a_claim(dossier, f"About {count},000 people left town.") for count in counts or (43, 58)]
    question = a_question(claims)
    detect([question], at=NOW)
    return Conflict.objects.get(question=question)


def a_delivery(webhook: Webhook) -> Delivery:
    a_clash(webhook.dossier)
    return webhook.deliveries.get()


def tried(delivery: Delivery, at: dt.datetime = NOW, send=at_home) -> Delivery:
    deliver(delivery.pk, tries=delivery.tries, now=lambda: at, post=send)
    delivery.refresh_from_db()
    return delivery


def answering(status: int):
    return canary({"/told": (status, {}, b"")})


def checked(home: Canary, secret: str, number: int = -1) -> object:
    return Receiver(secret).verify(home.bodies[number], {k.lower(): v for k, v in home.headers[number].items()})


def decided(conflict: Conflict, world: World, second: Person) -> Conflict:
    decision = review.Decision("none holds", "copying error", "A misprint.")
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    review.approve(proposal, by=second, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    return conflict


def told(webhook: Webhook) -> list[str]:
    return [each.event for each in webhook.deliveries.order_by("id")]


# ---- what is told, and when ------------------------------------------------------------------------


def test_a_conflict_found_is_told_in_a_thin_message(webhook: Webhook):
    conflict = a_clash(webhook.dossier)
    delivery = webhook.deliveries.get()
    line = Event.objects.get(verb="conflict found")
    assert json.loads(delivery.body) == {
        "type": "conflict.found",
        "timestamp": NOW.isoformat(),
        "data": {
            "dossier": webhook.dossier.slug,
            "question": conflict.question_id,
            "conflict": conflict.pk,
            "sequence": line.sequence,
        },
    }


def test_a_decision_and_its_reopening_are_told(webhook: Webhook, world: World):
    conflict = decided(a_clash(world.dossier), world, world.chief)
    review.reopen(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="A new list.")
    assert told(webhook) == ["conflict.found", "question.reconciled", "question.reopened"]
    data = [json.loads(each.body)["data"] for each in webhook.deliveries.order_by("id")]
    assert data[1]["reconciliation"] == conflict.question.reconciliations.get().pk
    lines = {line.sequence: line.verb for line in Event.objects.all()}
    assert [lines[each["sequence"]] for each in data] == ["conflict found", "conflict resolved", "conflict reopened"]


def test_a_decision_taken_back_is_told_as_open_again(webhook: Webhook, world: World):
    conflict = decided(a_clash(world.dossier), world, world.chief)
    decision = conflict.question.reconciliations.get()
    review.withdraw(decision, by=world.chief, at=NOW, seen=conflict.version, reason="Wrong list.")
    assert told(webhook)[-1] == "question.reopened"


def test_what_a_new_claim_opens_again_is_told(webhook: Webhook, world: World):
    conflict = a_clash(world.dossier)
    review.dismiss(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="Two towns.")
    late = a_claim(world.dossier, "About 71,000 people left town.")
    a_question([late]).filings.update(question=conflict.question)
    detect([conflict.question], at=NOW)
    assert told(webhook) == ["conflict.found", "question.reopened"]


def test_nothing_is_told_of_an_act_that_is_rolled_back(webhook: Webhook):
    with transaction.atomic():
        a_clash(webhook.dossier)
        assert webhook.deliveries.exists()
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name="deliver").exists()


def test_a_webhook_is_told_what_it_asked_for_and_of_its_dossier_alone(world: World):
    listening = add_webhook(world.dossier, URL, ["question.reopened"], by=world.chief, at=NOW)
    elsewhere = add_webhook(Dossier.objects.get(slug="elsewhere"), URL, Announced.values, by=world.stranger, at=NOW)
    a_clash(world.dossier)
    assert told(listening) == told(elsewhere) == []


def test_two_webhooks_are_told_with_one_id(webhook: Webhook, world: World):
    add_webhook(world.dossier, URL, Announced.values, by=world.chief, at=NOW)
    a_clash(world.dossier)
    assert Delivery.objects.count() == 2
    assert len(set(Delivery.objects.values_list("message", flat=True))) == 1


def test_nothing_is_written_where_the_desk_sends_nothing(webhook: Webhook, settings: Settings):
    settings.WEBHOOKS = False
    a_clash(webhook.dossier)
    assert not Delivery.objects.exists()


def test_nothing_is_sent_where_it_was_switched_off_meanwhile(webhook: Webhook, settings: Settings):
    delivery = a_delivery(webhook)
    settings.WEBHOOKS = False
    with canary() as home:
        assert tried(delivery).state == DeliveryState.WAITING
    assert home.connections == []


# ---- the message on its way ------------------------------------------------------------------------


def test_the_library_of_the_standard_takes_the_message(webhook: Webhook):
    delivery = a_delivery(webhook)
    with answering(204) as home:
        delivery = tried(delivery)
    assert checked(home, webhook.secret_in_clear) == json.loads(delivery.body)
    assert home.headers[0]["webhook-id"] == delivery.message
    assert home.headers[0]["Content-Type"] == "application/json"
    assert home.headers[0]["Host"] == "paper.example"
    assert (delivery.state, delivery.status, delivery.tries, delivery.ended_at) == ("delivered", 204, 1, NOW)
    with pytest.raises(WebhookVerificationError):
        checked(home, "whsec_" + "A" * 44)
    home.bodies[0] += b" "
    with pytest.raises(WebhookVerificationError):
        checked(home, webhook.secret_in_clear)


def test_for_a_day_the_earlier_secret_signs_too(webhook: Webhook, world: World):
    earlier = webhook.secret_in_clear
    webhook = rotate_secret(webhook, by=world.chief, at=NOW)
    assert webhook.secret_in_clear != earlier
    with answering(200) as home:
        tried(a_delivery(webhook))
        assert checked(home, earlier) == checked(home, webhook.secret_in_clear)
    replayed = replay(webhook.deliveries.get(), by=world.chief, at=NOW)
    assert webhook.secrets_at(NOW + BOTH) == [webhook.secret_in_clear]
    with answering(200) as home:
        tried(replayed, NOW + BOTH)
    assert home.headers[0]["webhook-signature"].count("v1,") == 1


def test_a_server_in_trouble_is_asked_again_for_about_a_day(webhook: Webhook):
    delivery, at, ids = a_delivery(webhook), NOW, set()
    ProcrastinateJob.objects.all().delete()
    for number, wait in enumerate(LATER, start=1):
        with answering(500) as home:
            tried(delivery, at)
        ids.add(home.headers[0]["webhook-id"])
        assert (delivery.state, delivery.tries, delivery.status) == ("waiting", number, 500)
        at += dt.timedelta(seconds=wait)
        assert delivery.next_try_at == at
        job = ProcrastinateJob.objects.get(task_name="deliver", args__tries=number)
        assert job.scheduled_at is not None
        assert job.args["delivery_id"] == delivery.pk
    with answering(503):
        tried(delivery, at)
    assert (delivery.state, delivery.tries, len(ids)) == ("failed", 8, 1)
    assert dt.timedelta(hours=20) < at - NOW < dt.timedelta(hours=28)
    assert ProcrastinateJob.objects.count() == len(LATER)


def test_it_is_taken_at_the_second_try(webhook: Webhook):
    delivery = a_delivery(webhook)
    with answering(502):
        tried(delivery)
    with answering(200):
        tried(delivery, NOW + dt.timedelta(seconds=5))
    assert (delivery.state, delivery.tries, delivery.next_try_at) == ("delivered", 2, None)


def test_a_server_that_does_not_answer_is_asked_again(webhook: Webhook):
    def nobody(*_: object) -> int:
        raise FetchInterrupted("“paper.example” does not answer")

    delivery = tried(a_delivery(webhook), send=nobody)
    assert (delivery.state, delivery.tries, delivery.status) == ("waiting", 1, None)
    assert "does not answer" in delivery.said


def test_a_redirect_is_not_followed(webhook: Webhook):
    with canary({"/told": (302, {"Location": "http://paper.example/other"}, b"")}) as home:
        delivery = tried(a_delivery(webhook))
    assert home.paths == ["/told"]
    assert delivery.state == DeliveryState.WAITING


def test_a_server_that_is_gone_closes_its_webhook(webhook: Webhook, world: World):
    with answering(410):
        delivery = tried(a_delivery(webhook))
    webhook.refresh_from_db()
    assert (delivery.state, delivery.status, webhook.closed_at) == ("failed", 410, NOW)
    a_clash(world.dossier, 3, 5)
    assert webhook.deliveries.count() == 1
    with pytest.raises(Refused, match="closed"):
        replay(delivery, by=world.chief, at=NOW)
    open_webhook(webhook, by=world.chief, at=NOW)
    a_clash(world.dossier, 7, 9)
    assert webhook.deliveries.count() == 2


def test_a_message_for_a_closed_webhook_is_not_sent(webhook: Webhook):
    delivery = a_delivery(webhook)
    Webhook.objects.update(closed_at=NOW)
    with canary() as home:
        assert tried(delivery).state == DeliveryState.FAILED
    assert home.connections == []


def test_a_job_that_comes_twice_sends_once(webhook: Webhook):
    delivery = a_delivery(webhook)
    with answering(200) as home:
        deliver(delivery.pk, tries=0, now=lambda: NOW, post=at_home)
        deliver(delivery.pk, tries=0, now=lambda: NOW, post=at_home)
    assert len(home.paths) == 1


def test_a_replay_is_the_same_message_signed_anew(webhook: Webhook, world: World):
    delivery = a_delivery(webhook)
    with answering(200) as home:
        tried(delivery)
        tried(replay(delivery, by=world.chief, at=NOW), NOW + dt.timedelta(seconds=90))
        assert checked(home, webhook.secret_in_clear, 0) == checked(home, webhook.secret_in_clear, 1)
    assert home.headers[0]["webhook-id"] == home.headers[1]["webhook-id"]
    assert home.headers[0]["webhook-timestamp"] != home.headers[1]["webhook-timestamp"]


def test_the_message_is_sent_by_a_process_of_its_own(webhook: Webhook):
    with answering(200) as home:
        send = partial(post_apart, module=("tests.sources.fetching.posting_at_home", str(home.port)))
        assert tried(a_delivery(webhook), send=send).state == DeliveryState.DELIVERED
        assert checked(home, webhook.secret_in_clear)


def test_the_process_of_its_own_keeps_the_guard():
    with canary() as home, pytest.raises(AddressRefused):
        post_apart(f"http://127.0.0.1:{home.port}/", b"{}", {})
    with pytest.raises(AddressRefused):
        post_apart("http://169.254.169.254/", b"{}", {})


# ---- no address but those of the public internet ---------------------------------------------------


def test_no_address_that_is_not_public_is_ever_told_anything(webhook: Webhook):
    """What the form would refuse is put into the row behind its back."""
    assert len(REFUSED) > 40
    a_clash(webhook.dossier)
    delivery = webhook.deliveries.get()
    hostile = partial(post, resolve=resolve_hostile)
    with canary() as home:
        for url in (each for each in REFUSED if "\0" not in each and len(each) <= 2000):
            Webhook.objects.update(url=url)
            Delivery.objects.update(state=DeliveryState.WAITING, tries=0, ended_at=None)
            delivery.refresh_from_db()
            assert tried(Delivery.objects.get(), send=hostile).state == DeliveryState.FAILED, url
    assert home.connections == []


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "ftp://paper.example/", "http://localhost/"])
def test_an_address_that_is_plainly_not_public_is_refused_at_once(world: World, url: str):
    with pytest.raises(Refused, match="cannot be told"):
        add_webhook(world.dossier, url, Announced.values, by=world.chief, at=NOW)


# ---- who looks after them --------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["viewer", "editor", "reviewer", "stranger"])
def test_nobody_but_a_chief_touches_webhooks(webhook: Webhook, world: World, who: str):
    by = world.person(who)
    delivery = a_delivery(webhook)
    for act in (
        lambda: add_webhook(world.dossier, URL, Announced.values, by=by, at=NOW),
        lambda: rotate_secret(webhook, by=by, at=NOW),
        lambda: open_webhook(webhook, by=by, at=NOW),
        lambda: remove_webhook(webhook, by=by, at=NOW),
        lambda: replay(delivery, by=by, at=NOW),
    ):
        with pytest.raises(NotAllowed), transaction.atomic():
            act()


def test_the_ledger_tells_who_is_told_but_no_address(webhook: Webhook, world: World):
    rotate_secret(webhook, by=world.chief, at=NOW)
    remove_webhook(webhook, by=world.chief, at=NOW)
    lines = Event.objects.filter(subject="webhook").order_by("sequence")
    assert [line.verb for line in lines] == ["webhook added", "webhook secret changed", "webhook removed"]
    assert not any("paper" in str(line.detail) or "whsec" in str(line.detail) for line in lines)


@pytest.mark.parametrize("events", [[], ["everything"]])
def test_the_database_knows_the_events(webhook: Webhook, events: list[str]):
    with pytest.raises(IntegrityError, match="webhook_events_known"), transaction.atomic():
        Webhook.objects.update(events=events)


def test_what_ended_long_ago_is_forgotten(webhook: Webhook):
    delivery = a_delivery(webhook)
    forget_deliveries(at=NOW + KEPT + dt.timedelta(days=1))
    assert Delivery.objects.exists()
    with answering(200):
        tried(delivery)
    forget_deliveries(at=NOW + KEPT + dt.timedelta(days=1))
    assert not Delivery.objects.exists()


# ---- the page --------------------------------------------------------------------------------------


@pytest.fixture
def page(world: World) -> str:
    return f"/desk/dossiers/{world.dossier.pk}/webhooks/"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_chief_adds_a_webhook_and_sees_its_secret_once(world: World, page: str):
    client = signed_in(world.chief)
    response = client.post(page, {"act": "add", "url": URL, "events": ["conflict.found"]})
    assert response.status_code == 201
    webhook = Webhook.objects.get()
    assert webhook.secret_in_clear in re.findall(r'value="(whsec_[^"]+)"', response.content.decode())
    assert "no-store" in response.headers["Cache-Control"]
    again = client.get(page).content.decode()
    assert "paper.example" in again
    assert "whsec_" not in again


def test_a_new_secret_is_shown_once_and_the_earlier_one_never(webhook: Webhook, world: World, page: str):
    response = signed_in(world.chief).post(page, {"act": "rotate", "webhook": webhook.pk})
    said = response.content.decode()
    assert response.status_code == 201
    assert Webhook.objects.get().secret_in_clear in said
    assert webhook.secret_in_clear not in said


def test_a_delivery_is_sent_again_from_the_page(webhook: Webhook, world: World, page: str):
    delivery = a_delivery(webhook)
    with answering(200):
        tried(delivery)
    ProcrastinateJob.objects.all().delete()
    assert signed_in(world.chief).post(page, {"act": "replay", "delivery": delivery.pk}).status_code == 302
    assert ProcrastinateJob.objects.get().args == {"delivery_id": delivery.pk, "tries": 0}
    assert Delivery.objects.get().state == DeliveryState.WAITING


def test_a_webhook_is_removed_on_the_page(webhook: Webhook, world: World, page: str):
    assert signed_in(world.chief).post(page, {"act": "remove", "webhook": webhook.pk}).status_code == 302
    assert not Webhook.objects.exists()


def test_a_webhook_of_another_dossier_is_not_found(webhook: Webhook, world: World):
    there = f"/desk/dossiers/{Dossier.objects.get(slug='elsewhere').pk}/webhooks/"
    delivery = a_delivery(webhook)
    client = signed_in(world.stranger)
    assert client.post(there, {"act": "remove", "webhook": webhook.pk}).status_code == 404
    assert client.post(there, {"act": "replay", "delivery": delivery.pk}).status_code == 404
    assert Webhook.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("editor", 403), ("reviewer", 403), ("stranger", 404)])
def test_nobody_but_a_chief_sees_the_addresses(webhook: Webhook, world: World, page: str, who: str, status: int):
    response = signed_in(world.person(who)).get(page)
    assert response.status_code == status
    assert "paper.example" not in response.content.decode()


def test_an_address_of_this_machine_is_refused_on_the_page(world: World, page: str):
    response = signed_in(world.chief).post(
        page, {"act": "add", "url": "http://127.0.0.1/", "events": ["conflict.found"]}
    )
    assert response.status_code == 400
    assert "public" in response.content.decode()
    assert not Webhook.objects.exists()


def test_the_page_says_when_nothing_is_sent(world: World, page: str, settings: Settings):
    client = signed_in(world.chief)
    assert "WEBHOOKS=1" not in client.get(page).content.decode()
    settings.WEBHOOKS = False
    assert "WEBHOOKS=1" in client.get(page).content.decode()


def test_the_page_asks_the_same_whatever_was_sent(
    webhook: Webhook, world: World, page: str, django_assert_max_num_queries
):
    for number in range(20):
        a_clash(world.dossier, 100 + number, 300 + number)
    client = signed_in(world.chief)
    with django_assert_max_num_queries(12):
        client.get(page)
