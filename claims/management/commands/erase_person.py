"""An account is forgotten, on lawful demand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.erasing import erase_person
from claims.errors import Refused
from claims.management.erasures import add_erasing_arguments, named, told


class Command(BaseCommand):
    help = "Erase the account of USERNAME: names, addresses, keys and sessions; what was decided stays, by a number."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        add_erasing_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        person, by = named(options["username"]), named(options["by"])
        try:
            erased = erase_person(person, reason=options["reason"], by=by, at=timezone.now(), words=options["words"])
        except Refused as refusal:
            raise CommandError(f"Nothing was erased: {refusal}") from refusal
        self.stdout.write(f"Erased: account {person.pk}.\n{told(erased)}")
