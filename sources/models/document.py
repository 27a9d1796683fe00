from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.extracting.text import FURNITURE, Block, BlockKind
from sources.models.dossier import Dossier
from sources.models.publisher import Publisher

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from sources.models.person import Person


LANGUAGE_NAMES = {"en": "English", "zh": "Chinese"}


def language_named(code: str) -> str:
    """In English; a language nobody reads here is called by its code."""
    return LANGUAGE_NAMES.get(code, code)


MEDIA_NAMES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "text/html": "HTML",
    "text/markdown": "Markdown",
    "text/plain": "text",
}


class Evidence(models.TextChoices):
    """What a document is. All but the first are notes of our own: somebody told or showed us something."""

    DOCUMENT = "document", _("document")
    INTERVIEW = "interview", _("interview")
    PHONE_CALL = "phone call", _("phone call")
    RIGHT_OF_REPLY = "right of reply", _("right of reply")
    EXPERT = "expert", _("expert opinion")
    PHOTOGRAPH = "photograph", _("photograph or video")
    OBSERVATION = "observation", _("own observation")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, person: Person | AnonymousUser) -> DocumentQuerySet:
        return self.filter(dossier__in=Dossier.objects.visible_to(person))

    def origins(self) -> dict[int, int]:
        """The document at the root of the lineage, of each that is a copy. Corroboration counts origins, not copies.

        A newer capture is of the origin of the one it supersedes.
        """
        forebears = self.filter(models.Q(derived_from__isnull=False) | models.Q(supersedes__isnull=False))
        source_of = {
            pk: source or older for pk, source, older in forebears.values_list("pk", "derived_from_id", "supersedes_id")
        }
        roots = {}
        for copy in source_of:
            seen, root = {copy}, copy
            while (source := source_of.get(root)) is not None and source not in seen:
                seen.add(source)
                root = source
            roots[copy] = root
        return roots

    def without_original(self) -> DocumentQuerySet:
        """For pages and comparisons: the text is read, the bytes as they came stay in the database."""
        return self.defer("original")

    def without_bodies(self) -> DocumentQuerySet:
        """For lists: bytes, text and blocks stay in the database."""
        return self.defer("original", "text", "blocks", "sketch")

    def newest(self) -> DocumentQuerySet:
        """Those that no newer capture supersedes."""
        return self.filter(superseded_by__isnull=True)


class Document(models.Model):
    """One imported text: its bytes, what was read from them, and where it comes from.

    Bytes and text never change (a trigger holds that). A new capture of the same work, or the same bytes
    read by a better extractor, is a new document that supersedes this one.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="documents")
    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="documents", null=True, blank=True)
    original = models.BinaryField(help_text="the bytes as they came")
    sha256 = models.CharField(max_length=64, help_text="of the original bytes, in hexadecimal")
    file_name = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=100)
    extractor = models.CharField(max_length=40, help_text="what read the bytes, with its version")
    text = models.TextField(help_text="the normalised text; every passage counts code points of it")
    blocks = models.JSONField(default=list, help_text="[kind, start, end] of every block of the text")
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    published_on = models.DateField(null=True, blank=True)
    is_primary = models.BooleanField(default=False, help_text="a first-hand source: a record, a statement, a data set")
    captured_at = models.DateTimeField()
    captured_by = models.CharField(
        max_length=40, default="file", help_text="how it came: file, upload, url, note, sheet"
    )
    fetched_from = models.URLField(
        max_length=2000, blank=True, help_text="the address the bytes came from, after all redirects"
    )
    is_recognised = models.BooleanField(
        default=False, help_text="its text was read off images (OCR): check the figures"
    )
    evidence = models.CharField(max_length=20, choices=Evidence, default=Evidence.DOCUMENT)
    told_by = models.CharField(max_length=300, blank=True, help_text="who told or showed it, for a note")
    told_at = models.DateTimeField(null=True, blank=True, help_text="when, for a note")
    told_how = models.CharField(max_length=300, blank=True, help_text="how and where, for a note")
    sketch = ArrayField(
        models.BigIntegerField(), default=list, blank=True, help_text="hashes by which near duplicates are found"
    )
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    derived_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="derivatives",
        help_text="the document this one was copied from: both are one origin",
    )
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["dossier_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "sha256", "extractor"], name="document_bytes_once_a_dossier"),
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256_is_hex"),
            models.CheckConstraint(condition=~models.Q(text=""), name="document_has_text"),
            models.CheckConstraint(
                condition=~models.Q(derived_from=models.F("id")), name="document_not_derived_from_itself"
            ),
            models.CheckConstraint(
                condition=~models.Q(supersedes=models.F("id")), name="document_not_its_own_successor"
            ),
            models.CheckConstraint(condition=models.Q(evidence__in=Evidence.values), name="document_evidence_known"),
            models.CheckConstraint(
                condition=models.Q(evidence=Evidence.DOCUMENT)
                | (~models.Q(told_by="") & models.Q(told_at__isnull=False)),
                name="document_note_says_who_and_when",
            ),
        ]
        indexes = [GinIndex(fields=["sketch"], name="document_by_sketch")]

    def __str__(self) -> str:
        return self.title or self.file_name or self.sha256[:12]

    @property
    def language_name(self) -> str:
        return language_named(self.language)

    @property
    def media_name(self) -> str:
        return MEDIA_NAMES.get(self.media_type, self.media_type)

    @cached_property
    def spans(self) -> list[Block]:
        return [Block(BlockKind(kind), start, end) for kind, start, end in self.blocks]

    @property
    def furniture(self) -> list[tuple[int, int]]:
        """Page headers and numbers: on the page, but not what the document says."""
        return [(block.start, block.end) for block in self.spans if block.kind in FURNITURE]

    @property
    def reading_date(self) -> dt.date | None:
        """The day that "today" means in this document: when it was published or told. None where nobody knows: the day
        somebody brought it in would make "Tuesday" and "8 September" dates that it never said."""
        return self.published_on or (self.told_at.date() if self.told_at else None)
