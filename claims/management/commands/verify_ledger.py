"""Prove that no line of the ledger was changed."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.ledger import verify
from sources.management.dossiers import add_dossier_argument, named_dossiers


class Command(BaseCommand):
    help = "Recompute the hash chain of every dossier's ledger. Exit code 1 where it does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        add_dossier_argument(parser)
        parser.add_argument(
            "--checkpoint", metavar="SEQ:HASH", help="a line kept outside: shows a cut or rewritten chain"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        checkpoint = _checkpoint(options["checkpoint"])
        if checkpoint and options["dossier"] is None:
            raise CommandError("A checkpoint is of one ledger: name its --dossier.")
        results = [verify(dossier, checkpoint) for dossier in named_dossiers(options)]
        for result in results:
            holds = f"the chain holds, head {result.head}" if result.fault is None else f"BROKEN: {result.fault}"
            self.stdout.write(f"{result.dossier}: {result.events} events, {holds}")
        if any(result.fault for result in results):
            sys.exit(1)


def _checkpoint(written: str | None) -> tuple[int, str] | None:
    if written is None:
        return None
    sequence, _, digest = written.partition(":")
    if not sequence.isdecimal() or not digest:
        raise CommandError("A checkpoint is written SEQ:HASH, as verify_ledger and every export print it.")
    return int(sequence), digest
