"""A database from a backup, and a look at whether all of it is there."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.backups import NotRestored, restore
from sources.dumping import DumpFailed


class Command(BaseCommand):
    help = "Restore FILE into an empty database, migrate it forward and check it. Exit code 1 where anything is amiss."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="drop everything that is in the database now")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            findings = restore(options["file"], replace=options["replace"])
        except (NotRestored, DumpFailed) as error:
            raise CommandError(f"Nothing was restored: {error}") from error
        for finding in findings:
            self.stdout.write(str(finding))
        if any(finding.faults for finding in findings):
            sys.exit(1)
