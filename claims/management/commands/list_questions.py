"""The questions that several documents answer, one JSON object a line."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.listing import question_records
from claims.models import Question
from sources.management.dossiers import add_dossier_argument, named_dossiers


class Command(BaseCommand):
    help = "Print every question with claims of two documents or more, conflict or not, one JSON object a line."

    def add_arguments(self, parser: CommandParser) -> None:
        add_dossier_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        questions = Question.objects.answered_by_several().filter(dossier__in=named_dossiers(options)).order_by("id")
        for record in question_records(questions):
            self.stdout.write(json.dumps(record, ensure_ascii=False))
