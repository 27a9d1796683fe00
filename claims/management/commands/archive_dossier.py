"""One dossier into one file, with documents, decisions and ledger."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.archiving.archive import write
from sources.management.dossiers import named_dossiers


class Command(BaseCommand):
    help = "Write a dossier with all that was decided in it to FILE, for restore_dossier of another instance."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dossier", metavar="SLUG")
        parser.add_argument("file", metavar="FILE", type=Path, help="readable by its owner alone; replaced if there")

    def handle(self, *args: Any, **options: Any) -> None:
        (dossier,) = named_dossiers(options)
        target: Path = options["file"]
        part = target.with_name(target.name + ".part")
        try:
            part.unlink(missing_ok=True)
            with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
                manifest = write(dossier, file, at=timezone.now())
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except OSError as error:
            raise CommandError(f"{target}: cannot be written: {error.strerror}.") from error
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(f"{manifest.dossier}: {len(manifest.members)} members, its ledger ends at {manifest.ledger}")
