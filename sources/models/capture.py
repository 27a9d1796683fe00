from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models.document import Document
from sources.models.dossier import Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models.person import Person


class CaptureKind(models.TextChoices):
    """What is asked for."""

    FILE = "file", _("a file held until somebody has looked at what it changes")
    URL = "url", _("fetch a page")
    OCR = "ocr", _("recognise the text of images")


class CaptureState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    HELD = "held", _("held for a look")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class CaptureQuerySet(models.QuerySet["Capture"]):
    def visible_to(self, person: Person | AnonymousUser) -> CaptureQuerySet:
        return self.filter(dossier__in=Dossier.objects.visible_to(person))


class Capture(models.Model):
    """A document on its way in: a worker fetches it, or it is held until a person has seen what it changes.

    A newer capture of a document in the dossier (`supersedes`) is held with its bytes until somebody commits it.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="captures")
    kind = models.CharField(max_length=10, choices=CaptureKind)
    url = models.URLField(max_length=2000, blank=True, help_text="the address asked for")
    fetched_from = models.URLField(max_length=2000, blank=True, help_text="where it came from, after all redirects")
    original = models.BinaryField(null=True, blank=True, help_text="the bytes, where they are there already")
    file_name = models.CharField(max_length=255, blank=True)
    publisher = models.CharField(max_length=200, blank=True, help_text="empty: as the document says")
    supersedes = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="newer_captures",
        help_text="the older capture of the same work",
    )
    state = models.CharField(max_length=10, choices=CaptureState, default=CaptureState.WAITING)
    reason = models.TextField(blank=True, help_text="why it failed, for people; what is to be noted when done")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="captures")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CaptureQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=CaptureKind.values), name="capture_kind_known"),
            models.CheckConstraint(condition=models.Q(state__in=CaptureState.values), name="capture_state_known"),
            models.CheckConstraint(
                condition=(models.Q(kind=CaptureKind.URL) & ~models.Q(url=""))
                | models.Q(kind__in=[CaptureKind.OCR, CaptureKind.FILE], original__isnull=False),
                name="capture_has_what_is_asked_for",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CaptureState.HELD) | models.Q(original__isnull=False),
                name="capture_held_with_its_bytes",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CaptureState.FAILED) | ~models.Q(reason=""),
                name="capture_failed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CaptureState.DONE) | models.Q(document__isnull=False),
                name="capture_done_with_its_document",
            ),
        ]

    def __str__(self) -> str:
        return self.url or self.file_name
