from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models.person import Person


class Role(models.TextChoices):
    """What a member does in a dossier. Each role may do what the ones before it may."""

    VIEWER = "viewer", _("Viewer")
    EDITOR = "editor", _("Editor")
    REVIEWER = "reviewer", _("Reviewer")
    CHIEF = "chief", _("Chief")


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, person: Person | AnonymousUser) -> DossierQuerySet:
        """The dossiers the person is a member of; there is no other way to see one."""
        return self.filter(memberships__person_id=person.pk) if person.pk else self.none()


class Dossier(models.Model):
    """One investigation: its documents, its claims, its people. Nobody sees one they are not a member of."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="en", help_text="the language questions are worded in")
    own_claims_may_be_approved = models.BooleanField(
        default=False,
        help_text="let a person approve a decision that rests on claims they wrote or accepted themselves",
    )
    is_public = models.BooleanField(
        default=False, help_text="published decisions are shown to everybody (claims/published)"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title

    def role_of(self, person: Person | AnonymousUser) -> Role | None:
        membership = self.memberships.filter(person_id=person.pk).first() if person.pk else None
        return Role(membership.role) if membership else None


class Membership(models.Model):
    """A person's role in a dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)

    class Meta:
        ordering = ["dossier_id", "person_id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "person"], name="membership_once_a_dossier"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"
