from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models import Dossier

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class ExportState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class PreparedExportQuerySet(models.QuerySet["PreparedExport"]):
    def visible_to(self, person: Person | AnonymousUser) -> PreparedExportQuerySet:
        return self.filter(dossier__in=Dossier.objects.visible_to(person))

    def over(self, at: dt.datetime) -> PreparedExportQuerySet:
        """Those nobody can fetch any more."""
        return self.filter(expires_at__lte=at)


class PreparedExport(models.Model):
    """An export of a dossier that a worker writes, to be fetched for some days."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="prepared_exports")
    written_as = models.CharField(max_length=20, help_text="the format, by its name in claims/export/formats.py")
    state = models.CharField(max_length=10, choices=ExportState, default=ExportState.WAITING)
    reason = models.TextField(blank=True, help_text="why it failed, for people")
    size = models.PositiveBigIntegerField(null=True, blank=True, help_text="bytes, once it is written")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()

    objects = PreparedExportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["expires_at"], name="prepared_export_by_its_end")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ExportState.values), name="prepared_export_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ExportState.FAILED) | ~models.Q(reason=""),
                name="prepared_export_failed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ExportState.DONE) | models.Q(size__isnull=False),
                name="prepared_export_done_with_its_size",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} ({self.written_as})"


class ExportPiece(models.Model):
    """Some bytes of a prepared export: in pieces, so that none of it has to be in memory whole."""

    export = models.ForeignKey(PreparedExport, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField(help_text="from 1")
    content = models.BinaryField()

    class Meta:
        ordering = ["export_id", "number"]
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="export_piece_has_its_place")]

    def __str__(self) -> str:
        return f"{self.export_id}: {self.number}"
