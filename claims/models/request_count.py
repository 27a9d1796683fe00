from __future__ import annotations

import datetime as dt

from django.db import models


class RequestCountQuerySet(models.QuerySet["RequestCount"]):
    def over(self, at: dt.datetime) -> RequestCountQuerySet:
        """Those that count for nothing any more: no period of the settings is longer than an hour."""
        return self.filter(since__lte=at - dt.timedelta(hours=1))


class RequestCount(models.Model):
    """How often somebody asked the API since a minute of theirs began. Worth nothing when that minute is over."""

    who = models.CharField(max_length=60, unique=True, help_text="a token, a person or an address of the network")
    since = models.DateTimeField()
    count = models.BigIntegerField()

    objects = RequestCountQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["since"], name="request_count_by_age")]
        constraints = [models.CheckConstraint(condition=models.Q(count__gt=0), name="request_count_of_some")]

    def __str__(self) -> str:
        return f"{self.who}: {self.count}"
