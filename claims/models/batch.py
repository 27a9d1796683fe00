from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models import Document, Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class BatchState(models.TextChoices):
    ARRIVING = "arriving", _("Files are still sent")
    WORKING = "working", _("Being imported")
    COMPARING = "comparing", _("Being compared")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Failed")


class FileState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, person: Person | AnonymousUser) -> BatchQuerySet:
        return self.filter(dossier__in=Dossier.objects.visible_to(person))

    def counted(self) -> BatchQuerySet:
        """Each with `total`, `ended` and, by the name of each state, how many of its files are in it."""
        states = {str(state): [state] for state in FileState} | {"ended": [FileState.DONE, FileState.FAILED]}
        of = {name: models.Count("files", filter=models.Q(files__state__in=some)) for name, some in states.items()}
        return self.annotate(total=models.Count("files"), **of)


class Batch(models.Model):
    """Many files on their way into a dossier: what one can watch while workers import and compare them."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="batches")
    publisher = models.CharField(max_length=200, blank=True, help_text="of all files; empty: as each says")
    language = models.CharField(max_length=8, blank=True, help_text="of all files; empty: told from each text")
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.ARRIVING)
    reason = models.TextField(blank=True, help_text="why it failed as a whole, for people")
    conflicts = models.PositiveIntegerField(null=True, blank=True, help_text="found or changed; empty: not compared")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="empty: whoever runs the server, by the command",
    )
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=BatchState.values), name="batch_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=BatchState.FAILED) | ~models.Q(reason=""), name="batch_failed_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[BatchState.DONE, BatchState.CANCELLED, BatchState.FAILED])
                | models.Q(ended_at__isnull=False),
                name="batch_ended_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Batch %(number)d") % {"number": self.pk})


class BatchFile(models.Model):
    """One file of a batch. Its bytes lie here, for any machine's worker, until they are a document."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveIntegerField(help_text="its place in the batch, from 1")
    file_name = models.CharField(max_length=255, blank=True)
    original = models.BinaryField(null=True, blank=True, help_text="empty once imported, or let go of")
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    reason = models.TextField(blank=True, help_text="why it failed, for people; what is to be noted when done")
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="batch_files")
    started_at = models.DateTimeField(null=True, blank=True, help_text="the last time")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["batch_id", "number"]
        indexes = [models.Index(fields=["batch", "state"], name="batch_file_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="batch_file_has_its_place"),
            models.CheckConstraint(condition=models.Q(state__in=FileState.values), name="batch_file_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=FileState.FAILED) | ~models.Q(reason=""),
                name="batch_file_failed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[FileState.DONE, FileState.FAILED]) | models.Q(original__isnull=False),
                name="batch_file_waits_with_its_bytes",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=FileState.DONE) | models.Q(original__isnull=True),
                name="batch_file_kept_once",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
