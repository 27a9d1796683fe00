from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models.dossier import Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models.person import Person


class Grade(models.TextChoices):
    """Reliability of a source on the Admiralty scale."""

    A = "A", _("A: completely reliable")
    B = "B", _("B: usually reliable")
    C = "C", _("C: fairly reliable")
    D = "D", _("D: not usually reliable")
    E = "E", _("E: unreliable")
    F = "F", _("F: cannot be judged")


class PublisherQuerySet(models.QuerySet["Publisher"]):
    def visible_to(self, person: Person | AnonymousUser) -> PublisherQuerySet:
        return self.filter(dossier__in=Dossier.objects.visible_to(person))


class Publisher(models.Model):
    """Who stands behind a document, as one dossier grades it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="publishers")
    name = models.CharField(max_length=200)
    grade = models.CharField(max_length=1, choices=Grade, default=Grade.F)

    objects = PublisherQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "name"], name="publisher_once_a_dossier"),
            models.CheckConstraint(condition=models.Q(grade__in=Grade.values), name="publisher_grade_known"),
        ]

    def __str__(self) -> str:
        return self.name
