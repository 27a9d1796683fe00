from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a token may be used for. It never lets a person do more than their role does."""

    READ = "read", _("read: everything you may see")
    WRITE = "write", _("write: documents, claims, questions, comments")
    REVIEW = "review", _("review: decide, propose, approve, return, dismiss")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def alive(self, at: dt.datetime) -> ApiTokenQuerySet:
        return self.filter(revoked_at=None, expires_at__gt=at)


class ApiToken(models.Model):
    """A program's key to the API, in a person's name. The key itself is shown once and kept nowhere: its hash is."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100, help_text="what it is for, in the person's words")
    prefix = models.CharField(max_length=12, help_text="how it begins, to tell it from others")
    sha256 = models.CharField(max_length=64, unique=True, help_text="of the whole token, in hexadecimal")
    scopes = ArrayField(models.CharField(max_length=6, choices=Scope))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True, help_text="to the minute")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "API token"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="api_token_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(scopes__contained_by=Scope.values) & models.Q(scopes__len__gt=0),
                name="api_token_scopes_known",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="api_token_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}… ({self.name})"

    @property
    def scope_labels(self) -> list[str]:
        return [str(Scope(scope).label).partition(":")[0] for scope in self.scopes]
