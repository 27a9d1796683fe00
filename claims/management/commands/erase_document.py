"""A document is forgotten, on lawful demand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils import timezone

from claims.erasing import erase_document
from claims.errors import Refused
from claims.management.erasures import add_erasing_arguments, named, told
from sources.models import Document


class Command(BaseCommand):
    help = "Erase what document ID said, with its bytes, passages, claims and quotations; a tombstone stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int)
        add_erasing_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        document = Document.objects.filter(pk=options["id"]).first()
        if document is None:
            raise CommandError(f"There is no document {options['id']}.")
        by, kin = named(options["by"]), _kin(document)
        try:
            erased = erase_document(
                document, reason=options["reason"], by=by, at=timezone.now(), words=options["words"]
            )
        except Refused as refusal:
            raise CommandError(f"Nothing was erased: {refusal}") from refusal
        self.stdout.write(f"Erased: document {document.pk}.\n{told(erased)}")
        if kin:
            self.stdout.write(f"Look at these too, which resemble it or are captures or copies of it: documents {kin}.")


def _kin(document: Document) -> str:
    """The documents that may say the same, which are not erased with it."""
    near = Q(supersedes=document) | Q(superseded_by=document) | Q(derived_from=document) | Q(derivatives=document)
    alike = Q(resemblances__other=document) | Q(resembled_by__document=document) | Q(sha256=document.sha256)
    found = Document.objects.filter(near | alike, erasure=None).exclude(pk=document.pk).distinct().order_by("pk")
    return ", ".join(str(pk) for pk in found.values_list("pk", flat=True))
