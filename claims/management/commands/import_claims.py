"""Ready-made claims in: a table's rows written as claims of a person, and conflicts found."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.errors import Refused
from claims.permissions import Right, may
from claims.sheets import Fault, Findings, import_sheet, imported_before, keep_sheet, map_columns, preview
from sources.management.dossiers import named_dossiers
from sources.models import Dossier, Person


class Command(BaseCommand):
    help = "Import the rows of a CSV or TSV file as claims. With errors nothing is imported, unless they are skipped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dossier", required=True, metavar="SLUG")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="FIELD=NAME",
            help="read a field (statement, value, ...) from that column; told from the header when not given",
        )
        parser.add_argument("--by", metavar="USERNAME", help="who writes them; the one person who may, when not given")
        parser.add_argument("--dry-run", action="store_true", help="say what would come of it, and import nothing")
        parser.add_argument("--skip-errors", action="store_true", help="import the good rows and leave out the others")

    def handle(self, *args: Any, **options: Any) -> None:
        dossier = named_dossiers(options).get()
        by = _writer(dossier, options["by"])
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        try:
            self._import(dossier, by, path, data, options)
        except Refused as refusal:
            raise CommandError(f"{path}: nothing was imported. {refusal}") from refusal

    def _import(self, dossier: Dossier, by: Person, path: Path, data: bytes, options: dict[str, Any]) -> None:
        if imported_before(dossier, data):
            self.stdout.write(f"{path}: imported into “{dossier.slug}” already, nothing to do")
            return
        at, named = timezone.now(), _named_columns(options["column"])
        columns, findings = preview(dossier, data, named, at=at)
        for field, name in columns.items():
            self.stderr.write(f"{field} is read from the column “{name}”")
        for fault in findings.faults:
            self.stderr.write(_in_words(fault))
        self.stdout.write(_counted(findings))
        if options["dry_run"]:
            return
        if findings.errors and not options["skip_errors"]:
            raise CommandError("Nothing was imported. Correct the rows above, or leave them out with --skip-errors.")
        name = os.fsencode(path.name).decode("utf-8", "replace")
        sheet, _ = keep_sheet(dossier=dossier, data=data, name=name, by=by, at=at)
        map_columns(sheet, columns, by=by)
        imported = import_sheet(sheet, by=by, at=at)
        self.stdout.write(
            f"{imported.claims} claims written, {imported.questions} questions made, "
            f"{imported.conflicts} conflicts found or changed."
        )


def _writer(dossier: Dossier, username: str | None) -> Person:
    """The person of that name, or the only one who may import and write claims in the dossier."""
    if username is not None:
        person = Person.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is no person “{username}”.")
        return person
    members = Person.objects.filter(memberships__dossier=dossier).order_by("username")
    writers = [each for each in members if may(each, Right.WRITE, dossier) and may(each, Right.IMPORT, dossier)]
    if len(writers) != 1:
        names = ", ".join(each.username for each in writers) or "nobody yet"
        raise CommandError(f"Say with --by who writes the claims. These may in “{dossier.slug}”: {names}.")
    return writers[0]


def _named_columns(pairs: list[str]) -> dict[str, str]:
    named = {}
    for pair in pairs:
        field, parted, name = pair.partition("=")
        if not parted:
            raise CommandError(f"“{pair}”: write FIELD=NAME, for instance statement=Claim.")
        named[field.strip()] = name.strip()
    return named


def _in_words(fault: Fault) -> str:
    where = f"row {fault.number}, {fault.column}" if fault.column else f"row {fault.number}"
    return f"{where}: {fault.words}"


def _counted(findings: Findings) -> str:
    wrong = len({fault.number for fault in findings.errors})
    return (
        f"{len(findings.proposals)} rows are good, {wrong} have errors, {len(findings.claimed)} are claimed already; "
        f"{len(findings.questions_worded)} new questions."
    )
