from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from sources.models import Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class AliasQuerySet(models.QuerySet["Alias"]):
    def visible_to(self, person: Person | AnonymousUser) -> AliasQuerySet:
        return self.filter(dossier__in=Dossier.objects.visible_to(person))

    def groups(self) -> list[list[str]]:
        """The names of each, as `claims.similarity` takes them."""
        return [list(names) for names in self.order_by("id").values_list("names", flat=True)]


class Alias(models.Model):
    """Names that mean one person, body or place in a dossier, in any language, as a person says."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="aliases")
    names = ArrayField(models.CharField(max_length=100), help_text="two or more, one of them a line")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = AliasQuerySet.as_manager()

    class Meta:
        ordering = ["dossier_id", "id"]
        verbose_name_plural = "aliases"
        constraints = [
            models.CheckConstraint(condition=models.Q(names__len__gte=2), name="alias_has_two_names"),
        ]

    def __str__(self) -> str:
        return " = ".join(self.names)
