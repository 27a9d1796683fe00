"""Webhooks are made, given a new secret, opened again and taken away by a chief of the dossier; its ledger says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from claims import ledger
from claims.errors import Refused
from claims.models import Delivery, Webhook
from claims.models.webhook import DeliveryState
from claims.permissions import Right, require
from claims.queueing import queue_delivery
from claims.webhooks.signing import new_secret
from sources.enciphering import enciphered
from sources.fetching import FetchFailed, refuse_at_sight
from sources.models import Dossier, Person

BOTH = dt.timedelta(hours=24)  # how long the secret before the newest signs too
MOST = 20


@transaction.atomic
def add_webhook(dossier: Dossier, url: str, events: Iterable[str], *, by: Person, at: dt.datetime) -> Webhook:
    """A new webhook with a secret of its own. Raises Refused for an address that is not a public one."""
    require(by, Right.MANAGE, dossier)
    try:
        refuse_at_sight(url)
    except FetchFailed as error:
        raise Refused(f"That address cannot be told anything: {error}.") from error
    if dossier.webhooks.count() >= MOST:
        raise Refused(f"A dossier has at most {MOST} webhooks: take one away first.")
    webhook = Webhook.objects.create(
        dossier=dossier, url=url, events=sorted(set(events)), secret=enciphered(new_secret()), made_by=by, made_at=at
    )
    ledger.record(dossier, "webhook added", webhook, by=by, events=webhook.events)
    return webhook


@transaction.atomic
def rotate_secret(webhook: Webhook, *, by: Person, at: dt.datetime) -> Webhook:
    """A new secret; for a day the one before it signs as well, so that the receiver can change over."""
    webhook = _locked(webhook, by)
    webhook.earlier_secret, webhook.earlier_until = webhook.secret, at + BOTH
    webhook.secret = enciphered(new_secret())
    webhook.save(update_fields=["secret", "earlier_secret", "earlier_until"])
    ledger.record(webhook.dossier, "webhook secret changed", webhook, by=by)
    return webhook


@transaction.atomic
def open_webhook(webhook: Webhook, *, by: Person, at: dt.datetime) -> Webhook:
    """Take up one whose server had said that it is gone."""
    webhook = _locked(webhook, by)
    if webhook.closed_at:
        webhook.closed_at = None
        webhook.save(update_fields=["closed_at"])
        ledger.record(webhook.dossier, "webhook opened", webhook, by=by)
    return webhook


@transaction.atomic
def remove_webhook(webhook: Webhook, *, by: Person, at: dt.datetime) -> None:
    """Take it away with its deliveries: nothing waits for it any more."""
    webhook = _locked(webhook, by)
    ledger.record(webhook.dossier, "webhook removed", webhook, by=by)
    webhook.delete()


@transaction.atomic
def replay(delivery: Delivery, *, by: Person, at: dt.datetime) -> Delivery:
    """Send a message once more, and again until it is taken. Its id is the same: a receiver knows it has it."""
    webhook = _locked(delivery.webhook, by)
    if webhook.closed_at:
        raise Refused("The webhook is closed: open it first.")
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    delivery.state, delivery.tries, delivery.ended_at, delivery.next_try_at = DeliveryState.WAITING, 0, None, at
    delivery.save(update_fields=["state", "tries", "ended_at", "next_try_at"])
    queue_delivery(delivery.pk, tries=0)
    return delivery


def _locked(webhook: Webhook, by: Person) -> Webhook:
    row = Webhook.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=webhook.pk)
    require(by, Right.MANAGE, row.dossier)
    return row
