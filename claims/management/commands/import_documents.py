"""Files in, conflicts out."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from claims import batches
from claims.intake import compare_documents, take_in
from claims.models import Claim
from claims.sending import take
from sources.extracting import ExtractionFailed
from sources.extracting.apart import check_size
from sources.importing import Arrival
from sources.models import Dossier


class Command(BaseCommand):
    help = "Import files into a dossier (made when it is not there), draft their claims and look for conflicts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)
        parser.add_argument("--dossier", default="main", metavar="SLUG")
        parser.add_argument(
            "--language", choices=["zh", "en"], help="of the documents; told from the text when not given"
        )
        parser.add_argument("--publisher", metavar="NAME", help="read from the file when not given")
        parser.add_argument("--queue", action="store_true", help="leave the work to workers, and say where to watch it")

    def handle(self, *args: Any, **options: Any) -> None:
        dossier = _dossier(options["dossier"])
        if options["queue"]:
            self._queue(dossier, options)
            return
        imported = failed = 0
        for number, path in enumerate(options["paths"], start=1):
            self.stderr.write(
                f"[{number}/{len(options['paths'])}] {path}", ending="\r\n" if self.stderr.isatty() else None
            )
            try:
                imported += self._import(path, dossier, options)
            except (ExtractionFailed, OSError) as error:
                failed += 1
                self.stderr.write(self.style.ERROR(f"{path}: not imported: {_in_words(error)}"))
        conflicts = compare_documents(dossier, at=timezone.now())
        self.stdout.write(
            f"{imported} of {len(options['paths'])} files imported into “{dossier.slug}”; "
            f"{len(conflicts)} conflicts found or changed. See them with: "
            f"python manage.py list_conflicts --dossier {dossier.slug}"
        )
        if failed:
            raise CommandError(f"{failed} of {len(options['paths'])} files were not imported, see above.")

    def _queue(self, dossier: Dossier, options: dict[str, Any]) -> None:
        """Put the files into the database as one batch; what cannot be opened is told and left out."""
        failed = list[Path]()

        def opened() -> Iterator[batches.Named]:
            for path in options["paths"]:
                try:
                    check_size(path.stat().st_size)
                    yield _name(path), path.read_bytes()
                except (ExtractionFailed, OSError) as error:
                    failed.append(path)
                    self.stderr.write(self.style.ERROR(f"{path}: not imported: {_in_words(error)}"))

        at = timezone.now()
        publisher, language = options["publisher"] or "", options["language"] or ""
        with transaction.atomic():
            batch = take(None, dossier, opened(), publisher=publisher, language=language, by=None, at=at)
        page, every = reverse("admin:claims_batch_change", args=[batch.pk]), len(options["paths"])
        self.stdout.write(
            f"{every - len(failed)} of {every} files wait for workers as batch {batch.pk} of “{dossier.slug}”. "
            f"Watch it at {settings.PUBLIC_URL}{page}; workers are started with: python manage.py procrastinate worker"
        )
        if failed:
            raise CommandError(f"{len(failed)} of {len(options['paths'])} files were not queued, see above.")

    def _import(self, path: Path, dossier: Dossier, options: dict[str, Any]) -> bool:
        """Import one file and say what came of it; whether it is new to the dossier."""
        check_size(path.stat().st_size)
        result = take_in(
            dossier=dossier,
            data=path.read_bytes(),
            arrival=Arrival(
                name=_name(path),
                language=options["language"],
                publisher=options["publisher"],
            ),
            at=timezone.now(),
        )
        document = result.document
        for note in result.notes:
            self.stderr.write(f"{path}: {note}")
        if not result.is_new:
            self.stdout.write(f"{path}: already in “{dossier.slug}” as document {document.pk}, nothing to do")
            return False
        self.stdout.write(
            f"{path}: document {document.pk}, {Claim.objects.filter(passage__document=document).count()} claims drafted"
        )
        return True


def _dossier(slug: str) -> Dossier:
    """The dossier of that name, made where there is none."""
    try:
        Dossier._meta.get_field("slug").clean(slug, None)
    except ValidationError:
        raise CommandError(
            f"“{slug}” is no name for a dossier: use at most 50 letters, digits, hyphens and underscores."
        ) from None
    return Dossier.objects.get_or_create(slug=slug, defaults={"title": slug})[0]


def _name(path: Path) -> str:
    return os.fsencode(path.name).decode("utf-8", "replace")


def _in_words(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file."
    if isinstance(error, IsADirectoryError):
        return "this is a folder; name the files in it (FOLDER/*)."
    if isinstance(error, PermissionError):
        return "it may not be read by this user."
    return str(error)
