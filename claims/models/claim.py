from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.valued import Valued, extent_constraints
from sources.excerpts import Piece, excerpt
from sources.models import Document, Dossier, Passage
from sources.values import NAME

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class ClaimState(models.TextChoices):
    DRAFTED = "drafted", _("Drafted")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    RETRACTED = "retracted", _("Retracted")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, person: Person | AnonymousUser) -> ClaimQuerySet:
        return self.filter(dossier__in=Dossier.objects.visible_to(person))

    def standing(self) -> ClaimQuerySet:
        """Those that count: drafted or accepted, of documents that nothing supersedes."""
        return self.living().current()

    def current(self) -> ClaimQuerySet:
        """Those of documents that nothing supersedes.

        Said as NOT EXISTS: of an outer join PostgreSQL expects no row to be left, and reads the whole table for a few.
        """
        newer = Document.objects.filter(supersedes=models.OuterRef("passage__document"))
        return self.filter(~models.Exists(newer))

    def living(self) -> ClaimQuerySet:
        """Those nobody rejected or retracted, whatever became of their document."""
        return self.filter(state__in=[ClaimState.DRAFTED, ClaimState.ACCEPTED])

    def telling_first(self) -> ClaimQuerySet:
        """In the order in which drafts are worth checking."""
        return self.order_by("-worth", "id")

    def unmatched(self) -> ClaimQuerySet:
        """Those the machine has not looked for a question for."""
        return self.filter(matched_at__isnull=True)


class Claim(Valued):
    """ "This passage says VALUE": one self-contained sentence, its value, scope, date and attribution.

    Drafted by a machine (`written_by` is empty) or written by a person; only people accept.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="claims", db_index=False)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="claims")
    statement = models.TextField(help_text="one self-contained sentence")
    language = models.CharField(max_length=8)
    value_text = models.CharField(max_length=300, help_text="the value as written in the passage")
    value_start = models.PositiveIntegerField(help_text="in code points of the document's text")
    value_end = models.PositiveIntegerField()
    population = models.CharField(max_length=200, blank=True, help_text="who or what is counted")
    scope = models.CharField(max_length=300, blank=True, help_text="where, from when to when, share of what")
    as_of = DateRangeField(null=True, blank=True, help_text="the day or period the value holds for")
    attribution = models.CharField(
        max_length=300, blank=True, help_text="according to whom, where it is not the author"
    )
    is_denied = models.BooleanField(default=False, help_text="the passage says that the value does not hold")
    worth = models.PositiveSmallIntegerField(
        default=50, help_text="how much it is worth checking, 0 to 100: the machine's order of the drafts"
    )
    reader_version = models.PositiveSmallIntegerField(null=True, blank=True)
    override_reason = models.TextField(
        blank=True, help_text="why a person holds to a value that is not read in the passage; empty: it is read there"
    )
    first_made_as = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="later_captures",
        help_text="the claim this one was carried over from, of the earliest capture of the same work",
    )
    matched_at = models.DateTimeField(
        null=True, blank=True, help_text="when the machine looked for its question; empty: not yet"
    )
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.DRAFTED)
    state_reason = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="empty: drafted by the machine",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["passage__document_id", "value_start", "id"]
        indexes = [
            models.Index(fields=["dossier", "base_unit"], name="claim_by_base_unit"),
            models.Index(fields=["dossier", "state"], name="claim_by_state"),
            models.Index(fields=["dossier", "state", "-worth", "id"], name="claim_by_worth"),
            models.Index(fields=["dossier"], condition=models.Q(matched_at__isnull=True), name="claim_unmatched"),
            models.Index(
                fields=["dossier", "decided_at"], condition=models.Q(decided_at__isnull=False), name="claim_by_decision"
            ),
        ]
        constraints = [
            *extent_constraints("claim"),
            models.UniqueConstraint(
                fields=["passage", "value_start", "value_end"],
                condition=models.Q(written_by__isnull=True),
                name="claim_drafted_once_a_value",
            ),
            models.CheckConstraint(condition=models.Q(state__in=ClaimState.values), name="claim_state_known"),
            models.CheckConstraint(condition=~models.Q(statement=""), name="claim_says_something"),
            models.CheckConstraint(
                condition=models.Q(value_end__gt=models.F("value_start")), name="claim_value_placed"
            ),
            models.CheckConstraint(
                condition=models.Q(state=ClaimState.DRAFTED)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="claim_decided_by_a_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[ClaimState.REJECTED, ClaimState.RETRACTED]) | ~models.Q(state_reason=""),
                name="claim_refused_with_a_reason",
            ),
            models.UniqueConstraint(fields=["first_made_as", "passage"], name="claim_carried_over_once_a_passage"),
            models.CheckConstraint(condition=~models.Q(first_made_as=models.F("id")), name="claim_not_made_as_itself"),
            models.CheckConstraint(
                condition=models.Q(override_reason="") | models.Q(written_by__isnull=False),
                name="claim_overridden_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.statement if len(self.statement) <= 120 else f"{self.statement[:119]}…"

    def excerpt(self, around: int = 160) -> list[Piece]:
        """The passage lit in its context, its value within it."""
        place = (self.passage.start, self.passage.end)
        return excerpt(self.passage.document.text, place, (self.value_start, self.value_end), around)

    @property
    def value_phrase(self) -> str:
        """The value in English; a name as it is written."""
        return self.value_text if self.kind == NAME else super().value_phrase

    @property
    def first_pk(self) -> int:
        """The key of the claim as it was first made: the same in every capture of the work."""
        return self.first_made_as_id or self.pk

    @property
    def is_drafted_by_machine(self) -> bool:
        return self.written_by_id is None
