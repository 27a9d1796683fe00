"""The mentions of a text, one JSON object a line."""

import dataclasses
import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.extracting import FURNITURE
from sources.management.batch import answer_batch, text_of
from sources.reading import LANGUAGES, Mention, read

_FIELDS = [
    *("start", "end", "quote", "core_start", "core_end", "kind"),
    *("low", "high", "modifier", "unit", "precision", "noun", "resolution"),
]


class Command(BaseCommand):
    help = (
        "Print the numbers, quantities and dates of a text, one JSON object a line, offsets into the text as "
        'extract_text prints it. With --batch: JSON lines {"text", "language"?, "date"?} in, {"mentions"} out.'
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PATH|-", nargs="?")
        parser.add_argument("--language", choices=sorted(LANGUAGES))
        parser.add_argument("--batch", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"]:
            answer_batch(_answer)
            return
        if options["path"] is None:
            raise CommandError("Name a file, or - for standard input, or use --batch.")
        text = text_of(options["path"])
        furniture = [(block.start, block.end) for block in text.blocks if block.kind in FURNITURE]
        for mention in read(text.text, language=options["language"], date=text.published, skip=furniture):
            self.stdout.write(json.dumps(as_record(mention), ensure_ascii=False))


def as_record(mention: Mention) -> dict[str, Any]:
    """A mention as it is printed."""
    fields = dataclasses.asdict(mention)
    return {name: fields[name] for name in _FIELDS}


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    if asked.get("language") not in (None, *LANGUAGES):
        return {"error": f"language is one of {', '.join(LANGUAGES)}"}
    date = dt.date.fromisoformat(asked["date"]) if asked.get("date") else None
    mentions = read(asked["text"], language=asked.get("language"), date=date)
    return {"mentions": [as_record(mention) for mention in mentions]}
