from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models.document import Document
from sources.models.dossier import Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models.person import Person


class ResemblanceState(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")


class ResemblanceQuerySet(models.QuerySet["Resemblance"]):
    def visible_to(self, person: Person | AnonymousUser) -> ResemblanceQuerySet:
        return self.filter(document__dossier__in=Dossier.objects.visible_to(person))

    def suggested(self) -> ResemblanceQuerySet:
        """Those nobody has judged."""
        return self.filter(state=ResemblanceState.SUGGESTED)

    def between(self, documents: Iterable[int]) -> ResemblanceQuerySet:
        """Those in which one of these documents, by key, is a side."""
        pks = list(documents)
        return self.filter(models.Q(document__in=pks) | models.Q(other__in=pks))

    def with_documents(self) -> ResemblanceQuerySet:
        """For lists: both documents with their publishers, without bytes, text and blocks."""
        sides = [
            models.Prefetch(side, Document.objects.without_bodies().select_related("publisher"))
            for side in ("document", "other")
        ]
        return self.prefetch_related(*sides)


class Resemblance(models.Model):
    """Two documents with nearly the same text: the machine suggests that one is a copy, a person says which, or no."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="resemblances")
    other = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="resembled_by", help_text="imported before it"
    )
    share = models.FloatField(help_text="of the shorter text that stands in the longer, 0 to 1")
    state = models.CharField(max_length=10, choices=ResemblanceState, default=ResemblanceState.SUGGESTED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ResemblanceQuerySet.as_manager()

    class Meta:
        ordering = ["-share", "id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "other"], name="resemblance_once_a_pair"),
            models.CheckConstraint(condition=~models.Q(document=models.F("other")), name="resemblance_of_two"),
            models.CheckConstraint(
                condition=models.Q(share__gte=0, share__lte=1), name="resemblance_share_is_a_fraction"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ResemblanceState.values), name="resemblance_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=ResemblanceState.SUGGESTED)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="resemblance_decided_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} ~ {self.other}"
