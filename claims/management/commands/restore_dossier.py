"""A dossier out of the file that archive_dossier wrote."""

import secrets
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from claims.archiving.archive import NotRestored, opened
from claims.archiving.restoring import restore
from sources.models import Person


class Command(BaseCommand):
    help = "Restore a dossier into an instance that holds none of its numbers: all of it, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--open-account",
            metavar="USERNAME",
            action="append",
            default=[],
            help="of somebody in the archive, with a first password; all others come without, and inactive",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            archive = opened(options["file"])
            with transaction.atomic():
                before = set(Person.objects.values_list("username", flat=True))
                dossier = restore(archive)
                passwords = {name: _open_account(name, before) for name in options["open_account"]}
        except NotRestored as error:
            raise CommandError(f"Nothing was restored: {error}") from error
        self.stdout.write(f"{dossier.slug}: restored, its ledger holds and ends at {archive.manifest.ledger}")
        for name, password in passwords.items():
            self.stdout.write(f"{name} signs in with {password} (shown this once; change it at the desk).")


def _open_account(username: str, before: set[str]) -> str:
    person = Person.objects.filter(username=username).exclude(username__in=before).first()
    if person is None:
        raise NotRestored(f"Nobody comes as “{username}” with this archive.")
    password = secrets.token_urlsafe(12)
    person.set_password(password)
    person.is_active = True
    person.save(update_fields=["password", "is_active"])
    return password
