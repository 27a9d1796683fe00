from __future__ import annotations

from typing import Any

from django.db import models

from claims.similarity import DEFAULT, Weights
from sources.models import Dossier


class FilingWeightsQuerySet(models.QuerySet["FilingWeights"]):
    def of(self, dossier: Dossier) -> Weights:
        """What pairs are weighed by in a dossier: its own weights, else those of all dossiers, else the defaults."""
        held = self.filter(models.Q(dossier=dossier) | models.Q(dossier__isnull=True))
        found = held.order_by(models.F("dossier").asc(nulls_last=True)).first()
        return found.as_weights() if found else DEFAULT


class FilingWeights(models.Model):
    """Weights of similarity refitted to what people confirmed and refused, in one dossier or all of them."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, null=True, blank=True, related_name="filing_weights", help_text="empty: all"
    )
    weights = models.JSONField(help_text="`claims.similarity.Weights.as_json`")
    judged = models.PositiveIntegerField(help_text="pairs that they were fitted to")
    applied_at = models.DateTimeField()
    applied_by = models.CharField(max_length=150, help_text="who ran the command")

    objects = FilingWeightsQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "filing weights"
        constraints = [
            models.UniqueConstraint(fields=["dossier"], nulls_distinct=False, name="filing_weights_once_a_dossier"),
        ]

    def __str__(self) -> str:
        return f"weights of {self.dossier or 'all dossiers'}, {self.applied_at:%Y-%m-%d}"

    def as_weights(self) -> Weights:
        stored: dict[str, Any] = self.weights
        return Weights.from_json(stored)
