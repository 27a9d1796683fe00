"""Mail what people wait to be told, for those who run no worker: from cron, as often as mail should go out."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.mailing import NotSent, mail, people_awaiting
from claims.models.notification import Mailing


class Command(BaseCommand):
    help = "Send the notifications of those who want mail at once; with --digest, of those who want one mail a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--digest", action="store_true", help="to those who want one mail a day: run it once a day")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SENDS_MAIL:
            raise CommandError("No mail server is named: set EMAIL_URL (docs/settings.md).")
        at, mails, failures = timezone.now(), 0, []
        for person in people_awaiting(Mailing.DAILY if options["digest"] else Mailing.AT_ONCE, at=at):
            try:
                mails += bool(mail(person, at=at))
            except NotSent as failure:
                failures.append(str(failure))
        self.stdout.write(f"{mails} mails sent.")
        if failures:
            raise CommandError("\n".join([*failures, "What was not sent stays unmailed: run this again."]))
