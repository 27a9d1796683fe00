"""Prove that no line of the ledger was changed."""

import re
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.ledger import Checkpoint, dropped, verify
from sources.management.dossiers import add_dossier_argument, named_dossiers

_CHECKPOINT = re.compile(r"(?:(?P<dossier>[-\w]+):)?(?P<sequence>[0-9]{1,18}):(?P<hash>[0-9a-f]+)", re.ASCII)


class Command(BaseCommand):
    help = "Recompute the hash chain of every dossier's ledger. Exit code 1 where it does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        add_dossier_argument(parser)
        parser.add_argument(
            "--checkpoint",
            action="append",
            default=[],
            metavar="[SLUG:]SEQ:HASH",
            help="a line kept outside, of the dossier it names or of the one of --dossier: shows a ledger that was "
            "cut, rewritten or dropped; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        checkpoints = [_checkpoint(written, options["dossier"]) for written in options["checkpoint"]]
        gone = [result for checkpoint in checkpoints if (result := dropped(checkpoint))]
        is_gone = options["dossier"] in {result.dossier for result in gone}
        dossiers = [] if is_gone else named_dossiers(options)
        results = [*(verify(dossier, *checkpoints) for dossier in dossiers), *gone]
        for result in results:
            holds = f"the chain holds, head {result.head}" if result.fault is None else f"BROKEN: {result.fault}"
            erased = f" ({result.erased} of them erased)" if result.erased else ""
            self.stdout.write(f"{result.dossier}: {result.events} events{erased}, {holds}")
        if any(result.fault for result in results):
            sys.exit(1)


def _checkpoint(written: str, dossier: str | None) -> Checkpoint:
    found = _CHECKPOINT.fullmatch(written)
    if not found:
        raise CommandError("A checkpoint is written SEQ:HASH, as verify_ledger and every export print it.")
    slug = found["dossier"] or dossier
    if slug is None:
        raise CommandError("A checkpoint is of one ledger: name its --dossier.")
    if dossier is not None and slug != dossier:
        raise CommandError(f"The checkpoint is of “{slug}”, and you ask about “{dossier}”.")
    return Checkpoint(slug, int(found["sequence"]), found["hash"])
