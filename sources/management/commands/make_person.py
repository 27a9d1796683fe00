"""An account for somebody who signs in; dossiers let them in afterwards."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.models import Person


class Command(BaseCommand):
    help = "Make an account and print its first password. What a person may do follows from their role in a dossier."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--email", default="", help="for notifications, a forgotten password and single sign-on")
        parser.add_argument("--name", default="", help="as it is shown: first name, then last name")

    def handle(self, *args: Any, **options: Any) -> None:
        first, _, last = options["name"].strip().partition(" ")
        person = Person(username=options["username"], email=options["email"], first_name=first, last_name=last.strip())
        password = secrets.token_urlsafe(12)
        person.set_password(password)
        try:
            person.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if person.email and Person.objects.filter(email__iexact=person.email).exists():
            raise CommandError(f"Somebody signs in with {person.email} already.")
        person.save(force_insert=True)
        self.stdout.write(f"{person.username} signs in with {password} (shown this once; change it at the desk).")
