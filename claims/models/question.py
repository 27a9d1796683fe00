from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from sources.models import Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, person: Person | AnonymousUser) -> QuestionQuerySet:
        return self.filter(dossier__in=Dossier.objects.visible_to(person))

    def living(self) -> QuestionQuerySet:
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def answered_by_several(self) -> QuestionQuerySet:
        """Those with standing claims of two documents or more."""
        from claims.models.claim import Claim
        from claims.models.filing import Filing

        standing = Filing.objects.standing().filter(claim__in=Claim.objects.all().standing())
        answers = models.Count(
            "filings__claim__passage__document", filter=models.Q(filings__in=standing), distinct=True
        )
        return self.annotate(documents=answers).filter(documents__gte=2)


class Question(models.Model):
    """The neutral question that claims of several documents answer."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="questions")
    wording = models.CharField(max_length=500)
    language = models.CharField(max_length=8)
    kind = models.CharField(max_length=20, help_text="of the values that answer it")
    unit = models.CharField(max_length=100, blank=True, help_text="the base unit of the answers")
    changes_over_time = models.BooleanField(
        default=False, help_text="a death toll, a population: only answers of the same as-of date are compared"
    )
    tolerance = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="in percent: answers that differ by no more count as one; empty: as they are written (DESIGN 4)",
    )
    asked_in = models.CharField(
        max_length=100,
        blank=True,
        help_text="the unit a person says is asked for: answers that do not convert to it are not compared; empty: any",
    )
    worded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="empty: worded by the machine",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        help_text="the question its claims answer now",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["dossier_id", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(wording=""), name="question_is_worded"),
            models.CheckConstraint(
                condition=models.Q(tolerance__isnull=True) | models.Q(tolerance__gt=0, tolerance__lte=50),
                name="question_tolerance_is_a_small_share",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="question_not_merged_in_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.wording
