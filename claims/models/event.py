from django.conf import settings
from django.db import models

from sources.models import Dossier


class Event(models.Model):
    """One line of a dossier's ledger: who decided what, when. Appended, never changed, chained by hash.

    The database assigns sequence, time, previous hash and hash under a lock of the dossier's head, and
    refuses UPDATE, DELETE and TRUNCATE. What is chained names people by number alone.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="events")
    sequence = models.BigIntegerField(editable=False)
    at = models.DateTimeField(editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", help_text="empty: the machine"
    )
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=40, help_text="the kind of row it is about")
    subject_id = models.BigIntegerField()
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = "line of the ledger"
        verbose_name_plural = "lines of the ledger"
        ordering = ["dossier_id", "sequence"]
        indexes = [models.Index(fields=["dossier", "subject", "subject_id"], name="event_by_subject")]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "sequence"], name="event_sequence_once_a_dossier"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject} {self.subject_id}"

    @property
    def who(self) -> str:
        return self.actor.display_name if self.actor else "machine"


class LedgerHead(models.Model):
    """The last line of a dossier's ledger. Its row is the lock under which the next line is written."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="ledger_head", primary_key=True)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"
