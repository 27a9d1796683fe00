"""Look for conflicts in every question of a dossier: after a bulk load, or to be sure."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from claims.redetection import redetect
from sources.management.dossiers import add_dossier_argument, named_dossiers


class Command(BaseCommand):
    help = "Look for conflicts in every question of a dossier (of all, when none is named); write down what is found."

    def add_arguments(self, parser: CommandParser) -> None:
        add_dossier_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        for dossier in named_dossiers(options):
            done = redetect(dossier, at=timezone.now())
            self.stdout.write(
                f"{dossier.slug}: questions looked into: {done.suspects}; new conflicts found at once: {done.found}; "
                f"questions examined one by one: {done.one_by_one}"
            )
