from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from claims.models.question import Question
from claims.models.reconciliation import Reconciliation
from sources.models import Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, person: Person | AnonymousUser) -> CorrectionQuerySet:
        return self.filter(question__dossier__in=Dossier.objects.visible_to(person))


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
