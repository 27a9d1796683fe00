"""Reconciled claims to a file or standard output."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper

from claims.export.formats import FORMATS
from claims.export.record import reconciled_records
from claims.snapshots import snapshot
from sources.management.dossiers import add_dossier_argument, named_dossiers


class Command(BaseCommand):
    help = "Export the reconciled claims of a dossier (of all, when none is named)."

    def add_arguments(self, parser: CommandParser) -> None:
        add_dossier_argument(parser)
        parser.add_argument("--format", choices=sorted(FORMATS), default="ndjson")
        parser.add_argument("--output", metavar="FILE", type=Path, help="standard output when not given")

    def handle(self, *args: Any, **options: Any) -> None:
        with snapshot(), _opened(options["output"], self.stdout) as stream:
            for line in FORMATS[options["format"]].lines(reconciled_records(named_dossiers(options))):
                stream.write(line)


@contextmanager
def _opened(path: Path | None, stdout: OutputWrapper) -> Iterator[TextIO | OutputWrapper]:
    """The file takes its name only when it is whole, so that a broken export never looks like one."""
    if path is None:
        yield stdout
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise CommandError(f"{path}: cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
