from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.question import Question
from claims.models.valued import Valued, extent_constraints
from sources.models import Dossier
from sources.values import NAME

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class ReconciliationState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Outcome(models.TextChoices):
    ONE_POSITION = "one position holds", _("one position holds")
    RANGE = "a range holds", _("a range holds")
    BOTH = "both hold", _("both hold (they answer different questions)")
    SUPERSEDED = "superseded", _("superseded")
    NONE = "none holds", _("none holds")
    UNSETTLED = "cannot be settled", _("cannot be settled")


class Difference(models.TextChoices):
    """Why the documents differ."""

    CONTRADICTION = "contradiction", _("contradiction")
    PERIOD = "different period", _("different period")
    SCOPE = "different scope", _("different scope")
    DEFINITION = "different definition", _("different definition")
    REVISION = "revision by the same source", _("revision by the same source")
    SLIP = "slip of unit or digit", _("slip of unit or digit")
    COPYING = "copying error", _("copying error")
    DERIVED = "derived figure", _("derived figure")


WITH_A_VALUE = [Outcome.ONE_POSITION, Outcome.RANGE]


class ReconciliationQuerySet(models.QuerySet["Reconciliation"]):
    def visible_to(self, person: Person | AnonymousUser) -> ReconciliationQuerySet:
        return self.filter(question__dossier__in=Dossier.objects.visible_to(person))

    def approved(self) -> ReconciliationQuerySet:
        return self.filter(state=ReconciliationState.APPROVED)

    def in_force(self) -> ReconciliationQuerySet:
        """The newest of each question that was ever approved, unless it was withdrawn: the one that stands.

        A withdrawn decision does not bring back the one it replaced.
        """
        decided = self.model._default_manager.filter(
            state__in=[ReconciliationState.APPROVED, ReconciliationState.WITHDRAWN], decided_at__isnull=False
        )
        newest = decided.order_by("question_id", "-id").distinct("question_id").values("pk")
        return self.approved().filter(pk__in=newest)

    def published(self, at: dt.datetime) -> ReconciliationQuerySet:
        """Of each question the one that readers are told at that time, if any.

        It is the newest whose embargo is over, unless it was withdrawn. While a newer one waits for its date, the one
        before it stays published, and goes on to be where the newer one is withdrawn before anybody was told it.
        """
        told = (
            self.model._default_manager.filter(
                state__in=[ReconciliationState.APPROVED, ReconciliationState.WITHDRAWN], decided_at__isnull=False
            )
            .filter(models.Q(embargo_until__isnull=True) | models.Q(embargo_until__lte=at))
            .exclude(withdrawn_at__lt=models.F("embargo_until"))
        )
        newest = told.order_by("question_id", "-id").distinct("question_id").values("pk")
        return self.approved().filter(pk__in=newest)


class Reconciliation(Valued):
    """A decision about a question, with its reason. A row, never an edit; the newest approved one stands."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="reconciliations")
    state = models.CharField(max_length=10, choices=ReconciliationState, default=ReconciliationState.PROPOSED)
    outcome = models.CharField(max_length=30, choices=Outcome)
    difference = models.CharField(max_length=30, choices=Difference)
    kind = models.CharField(max_length=20, blank=True)
    value_text = models.CharField(max_length=300, blank=True, help_text="the accepted value, as decided")
    rationale = models.TextField(help_text="why, on which evidence")
    dissent = models.TextField(blank=True, help_text="who disagrees and why")
    claims = models.ManyToManyField(Claim, through="Basis", related_name="reconciliations")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="it is not published before; empty: at once when it is approved"
    )
    correction = models.TextField(
        blank=True, help_text="where it changes what was published: what changes and why, told with it"
    )
    decision_note = models.TextField(blank=True, help_text="why it was returned or withdrawn")

    objects = ReconciliationQuerySet.as_manager()

    class Meta:
        ordering = ["question_id", "id"]
        constraints = [
            *extent_constraints("reconciliation"),
            models.CheckConstraint(
                condition=models.Q(state__in=ReconciliationState.values), name="reconciliation_state_known"
            ),
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="reconciliation_outcome_known"),
            models.CheckConstraint(
                condition=models.Q(difference__in=Difference.values), name="reconciliation_difference_known"
            ),
            models.CheckConstraint(condition=~models.Q(rationale=""), name="reconciliation_has_a_rationale"),
            models.CheckConstraint(
                condition=~models.Q(outcome__in=WITH_A_VALUE)
                | models.Q(strict__isnull=False)
                | (models.Q(kind=NAME) & ~models.Q(value_text="")),
                name="reconciliation_outcome_has_its_value",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ReconciliationState.PROPOSED)
                | models.Q(
                    state__in=[ReconciliationState.APPROVED, ReconciliationState.RETURNED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | models.Q(state=ReconciliationState.WITHDRAWN, withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="reconciliation_decided_by_a_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ReconciliationState.APPROVED) | ~models.Q(decided_by=models.F("proposed_by")),
                name="reconciliation_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[ReconciliationState.RETURNED, ReconciliationState.WITHDRAWN])
                | ~models.Q(decision_note=""),
                name="reconciliation_returned_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(state=ReconciliationState.PROPOSED),
                name="reconciliation_one_proposal_a_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value_text or self.outcome}"

    @property
    def published_at(self) -> dt.datetime | None:
        """When readers are told it: once it is approved and its embargo is over."""
        moments = [moment for moment in (self.decided_at, self.embargo_until) if moment]
        return max(moments) if self.decided_at else None


class BasisRole(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")


class Basis(models.Model):
    """A claim a reconciliation rests on or rejects."""

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.PROTECT, related_name="basis")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="basis_of")
    role = models.CharField(max_length=10, choices=BasisRole)

    class Meta:
        ordering = ["reconciliation_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "claim"], name="basis_once_a_claim"),
            models.CheckConstraint(condition=models.Q(role__in=BasisRole.values), name="basis_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.claim}"
