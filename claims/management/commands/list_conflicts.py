"""The conflicts of a dossier, one JSON object a line."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.listing import conflict_records
from claims.models import Conflict
from sources.management.dossiers import add_dossier_argument, named_dossiers


class Command(BaseCommand):
    help = "Print the conflicts of a dossier (of all, when none is named), one JSON object a line, the worst first."

    def add_arguments(self, parser: CommandParser) -> None:
        add_dossier_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        conflicts = Conflict.objects.clashing().filter(question__dossier__in=named_dossiers(options)).worst_first()
        for record in conflict_records(conflicts):
            self.stdout.write(json.dumps(record, ensure_ascii=False))
