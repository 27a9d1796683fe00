from django.conf import settings
from django.db import models

from sources.models.document import Document


class Erasure(models.Model):
    """The tombstone of a person's account or of a document that had to be forgotten: when, by whom and why.

    What was erased keeps its number, which the ledger and other rows know it by, and nothing that it said.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="erasure"
    )
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="erasure")
    reason = models.CharField(max_length=300, help_text="the demand, without the words that had to go")
    erased_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    erased_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, document__isnull=True)
                | models.Q(person__isnull=True, document__isnull=False),
                name="erasure_of_one_thing",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="erasure_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"erased on {self.erased_at:%Y-%m-%d}: {self.reason}"
