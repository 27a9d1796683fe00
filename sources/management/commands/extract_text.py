"""The normalised text of a file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sources.management.batch import text_of


class Command(BaseCommand):
    help = "Print the normalised text of a file: what every passage counts its offsets in."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PATH|-")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(text_of(options["path"]).text, ending="")
