from __future__ import annotations

from django.db import models

from sources.models.document import Document


class Passage(models.Model):
    """A span of one document's text, proved on save: a trigger compares `exact` with what stands there."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField(help_text="in code points, from 0")
    end = models.PositiveIntegerField(help_text="in code points, exclusive")
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    withheld_because = models.CharField(
        max_length=300, blank=True, help_text="why it is not for export (source protection); empty: it may be exported"
    )

    class Meta:
        ordering = ["document_id", "start", "end"]
        indexes = [
            models.Index(
                fields=["document"], condition=~models.Q(withheld_because=""), name="passage_withheld_by_document"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "start", "end"], name="passage_once_a_document"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="passage_not_empty"),
        ]

    def __str__(self) -> str:
        return self.exact if len(self.exact) <= 80 else f"{self.exact[:79]}…"

    @property
    def is_withheld(self) -> bool:
        return bool(self.withheld_because)
