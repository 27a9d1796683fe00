"""Reconciled claims to a file or standard output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.export import csvw
from claims.export.formats import FORMATS
from claims.export.gathering import SinceWhat, gathered
from claims.snapshots import snapshot
from sources.management.dossiers import add_dossier_argument, named_dossiers


class Command(BaseCommand):
    help = "Export the reconciled claims of a dossier (of all, when none is named)."

    def add_arguments(self, parser: CommandParser) -> None:
        add_dossier_argument(parser)
        parser.add_argument("--format", choices=list(FORMATS), default="ndjson")
        parser.add_argument("--since", metavar="N", type=int, help="only what changed after this line of the ledger")
        parser.add_argument("--output", metavar="FILE", type=Path, help="standard output when not given")

    def handle(self, *args: Any, **options: Any) -> None:
        written, since = FORMATS[options["format"]], options["since"]
        with snapshot():
            try:
                contents = gathered(
                    list(named_dossiers(options)), at=timezone.now(), base=f"{settings.PUBLIC_URL}/", since=since
                )
            except SinceWhat as refusal:
                raise CommandError(str(refusal)) from refusal
            if options["output"] is None:
                for block in written.blocks(contents):
                    self._write(block)
                return
            with _opened(options["output"]) as file:
                for block in written.blocks(contents):
                    file.write(block)
        if options["format"] == "csv":
            described = options["output"].with_name(f"{options['output'].name}-metadata.json")
            with _opened(described) as file:
                file.write(csvw.described(options["output"].name, contents.lines))

    def _write(self, block: bytes) -> None:
        """To standard output as bytes; to a stream of text, which a caller may have put there, as text."""
        if raw := getattr(getattr(self.stdout, "_out", None), "buffer", None):
            raw.write(block)
        else:
            self.stdout.write(block.decode(), ending="")


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file takes its name only when it is whole, so that a broken export never looks like one."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise CommandError(f"{path}: cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
