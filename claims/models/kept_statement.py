from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from claims.models.claim import Claim
from sources.models import Document, Dossier


class KeptStatement(models.Model):
    """A claim as similarity sees it, kept so that a new document is matched without reading the older ones again."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="kept_statement")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="kept_statements")
    said = models.JSONField(help_text="`claims.similarity.Statement.as_json`")
    terms = ArrayField(
        models.BigIntegerField(), help_text="hashes of dossier, kind of value and term: what others find it by"
    )
    words = ArrayField(models.TextField(), help_text="the words counted for it in `WordCount`")
    version = models.PositiveSmallIntegerField(help_text="of similarity")

    class Meta:
        ordering = ["claim_id"]
        indexes = [
            GinIndex(fields=["terms"], name="kept_statement_by_term"),
            models.Index(fields=["version"], name="kept_statement_by_version"),
        ]

    def __str__(self) -> str:
        return f"statement of claim {self.claim_id}"


class WordCount(models.Model):
    """In how many kept statements of a dossier a word or a term stands: what is common tells little."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="word_counts")
    word = models.CharField(max_length=200)
    statements = models.PositiveIntegerField()

    class Meta:
        ordering = ["dossier_id", "word"]
        constraints = [models.UniqueConstraint(fields=["dossier", "word"], name="word_count_once_a_dossier")]

    def __str__(self) -> str:
        return f"{self.word}: {self.statements}"
