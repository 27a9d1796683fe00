"""For whoever lost the second factor and the recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.models import Person


class Command(BaseCommand):
    help = "Take a person's second factor and recovery codes away; the password alone opens it until a new one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(username=options["username"]).first()
        if person is None:
            raise CommandError(f"There is no person called {options['username']}.")
        _, dropped = Authenticator.objects.filter(user_id=person.pk).delete()
        count = dropped.get("mfa.Authenticator", 0)
        self.stdout.write(f"{person.username} had {count} of them and has none now." if count else "There was none.")
