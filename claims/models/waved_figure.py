from django.conf import settings
from django.db import models

from sources.models import Document


class WavedFigure(models.Model):
    """A figure that a person looked at and found not worth a claim. Offsets are code points of its document's text."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="waved_figures")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField(help_text="exclusive")
    waved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    waved_at = models.DateTimeField()

    class Meta:
        ordering = ["document_id", "start"]
        constraints = [
            models.UniqueConstraint(fields=["document", "start", "end"], name="waved_figure_once_a_document"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="waved_figure_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.start}-{self.end}"
