from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from sources.models import Document, Dossier
from sources.passages import State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person

FOUND_AS = [(state.value, state.value) for state in State]


class CarryoverState(models.TextChoices):
    WAITING = "waiting", _("waiting for a person")
    CARRIED = "carried", _("carried over")
    DROPPED = "dropped", _("dropped")


class CarryoverQuerySet(models.QuerySet["Carryover"]):
    def visible_to(self, person: Person | AnonymousUser) -> CarryoverQuerySet:
        return self.filter(document__dossier__in=Dossier.objects.visible_to(person))

    def waiting(self) -> CarryoverQuerySet:
        """Those a person has to look at."""
        return self.filter(state=CarryoverState.WAITING)


class Carryover(models.Model):
    """What a newer capture of a document does to one claim of the older one (DESIGN 6).

    What stands there to the letter, or the same words elsewhere, is carried over at once. Everything else waits
    for a person, who sees both texts side by side.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="carryovers", help_text="of the older one")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="carryovers", help_text="the newer")
    found = models.CharField(max_length=20, choices=FOUND_AS, help_text="what became of the passage")
    start = models.PositiveIntegerField(null=True, blank=True, help_text="where it stands in the newer text")
    end = models.PositiveIntegerField(null=True, blank=True, help_text="exclusive; empty: no place is known")
    score = models.FloatField(default=0, help_text="how sure the place is, 0 to 1")
    state = models.CharField(max_length=10, choices=CarryoverState, default=CarryoverState.WAITING)
    carried_to = models.OneToOneField(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="carried_by")
    reason = models.TextField(blank=True, help_text="why it was dropped")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CarryoverQuerySet.as_manager()

    class Meta:
        ordering = ["document_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "document"], name="carryover_once_a_claim"),
            models.CheckConstraint(condition=models.Q(state__in=CarryoverState.values), name="carryover_state_known"),
            models.CheckConstraint(
                condition=models.Q(found__in=[value for value, _ in FOUND_AS]), name="carryover_found_known"
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="carryover_place_has_both_ends",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CarryoverState.CARRIED) | models.Q(carried_to__isnull=False),
                name="carryover_carried_to_a_claim",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CarryoverState.DROPPED)
                | (~models.Q(reason="") & models.Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="carryover_dropped_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} ({self.found})"
