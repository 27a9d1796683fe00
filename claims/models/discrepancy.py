from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from sources.models import Dossier, Passage
from sources.reading.relations import RelationKind

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person

KINDS = [(kind.value, kind.value) for kind in RelationKind]


class DiscrepancyState(models.TextChoices):
    SUSPECTED = "suspected", _("suspected by the machine")
    CONFIRMED = "confirmed", _("confirmed")
    DISMISSED = "dismissed", _("dismissed")


class DiscrepancyQuerySet(models.QuerySet["Discrepancy"]):
    def visible_to(self, person: Person | AnonymousUser) -> DiscrepancyQuerySet:
        return self.filter(passage__document__dossier__in=Dossier.objects.visible_to(person))

    def suspected(self) -> DiscrepancyQuerySet:
        """Those nobody has judged, of documents that nothing supersedes."""
        return self.filter(state=DiscrepancyState.SUSPECTED, passage__document__superseded_by__isnull=True)


class Discrepancy(models.Model):
    """Figures that a passage says belong together, and that do not add up: a part above its whole, a wrong total.

    Within one passage, or (`against`) with a claim of another document that answers the same question as one of them.
    """

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="discrepancies")
    kind = models.CharField(max_length=20, choices=KINDS)
    whole_start = models.PositiveIntegerField(help_text="where the whole stands, in code points of the document's text")
    whole_end = models.PositiveIntegerField()
    against = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="discrepancies")
    reason = models.TextField(help_text="what does not add up, in words")
    state = models.CharField(max_length=10, choices=DiscrepancyState, default=DiscrepancyState.SUSPECTED)
    state_reason = models.TextField(blank=True)
    found_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DiscrepancyQuerySet.as_manager()

    class Meta:
        ordering = ["passage_id", "id"]
        verbose_name_plural = "discrepancies"
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "kind", "whole_start", "against"],
                nulls_distinct=False,
                name="discrepancy_once_a_place",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[value for value, _ in KINDS]), name="discrepancy_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=DiscrepancyState.values), name="discrepancy_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=DiscrepancyState.SUSPECTED)
                | (~models.Q(state_reason="") & models.Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="discrepancy_decided_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
