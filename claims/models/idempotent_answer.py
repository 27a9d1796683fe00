from django.conf import settings
from django.db import models


class IdempotentAnswer(models.Model):
    """What a request to the API was answered, kept for a day for whoever sends it again with the same key."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200, help_text="as the caller chose it")
    request_sha256 = models.CharField(max_length=64, help_text="of method, address and body, in hexadecimal")
    status = models.PositiveSmallIntegerField()
    body = models.TextField(help_text="JSON, as it was sent")
    version = models.CharField(max_length=40, blank=True, help_text="of the row in it")
    location = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["person_id", "id"]
        indexes = [models.Index(fields=["answered_at"], name="idempotent_answer_by_age")]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="idempotent_answer_once_a_key"),
            models.CheckConstraint(condition=~models.Q(key=""), name="idempotent_answer_has_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.status})"
