from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.question import Question


class FilingState(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")


STANDING = [FilingState.SUGGESTED, FilingState.CONFIRMED]


class FilingQuerySet(models.QuerySet["Filing"]):
    def standing(self) -> FilingQuerySet:
        """Suggested or confirmed: those that count until somebody refuses them."""
        return self.filter(state__in=STANDING)


class Filing(models.Model):
    """Joins a claim to a question. A machine suggests with a score and a reason; a person confirms or refuses."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="filings")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="filings")
    state = models.CharField(max_length=10, choices=FilingState, default=FilingState.SUGGESTED)
    score = models.FloatField(null=True, blank=True, help_text="0 to 1, of the machine; empty: a person filed it")
    reason = models.JSONField(default=dict, blank=True, help_text="what matched and what did not")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FilingQuerySet.as_manager()

    class Meta:
        ordering = ["question_id", "id"]
        indexes = [
            models.Index(
                fields=["decided_at"],
                include=["question", "state", "score"],
                condition=models.Q(decided_at__isnull=False),
                name="filing_by_decision",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["claim", "question"], name="filing_once_a_question"),
            models.UniqueConstraint(
                fields=["claim"], condition=models.Q(state__in=STANDING), name="filing_one_standing_a_claim"
            ),
            models.CheckConstraint(condition=models.Q(state__in=FilingState.values), name="filing_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=FilingState.SUGGESTED, decided_by__isnull=True)
                | models.Q(
                    state__in=[FilingState.CONFIRMED, FilingState.REFUSED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="filing_decided_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} -> {self.question}"

    @property
    def by(self) -> str:
        """Who stands behind it: "machine" until a person has decided."""
        return self.decided_by.display_name if self.decided_by else "machine"

    @property
    def reason_words(self) -> str:
        return str(self.reason.get("words", ""))
