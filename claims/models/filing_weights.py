from __future__ import annotations

from typing import Any

from django.db import models

from claims.similarity import DEFAULT, WITH_MEANING, Weights
from sources.models import Dossier


class FilingWeightsQuerySet(models.QuerySet["FilingWeights"]):
    def of(self, dossier: Dossier | None, embedder: str = "") -> Weights:
        """What pairs are weighed by in a dossier: its own weights, else those of all dossiers, else the defaults.

        embedder   the model of meaning that has its say; none for words alone
        """
        found = self.applied(dossier, embedder)
        return found.as_weights() if found else WITH_MEANING if embedder else DEFAULT

    def applied(self, dossier: Dossier | None, embedder: str = "") -> FilingWeights | None:
        """The weights that somebody applied to a dossier, else to all; None where nobody did."""
        held = self.filter(models.Q(dossier=dossier) | models.Q(dossier__isnull=True), embedder=embedder)
        return held.order_by(models.F("dossier").asc(nulls_last=True)).first()


class FilingWeights(models.Model):
    """Weights of similarity refitted to what people confirmed and refused, in one dossier or all of them."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, null=True, blank=True, related_name="filing_weights", help_text="empty: all"
    )
    weights = models.JSONField(help_text="`claims.similarity.Weights.as_json`")
    embedder = models.CharField(
        max_length=200, blank=True, default="", help_text="the model of meaning that had its say; empty: words alone"
    )
    judged = models.PositiveIntegerField(help_text="pairs that they were fitted to")
    applied_at = models.DateTimeField()
    applied_by = models.CharField(max_length=150, help_text="who ran the command")

    objects = FilingWeightsQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "filing weights"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "embedder"], nulls_distinct=False, name="filing_weights_once_a_model"
            ),
        ]

    def __str__(self) -> str:
        return f"weights of {self.dossier or 'all dossiers'}, {self.applied_at:%Y-%m-%d}"

    def as_weights(self) -> Weights:
        stored: dict[str, Any] = self.weights
        return Weights.from_json(stored)
