from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import DecimalRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.alias import Alias
from claims.models.claim import Claim
from claims.models.pair import Hint, Pair
from claims.models.question import Question
from claims.similarity.aliases import Aliases
from sources.models import Dossier
from sources.values import NAME

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class Level(models.TextChoices):
    """How the claims of a question stand to each other: that of their worst pair."""

    CONTRADICTION = "contradiction", _("contradiction")
    TENSION = "tension", _("tension")
    INTERNAL = "internal", _("internal (inside one origin)")
    DEVELOPMENT = "development", _("development (suggested)")
    COMPATIBLE = "compatible", _("compatible")
    AGREE = "agree", _("agree")
    NOT_COMPARABLE = "not comparable", _("not comparable")


STEADILY = "the as-of dates differ and the values rise or fall steadily: a development (suggested), no conflict"
AS_SAID = "the answer changes over time, and the as-of dates differ"
INCOMPARABLE = "nothing to compare with"

CLASHING = [Level.CONTRADICTION, Level.TENSION, Level.INTERNAL]


class ConflictState(models.TextChoices):
    SUSPECTED = "suspected", _("suspected (filed by machine)")
    OPEN = "open", _("open")
    PROPOSED = "proposed", _("waiting for approval")
    RESOLVED = "resolved", _("resolved")
    DISMISSED = "dismissed", _("dismissed")
    REOPENED = "reopened", _("reopened by new evidence")


WITH_A_DECISION = [ConflictState.PROPOSED, ConflictState.RESOLVED, ConflictState.REOPENED]
UNDECIDED = [ConflictState.SUSPECTED, ConflictState.OPEN, ConflictState.PROPOSED, ConflictState.REOPENED]


WORST_FIRST = (
    models.Case(
        *(models.When(level=level, then=rank) for rank, level in enumerate(Level.values)),
        output_field=models.IntegerField(),
    ),
    "id",
)


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def visible_to(self, person: Person | AnonymousUser) -> ConflictQuerySet:
        return self.filter(question__dossier__in=Dossier.objects.visible_to(person))

    def clashing(self) -> ConflictQuerySet:
        """Those whose claims cannot all hold, decided or not."""
        return self.filter(level__in=CLASHING)

    def undecided(self) -> ConflictQuerySet:
        """The queue: those that clash or were reopened, and that nobody has settled or dismissed."""
        return self.notable().filter(state__in=UNDECIDED)

    def notable(self) -> ConflictQuerySet:
        """Those that clash, and those people have to do with although their claims clash no more."""
        return self.filter(models.Q(level__in=CLASHING) | models.Q(state__in=WITH_A_DECISION))

    def worst_first(self) -> ConflictQuerySet:
        return self.order_by(*WORST_FIRST)


class Conflict(models.Model):
    """The claims under one question cannot all hold: how badly, in which positions, and what became of it."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="conflict")
    level = models.CharField(max_length=20, choices=Level)
    state = models.CharField(max_length=10, choices=ConflictState, default=ConflictState.SUSPECTED)
    state_reason = models.TextField(blank=True, help_text="why it was dismissed or reopened")
    lower = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="of the pair that shows the level best, the claim in the lower position",
    )
    upper = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="the other one of it"
    )
    fingerprint = models.CharField(
        max_length=64, help_text="of the positions: a dismissed conflict stays so until it changes"
    )
    detected_at = models.DateTimeField()
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_conflicts",
        help_text="who settles it; empty: nobody yet",
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "level"], name="conflict_by_state_and_level")]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=Level.values), name="conflict_level_known"),
            models.CheckConstraint(condition=models.Q(state__in=ConflictState.values), name="conflict_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state__in=[ConflictState.DISMISSED, ConflictState.REOPENED])
                | ~models.Q(state_reason=""),
                name="conflict_closed_or_reopened_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(level__in=CLASHING) | models.Q(lower__isnull=False, upper__isnull=False),
                name="conflict_clash_names_its_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} ({self.level})"

    @property
    def dossier(self) -> Dossier:
        return self.question.dossier

    @cached_property
    def pair(self) -> Pair | None:
        """The two claims that show the level best. Their words are made where they are read: a dossier has many."""
        if not self.lower or not self.upper:
            return None
        named = Alias.objects.filter(dossier=self.lower.dossier_id).groups() if self.lower.kind == NAME else []
        return Pair(self.lower, self.upper, self.question.tolerance, Aliases.of(named))

    @property
    def reason(self) -> str:
        """How the pair compares, in words."""
        if self.pair:
            return self.pair.comparison.reason
        if self.level == Level.DEVELOPMENT:
            return AS_SAID if self.question.changes_over_time else STEADILY
        return INCOMPARABLE

    @property
    def hint(self) -> str:
        """The words that say what may explain the clash; suggested by the machine."""
        return self._hint.reason if self._hint else ""

    @property
    def hint_difference(self) -> str:
        """The typed difference that may explain the clash; suggested by the machine."""
        return self._hint.difference if self._hint else ""

    @cached_property
    def _hint(self) -> Hint | None:
        return self.pair.hint if self.pair else None

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED


class Position(models.Model):
    """Claims of one conflict that can hold together: they share the values of `extent`; names have none."""

    conflict = models.ForeignKey(Conflict, on_delete=models.CASCADE, related_name="positions")
    number = models.PositiveSmallIntegerField(help_text="from the lowest value up, from 1")
    value_text = models.CharField(max_length=300)
    extent = DecimalRangeField(null=True, blank=True)
    claims = models.ManyToManyField(Claim, related_name="positions")

    class Meta:
        ordering = ["conflict_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["conflict", "number"], name="position_once_a_number"),
            models.CheckConstraint(
                condition=models.Q(extent__isnull=True) | models.Q(extent__isempty=False),
                name="position_has_a_common_value",
            ),
        ]

    def __str__(self) -> str:
        return self.value_text
