from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.enciphering import BEGINNING, KeyLost, deciphered
from sources.models import Dossier


class Announced(models.TextChoices):
    """What a webhook can be told of; the `type` of the message."""

    FOUND = "conflict.found", _("a conflict is found")
    RECONCILED = "question.reconciled", _("a decision is approved")
    REOPENED = "question.reopened", _("a decided or dismissed question is open again")


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def open(self) -> WebhookQuerySet:
        return self.filter(closed_at=None)


class Webhook(models.Model):
    """An address outside that is told what happens in a dossier, in signed messages (standardwebhooks.com, 1.0)."""

    SECRETS: ClassVar = ("secret", "earlier_secret")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="webhooks")
    url = models.CharField(max_length=2000)
    events = ArrayField(models.CharField(max_length=20, choices=Announced))
    secret = models.CharField(
        max_length=255, help_text="enciphered: whsec_ and a key in base 64, what messages are signed with"
    )
    earlier_secret = models.CharField(
        max_length=255, blank=True, help_text="enciphered; signs too, until `earlier_until`"
    )
    earlier_until = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True, help_text="when its server said that it is gone (410)")

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(events__contained_by=Announced.values) & models.Q(events__len__gt=0),
                name="webhook_events_known",
            ),
            models.CheckConstraint(condition=models.Q(secret__startswith=BEGINNING), name="webhook_secret_enciphered"),
            models.CheckConstraint(
                condition=models.Q(earlier_secret="") | models.Q(earlier_secret__startswith=BEGINNING),
                name="webhook_earlier_secret_enciphered",
            ),
            models.CheckConstraint(
                condition=models.Q(earlier_secret="", earlier_until=None)
                | models.Q(earlier_secret__gt="", earlier_until__isnull=False),
                name="webhook_earlier_secret_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.url

    def secrets_at(self, at: dt.datetime) -> list[str]:
        """Those that sign now, in clear, the newest first. Raises KeyLost."""
        return [self.secret_in_clear, *self._earlier_at(at)]

    def _earlier_at(self, at: dt.datetime) -> list[str]:
        """None where it cannot be read: the newest signs by itself."""
        if not self.earlier_until or at >= self.earlier_until:
            return []
        try:
            return [deciphered(self.earlier_secret)]
        except KeyLost:
            return []

    @property
    def secret_in_clear(self) -> str:
        """For whoever just made it, and for signing. Raises KeyLost."""
        return deciphered(self.secret)

    @property
    def event_labels(self) -> list[str]:
        return [str(Announced(event).label) for event in self.events]


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("failed")


class Delivery(models.Model):
    """The outbox: one message for one webhook, written in the transaction of the act that it tells of."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    message = models.CharField(max_length=40, help_text="webhook-id: the same at every try and replay")
    event = models.CharField(max_length=20, choices=Announced)
    body = models.TextField(help_text="JSON, as it is signed and sent")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="HTTP, of the last try")
    said = models.CharField(max_length=500, blank=True, help_text="why the last try failed")

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ["-id"]
        indexes = [models.Index(fields=["made_at"], name="delivery_by_age")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=DeliveryState.values), name="delivery_state_known"),
            models.CheckConstraint(condition=models.Q(event__in=Announced.values), name="delivery_event_known"),
            models.UniqueConstraint(fields=["webhook", "message"], name="delivery_once_a_message"),
            models.CheckConstraint(
                condition=models.Q(state=DeliveryState.WAITING, ended_at=None)
                | (~models.Q(state=DeliveryState.WAITING) & models.Q(ended_at__isnull=False)),
                name="delivery_ended_unless_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message} ({self.state})"
