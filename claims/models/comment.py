from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from claims.models.claim import Claim
from claims.models.conflict import Conflict
from claims.models.question import Question
from sources.models import Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: Person | AnonymousUser) -> CommentQuerySet:
        dossiers = Dossier.objects.visible_to(person)
        return self.filter(
            models.Q(claim__dossier__in=dossiers)
            | models.Q(conflict__question__dossier__in=dossiers)
            | models.Q(question__dossier__in=dossiers)
        )

    def threads(self) -> CommentQuerySet:
        """First comments: each opens a thread and stands for it."""
        return self.filter(reply_to__isnull=True)

    def unresolved(self) -> CommentQuerySet:
        """Threads that nobody has closed: the first comment of each carries the state."""
        return self.threads().filter(resolved_at__isnull=True)

    def about(self, question: Question) -> CommentQuerySet:
        """Everything said on a question, its conflict, or a claim standing under it."""
        from claims.models.filing import Filing

        claims = Filing.objects.standing().filter(question=question).values("claim_id")
        return self.filter(
            models.Q(question=question) | models.Q(conflict__question=question) | models.Q(claim__in=claims)
        )


class Comment(models.Model):
    """One message of a thread on a claim, a conflict or a question. A first comment opens a thread."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="comments")
    conflict = models.ForeignKey(Conflict, on_delete=models.PROTECT, null=True, blank=True, related_name="comments")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="comments")
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    body = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True, help_text="empty: it says what was written first")
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(claim__isnull=False, conflict__isnull=True, question__isnull=True)
                | models.Q(claim__isnull=True, conflict__isnull=False, question__isnull=True)
                | models.Q(claim__isnull=True, conflict__isnull=True, question__isnull=False),
                name="comment_on_one_thing",
            ),
            models.CheckConstraint(condition=~models.Q(body=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=models.Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | models.Q(resolved_by__isnull=False, resolved_at__isnull=False, reply_to__isnull=True),
                name="comment_thread_resolved_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.body if len(self.body) <= 80 else f"{self.body[:79]}…"

    @property
    def on(self) -> Claim | Conflict | Question:
        """What it is said on."""
        subject = self.claim or self.conflict or self.question
        assert subject, "held by comment_on_one_thing"
        return subject

    @property
    def dossier(self) -> Dossier:
        return self.on.dossier

    @property
    def version(self) -> int:
        """From 1; one more with every edit."""
        return 1 + len(self.earlier_bodies.all())


class EarlierBody(models.Model):
    """What a comment said before it was edited."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="earlier_bodies")
    body = models.TextField()
    replaced_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "earlier bodies"
        ordering = ["comment_id", "id"]

    def __str__(self) -> str:
        return self.body if len(self.body) <= 80 else f"{self.body[:79]}…"
