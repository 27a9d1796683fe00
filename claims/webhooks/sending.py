"""One message is sent: by a worker, again and again for about a day, until its server takes it or says it is gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import transaction

from claims.models import Delivery
from claims.models.webhook import DeliveryState
from claims.queueing import queue_delivery
from claims.webhooks.signing import headers
from sources.enciphering import KeyLost
from sources.fetching import AddressRefused, FetchFailed
from sources.fetching.posting import post_apart

Post = Callable[[str, bytes, Mapping[str, str]], int]
# seconds from one try to the next: after the last of them a delivery has failed
LATER = (5, 60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600, 12 * 3600)
KEPT = dt.timedelta(days=30)
_GONE = 410
_NOTHING_TO_SIGN_WITH = "The key of this server was changed, and the secret cannot be read any more: make a new one."


def deliver(delivery_id: int, *, tries: int, now: Callable[[], dt.datetime], post: Post = post_apart) -> None:
    """Send a message for the time after `tries` others; one that was sent or replayed meanwhile is left alone."""
    waiting = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.WAITING, tries=tries)
    delivery = waiting.select_related("webhook").first()
    if delivery is None or not settings.WEBHOOKS:
        return
    if delivery.webhook.closed_at:
        _end(delivery, DeliveryState.FAILED, now(), said="The webhook is closed.")
        return
    try:
        delivery.status, delivery.said = _sent(delivery, now(), post), ""
    except KeyLost:
        _end(delivery, DeliveryState.FAILED, now(), said=_NOTHING_TO_SIGN_WITH)
        return
    except FetchFailed as error:
        delivery.status, delivery.said = None, str(error)[:500]
        if isinstance(error, AddressRefused):
            _end(delivery, DeliveryState.FAILED, now(), said=delivery.said)
            return
    _heed(delivery, now())


def _sent(delivery: Delivery, at: dt.datetime, post: Post) -> int:
    webhook, body = delivery.webhook, delivery.body.encode()
    signed = headers(delivery.message, int(at.timestamp()), body, webhook.secrets_at(at))
    return post(webhook.url, body, {"Content-Type": "application/json", "User-Agent": "Concordance", **signed})


def _heed(delivery: Delivery, at: dt.datetime) -> None:
    """What the answer means: taken, gone for ever, or another try."""
    if delivery.status and 200 <= delivery.status < 300:
        _end(delivery, DeliveryState.DELIVERED, at)
    elif delivery.status == _GONE:
        with transaction.atomic():
            delivery.webhook.closed_at = at
            delivery.webhook.save(update_fields=["closed_at"])
            _end(delivery, DeliveryState.FAILED, at, said="The server said that it is gone: the webhook is closed.")
    elif delivery.tries >= len(LATER):
        _end(delivery, DeliveryState.FAILED, at, said=delivery.said)
    else:
        with transaction.atomic():
            wait = LATER[delivery.tries]
            delivery.tries += 1
            delivery.next_try_at = at + dt.timedelta(seconds=wait)
            _keep(delivery)
            queue_delivery(delivery.pk, tries=delivery.tries, seconds=wait)


def _end(delivery: Delivery, state: DeliveryState, at: dt.datetime, *, said: str = "") -> None:
    delivery.state, delivery.said, delivery.ended_at, delivery.next_try_at = state, said, at, None
    delivery.tries += 1
    _keep(delivery)


def _keep(delivery: Delivery) -> None:
    delivery.save(update_fields=["state", "tries", "next_try_at", "ended_at", "status", "said"])


def forget_deliveries(*, at: dt.datetime) -> None:
    """Take away what ended long ago."""
    Delivery.objects.filter(made_at__lt=at - KEPT).exclude(state=DeliveryState.WAITING).delete()
