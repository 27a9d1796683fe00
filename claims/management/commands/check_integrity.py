"""Whether bytes, texts, passages, decisions and ledgers are what they were."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.backups import NotRestored, read
from claims.integrity import examine


class Command(BaseCommand):
    help = "Recompute every hash, passage and ledger from the rows as they are. Exit code 1 where anything is amiss."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--backup", type=Path, metavar="FILE", help="its ledgers have to be the beginning of the ones here"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            checkpoints = read(options["backup"]).kept.checkpoints if options["backup"] else []
        except NotRestored as error:
            raise CommandError(str(error)) from error
        findings = examine(checkpoints)
        for finding in findings:
            self.stdout.write(str(finding))
        if any(finding.faults for finding in findings):
            sys.exit(1)
