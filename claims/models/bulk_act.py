from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.conflict import Conflict, ConflictState
from sources.models import Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class BulkVerb(models.TextChoices):
    ASSIGN = "assign", _("Assign")
    DISMISS = "dismiss", _("Dismiss")


class BulkActQuerySet(models.QuerySet["BulkAct"]):
    def visible_to(self, person: Person | AnonymousUser) -> BulkActQuerySet:
        return self.filter(dossier__in=Dossier.objects.visible_to(person))


class BulkAct(models.Model):
    """One act on many conflicts of a dossier, kept so that it can be undone."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="bulk_acts")
    verb = models.CharField(max_length=10, choices=BulkVerb)
    reason = models.TextField(blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="to whom an assignment went; empty: to nobody, or no assignment",
    )
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = BulkActQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(verb__in=BulkVerb.values), name="bulk_act_verb_known"),
            models.CheckConstraint(
                condition=models.Q(undone_by__isnull=True, undone_at__isnull=True)
                | models.Q(undone_by__isnull=False, undone_at__isnull=False),
                name="bulk_act_undone_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} ({self.done_at:%Y-%m-%d %H:%M})"


class BulkActLine(models.Model):
    """What a bulk act found of one conflict, and the version it left: only that one is put back."""

    bulk_act = models.ForeignKey(BulkAct, on_delete=models.CASCADE, related_name="lines")
    conflict = models.ForeignKey(Conflict, on_delete=models.PROTECT, related_name="+")
    state_before = models.CharField(max_length=10, choices=ConflictState)
    reason_before = models.TextField(blank=True)
    assigned_before = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version_after = models.PositiveIntegerField()

    class Meta:
        ordering = ["bulk_act_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["bulk_act", "conflict"], name="bulk_act_line_once_a_conflict"),
        ]

    def __str__(self) -> str:
        return f"{self.bulk_act}: {self.conflict}"
