"""Where a passage of one text stands in another."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.management.batch import answer_batch, characters_of
from sources.passages import relocate


class Command(BaseCommand):
    help = (
        'Find the passage START to END of the text OLD in the text NEW: {"state", "start", "end", "score"}. '
        'With --batch: JSON lines {"old", "new", "start", "end"} in. Offsets are into the given text.'
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", nargs="?")
        parser.add_argument("new", nargs="?")
        parser.add_argument("start", nargs="?", type=int)
        parser.add_argument("end", nargs="?", type=int)
        parser.add_argument("--batch", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"]:
            answer_batch(lambda asked: _relocated(asked["old"], asked["new"], asked["start"], asked["end"]))
            return
        if options["end"] is None:
            raise CommandError("Give OLD NEW START END, or use --batch.")
        if options["old"] == options["new"] == "-":
            raise CommandError("Standard input can be one of the two texts, not both.")
        old, new = characters_of(options["old"]), characters_of(options["new"])
        try:
            answer = _relocated(old, new, options["start"], options["end"])
        except ValueError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(json.dumps(answer))


def _relocated(old: str, new: str, start: int, end: int) -> dict[str, Any]:
    found = relocate(old, new, start, end)
    return {"state": str(found.state), "start": found.start, "end": found.end, "score": found.score}
