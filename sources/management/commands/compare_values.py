"""How two value phrases stand to each other."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.management.batch import answer_batch
from sources.reading import read
from sources.values import Value, compare


class Command(BaseCommand):
    help = (
        'Compare two value phrases ("约4.3万人" "about 58,000 people"): {"verdict", "reason"}. '
        'With --batch: JSON lines {"a", "b"} in.'
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("a", nargs="?")
        parser.add_argument("b", nargs="?")
        parser.add_argument("--batch", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"]:
            answer_batch(lambda asked: compare_phrases(asked["a"], asked["b"]))
            return
        if options["b"] is None:
            raise CommandError('Give two phrases, for instance "约4.3万人" "about 58,000 people", or use --batch.')
        self.stdout.write(json.dumps(compare_phrases(options["a"], options["b"]), ensure_ascii=False))


def compare_phrases(a: str, b: str) -> dict[str, str]:
    """Verdict and reason. A phrase in which no value is read is not comparable, and the reason says which."""
    values = []
    for phrase in (a, b):
        value = _value_of(phrase)
        if value is None:
            return {"verdict": "not comparable", "reason": f"no value is read in “{phrase}”"}
        values.append(value)
    comparison = compare(*values)
    return {"verdict": str(comparison.verdict), "reason": comparison.reason}


def _value_of(phrase: str) -> Value | None:
    return next((mention.value for mention in read(phrase)), None)
