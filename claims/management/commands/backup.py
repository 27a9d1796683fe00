"""Everything an instance knows, in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.backups import back_up
from sources.dumping import DumpFailed


class Command(BaseCommand):
    help = "Write a backup of the whole database to FILE, as of one moment, while everybody goes on working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = back_up(options["file"], at=timezone.now())
        except (DumpFailed, OSError) as error:
            raise CommandError(f"Nothing was backed up: {error}") from error
        rows, size = sum(manifest.tables.values()), manifest.dump_bytes / 1e6
        self.stdout.write(f"{options['file']}: {rows} rows of {len(manifest.tables)} tables, {size:.1f} MB")
        for slug, head in manifest.ledgers.items():
            self.stdout.write(f"  ledger of {slug} at {head}")
        self.stdout.write("Not in it: SECRET_KEY, and the files under var/ that are made anew.")
