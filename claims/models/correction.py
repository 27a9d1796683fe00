from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models

from claims.models.question import Question
from claims.models.reconciliation import Reconciliation, ReconciliationState
from sources.models import Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, person: Person | AnonymousUser) -> CorrectionQuerySet:
        return self.filter(question__dossier__in=Dossier.objects.visible_to(person))

    def told(self, at: dt.datetime) -> CorrectionQuerySet:
        """Those that readers are told at that time.

        One that waited for an embargo never came to be where what it announces was withdrawn before, or another
        decision took its place before.
        """
        newer = Reconciliation.objects.filter(
            question=models.OuterRef("question"), pk__gt=models.OuterRef("replacement"), decided_at__isnull=False
        )
        overtaken = (
            newer.filter(state__in=[ReconciliationState.APPROVED, ReconciliationState.WITHDRAWN])
            .exclude(withdrawn_at__lt=models.F("embargo_until"))
            .filter(decided_at__lte=models.OuterRef("made_at"))
            .filter(models.Q(embargo_until__isnull=True) | models.Q(embargo_until__lte=models.OuterRef("made_at")))
        )
        never = models.Q(replacement__withdrawn_at__lt=models.F("made_at")) | models.Q(models.Exists(overtaken))
        return self.filter(made_at__lte=at).exclude(models.Q(replacement__isnull=False) & never)


class Correction(models.Model):
    """A published decision changed: told with its reason and its date, never a silent edit. Appended, never changed."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="corrections")
    replaced = models.ForeignKey(
        Reconciliation, on_delete=models.PROTECT, related_name="corrected_by", help_text="what was published before"
    )
    replacement = models.OneToOneField(
        Reconciliation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrects",
        help_text="what is published instead; empty: it was withdrawn",
    )
    reason = models.TextField(help_text="what changed and why, for the readers")
    made_at = models.DateTimeField(help_text="when the change is published: after the embargo, where there is one")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["question_id", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="correction_has_a_reason"),
            models.UniqueConstraint(
                fields=["replaced"],
                condition=models.Q(replacement__isnull=True),
                name="correction_withdrawn_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} ({self.made_at:%Y-%m-%d})"
