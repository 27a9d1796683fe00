"""The `--dossier` option that the commands share."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db.models import QuerySet

from sources.models import Dossier


def add_dossier_argument(parser: CommandParser) -> None:
    parser.add_argument("--dossier", metavar="SLUG", help="all dossiers when none is named")


def named_dossiers(options: dict[str, Any]) -> QuerySet[Dossier]:
    """The dossier named, or all. A name nobody knows is told with those there are."""
    slug = options["dossier"]
    if slug is None:
        return Dossier.objects.all()
    found = Dossier.objects.filter(slug=slug)
    if not found:
        known = ", ".join(Dossier.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no dossier “{slug}”. Known: {known}.")
    return found
