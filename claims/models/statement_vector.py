from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.models.claim import Claim
from sources.models import Document, Dossier

if TYPE_CHECKING:
    _FloatField = models.FloatField[float, float]
else:
    _FloatField = models.FloatField


class RealField(_FloatField):
    """A number of four bytes: what a model tells is not known to more places."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "real"


class StatementVector(models.Model):
    """Where the meaning of a kept statement lies, by one model (`claims.similarity.embedding`).

    Plain numbers, so that the table is there without pgvector too; an index of it over them is made by the command
    embed_statements where the database has it.
    """

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="statement_vector")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+")
    embedder = models.CharField(max_length=200, help_text="the model and its version")
    version = models.PositiveSmallIntegerField(help_text="of similarity, by which the statement was made")
    language = models.CharField(max_length=10)
    block = models.CharField(max_length=60, help_text="the kind of value, as statements meet by it")
    vector = ArrayField(RealField(), help_text="of length 1, with its language in it")

    class Meta:
        ordering = ["claim_id"]
        indexes = [models.Index(fields=["dossier", "embedder", "language", "block"], name="vector_by_kind")]

    def __str__(self) -> str:
        return f"vector of claim {self.claim_id}"


class LanguageMean(models.Model):
    """Where a language lies as a whole in a dossier: the sum of the vectors of its statements, and their number."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+")
    embedder = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    statements = models.PositiveIntegerField()
    total = ArrayField(models.FloatField())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "embedder", "language"], name="language_mean_once_a_dossier")
        ]

    def __str__(self) -> str:
        return f"mean of {self.language} by {self.embedder}"

    def as_vector(self) -> list[float]:
        stored: list[Any] = self.total
        return [number / self.statements for number in stored]
