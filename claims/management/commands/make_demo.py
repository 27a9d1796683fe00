"""The demo: three people, the bundled corpus imported, one conflict decided, and what was found, printed."""

from __future__ import annotations

import csv
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from claims import review
from claims.intake import compare_documents, take_in
from claims.listing import QuestionRecord, conflict_records
from claims.models import Conflict, Reconciliation
from claims.models.conflict import Level
from claims.models.reconciliation import Difference, Outcome
from claims.review import Decision
from sources.importing import Arrival
from sources.models import Dossier, Membership, Person, Role

SLUG = "demo"
PEOPLE = {
    "editor": ("Edda", "Ito", Role.EDITOR),
    "reviewer": ("Rui", "Vega", Role.REVIEWER),
    "chief": ("Carla", "Hof", Role.CHIEF),
}


class Command(BaseCommand):
    help = "Make the demo dossier from the files in demo/, once, and print the conflicts found."

    def handle(self, *args: Any, **options: Any) -> None:
        if Reconciliation.objects.approved().filter(question__dossier__slug=SLUG).exists():
            self.stdout.write("The demo is there already; nothing was changed. Its conflicts:")
            self._print_conflicts()
        else:
            # Every step can be done again, so that a demo that was interrupted is finished by the next one.
            dossier, _ = Dossier.objects.get_or_create(
                slug=SLUG, defaults={"title": "The Kabul airlift and Qatar (demo)", "language": "en"}
            )
            passwords = self._make_people(dossier)
            self._import(dossier)
            self._decide_one(dossier)
            self._print_conflicts()
            self._print_people(passwords)
        self.stdout.write("\nOpen the desk: make run, then http://127.0.0.1:8000/")

    def _make_people(self, dossier: Dossier) -> dict[str, str]:
        """The demo people; the passwords of those who are new, by user name."""
        passwords = {}
        for username, (first, last, role) in PEOPLE.items():
            person, is_new = Person.objects.get_or_create(
                username=username, defaults={"first_name": first, "last_name": last}
            )
            if is_new:
                passwords[username] = secrets.token_urlsafe(9)
                person.set_password(passwords[username])
                person.save(update_fields=["password"])
            Membership.objects.get_or_create(dossier=dossier, person=person, defaults={"role": role})
        return passwords

    def _import(self, dossier: Dossier) -> None:
        folder = Path(settings.BASE_DIR, "demo")
        with (folder / "corpus.csv").open(encoding="utf-8", newline="") as listed:
            files = list(csv.DictReader(listed))
        editor = Person.objects.get(username="editor")
        for number, entry in enumerate(files, start=1):
            self.stdout.write(f"[{number}/{len(files)}] reading {entry['file']}")
            self.stdout.flush()
            take_in(
                dossier=dossier,
                data=(folder / entry["file"]).read_bytes(),
                arrival=Arrival(name=entry["file"], publisher=entry["publisher"]),
                at=timezone.now(),
                by=editor,
            )
        self.stdout.write("comparing the documents ...")
        compare_documents(dossier, at=timezone.now())

    @transaction.atomic
    def _decide_one(self, dossier: Dossier) -> None:
        """One conflict is settled by two people, so that export and ledger have something to show."""
        undecided = Conflict.objects.undecided().filter(question__dossier=dossier).worst_first()
        conflict = undecided.filter(level=Level.TENSION).first() or undecided.first()
        if conflict is None:
            return
        reviewer, chief = (Person.objects.get(username=name) for name in ("reviewer", "chief"))
        position = conflict.positions.all().last()
        assert position, "a conflict has positions"
        thread = review.comment(
            conflict, "Do both figures count the same days? One may simply be later.", by=reviewer, at=timezone.now()
        )
        review.comment(
            conflict, "They do not: the higher one is the final count.", by=chief, at=timezone.now(), reply_to=thread
        )
        review.resolve(thread, by=chief, at=timezone.now())
        decision = Decision(
            outcome=Outcome.ONE_POSITION,
            difference=Difference.PERIOD,
            rationale="Both are open lower bounds of one running count; the higher one was counted later and contains "
            "the lower one.",
            accepted=tuple(claim.pk for claim in position.claims.all()),
        )
        seen = Conflict.objects.get(pk=conflict.pk).version
        proposal = review.propose(conflict, decision, by=reviewer, at=timezone.now(), seen=seen)
        review.approve(proposal, by=chief, at=timezone.now(), seen=Conflict.objects.get(pk=conflict.pk).version)

    def _print_conflicts(self) -> None:
        conflicts = Conflict.objects.clashing().filter(question__dossier__slug=SLUG).worst_first()
        count = 0
        for count, record in enumerate(conflict_records(conflicts), start=1):
            self._print_conflict(count, record)
        self.stdout.write(f"\n{count} conflicts.")

    def _print_conflict(self, number: int, record: QuestionRecord) -> None:
        level = self.style.ERROR if record["level"] == Level.CONTRADICTION else self.style.WARNING
        self.stdout.write(f"\n{number}. {record['question']}")
        self.stdout.write(f"   {level(record['level'])}, {record['state']}")
        for position in record["positions"]:
            self.stdout.write(f"   - {position['value']}")
            for claim in position["claims"]:
                quote = " ".join(claim["quote"].split())
                self.stdout.write(f"       {claim['file']}: “{quote}”")

    def _print_people(self, passwords: dict[str, str]) -> None:
        if not passwords:
            return
        self.stdout.write("\nSign in as one of these (the passwords are shown this once):")
        for username, password in passwords.items():
            self.stdout.write(f"   {username:<9} {password}")
