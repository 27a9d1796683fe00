from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from sources.models import Document, Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class SheetQuerySet(models.QuerySet["Sheet"]):
    def visible_to(self, person: Person | AnonymousUser) -> SheetQuerySet:
        return self.filter(dossier__in=Dossier.objects.visible_to(person))


class Sheet(models.Model):
    """A table of ready-made claims (CSV), kept while its columns are mapped and its rows looked at; then imported."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="sheets")
    original = models.BinaryField(help_text="the bytes as they came")
    file_name = models.CharField(max_length=255, blank=True)
    columns = models.JSONField(
        default=dict, blank=True, help_text="what each field of a claim is read from: a column's name"
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    document = models.OneToOneField(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sheet",
        help_text="the sheet as a document, once it is imported and where rows cite no document of their own",
    )
    imported_at = models.DateTimeField(null=True, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name or f"sheet {self.pk}"
