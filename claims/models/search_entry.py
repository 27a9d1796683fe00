from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.comment import Comment
from claims.models.question import Question
from sources.models import Document, Dossier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models import Person


class EntryKind(models.TextChoices):
    """What a searched text is: a claim's statement, a place in a document's text, its title, a comment, a wording."""

    CLAIM = "claim", _("claim")
    PASSAGE = "passage", _("passage")
    DOCUMENT = "document", _("document")
    QUESTION = "question", _("question")
    COMMENT = "comment", _("comment")


OF_KIND = {
    EntryKind.CLAIM: models.Q(claim__isnull=False),
    EntryKind.PASSAGE: models.Q(start__isnull=False),
    EntryKind.DOCUMENT: models.Q(document__isnull=False, start__isnull=True),
    EntryKind.QUESTION: models.Q(question__isnull=False),
    EntryKind.COMMENT: models.Q(comment__isnull=False),
}
_SUBJECTS = ("claim", "document", "question", "comment")
_ONE_SUBJECT = models.Q()
for _subject in _SUBJECTS:
    _ONE_SUBJECT |= models.Q(**{f"{each}__isnull": each != _subject for each in _SUBJECTS})


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def visible_to(self, person: Person | AnonymousUser) -> SearchEntryQuerySet:
        return self.filter(dossier__in=Dossier.objects.visible_to(person))

    def of_kind(self, kind: EntryKind) -> SearchEntryQuerySet:
        return self.filter(OF_KIND[kind])


def _made_of(model: type[models.Model]) -> Any:
    """A key without a constraint: triggers alone write entries, from rows that are there, and take them away again."""
    return models.ForeignKey(
        model, on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )


class SearchEntry(models.Model):
    """A text that can be searched: of a claim, a question, a comment, a document's title, or a stretch of its text.

    Triggers keep the entries (migration 0025): bulk loads and plain SQL are seen as well. Nothing else writes here.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    claim = _made_of(Claim)
    document = _made_of(Document)
    question = _made_of(Question)
    comment = _made_of(Comment)
    start = models.PositiveIntegerField(
        null=True, help_text="of a stretch, in code points of the document's text; empty: the title, or no document"
    )
    language = models.CharField(max_length=8)
    text = models.TextField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search entries"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=models.Q(claim__isnull=False), name="search_entry_once_a_claim"
            ),
            models.UniqueConstraint(
                fields=["question"], condition=models.Q(question__isnull=False), name="search_entry_once_a_question"
            ),
            models.UniqueConstraint(
                fields=["comment"], condition=models.Q(comment__isnull=False), name="search_entry_once_a_comment"
            ),
            models.UniqueConstraint(
                fields=["document", "start"],
                condition=models.Q(document__isnull=False),
                nulls_distinct=False,
                name="search_entry_once_a_stretch",
            ),
            models.CheckConstraint(condition=_ONE_SUBJECT, name="search_entry_of_one_thing"),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True) | models.Q(document__isnull=False),
                name="search_entry_stretch_of_a_document",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    @property
    def kind(self) -> EntryKind:
        if self.document_id:
            return EntryKind.DOCUMENT if self.start is None else EntryKind.PASSAGE
        if self.claim_id:
            return EntryKind.CLAIM
        return EntryKind.QUESTION if self.question_id else EntryKind.COMMENT
