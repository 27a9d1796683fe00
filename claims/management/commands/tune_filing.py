"""Learn from the filings that people confirmed and refused; change nothing unless told to."""

import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from claims import meaning, tuning
from claims.models import FilingWeights
from claims.similarity import Weights
from claims.similarity.fitting import Tally
from sources.management.dossiers import add_dossier_argument, named_dossiers
from sources.models import Dossier


class Command(BaseCommand):
    help = (
        "Refit how the machine files claims to what people confirmed and refused, in a dossier or in all together, and "
        "show whether that helps. Nothing changes without --apply; --reset takes it back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_dossier_argument(parser)
        asked = parser.add_mutually_exclusive_group()
        asked.add_argument("--apply", action="store_true", help="use the refitted weights from now on")
        asked.add_argument("--reset", action="store_true", help="go back to the weights before any were applied")

    def handle(self, *args: Any, **options: Any) -> None:
        dossier = named_dossiers(options).get() if options["dossier"] else None
        embedder = meaning.embedder_name()
        if options["reset"]:
            done = tuning.reset(dossier, embedder=embedder)
            self.stdout.write("The applied weights are taken back." if done else "There were no applied weights.")
            return
        used = self._say_used(dossier, embedder)
        judged = tuning.judged_pairs(dossier, embedder=embedder)
        missing = tuning.LEAST_JUDGED - len(judged)
        if missing > 0:
            self.stdout.write(
                f"{len(judged)} suggested pairs were judged; {missing} more are needed before it makes sense to refit."
            )
            return
        found = tuning.refit(judged, used, embedder=embedder)
        self._say_found(found, used)
        if options["apply"]:
            tuning.apply(found, dossier, by=getpass.getuser(), at=timezone.now(), embedder=embedder)
            self.stdout.write("Applied: used for what is filed from now on. Take it back with --reset.")
        else:
            self.stdout.write("Nothing was changed. Use these weights with --apply.")

    def _say_used(self, dossier: Dossier | None, embedder: str) -> Weights:
        if embedder:
            self.stdout.write(f"With the model of meaning {embedder}: weights of its own, pairs of its own.")
        held = FilingWeights.objects.applied(dossier, embedder)
        if held is None:
            self.stdout.write("In use: the weights that came with the program.")
            return FilingWeights.objects.of(dossier, embedder)
        applied = f"applied on {held.applied_at:%d %B %Y} by {held.applied_by}"
        self.stdout.write(f"In use: weights {applied}, fitted to {held.judged} pairs.")
        return held.as_weights()

    def _say_found(self, found: tuning.Refit, used: Weights) -> None:
        self.stdout.write(f"\n{found.judged} judged pairs, each weighed by what was fitted to the others:")
        self.stdout.write(f"{'':10}{'precision':>10}{'recall':>8}{'suggested':>11}{'threshold':>11}")
        for name, tally, weights in (("before", found.before, used), ("after", found.after, found.weights)):
            self.stdout.write(_line(name, tally, weights.threshold))
        self.stdout.write("\nweight                 before   after")
        for name, weight in found.weights.of.items():
            self.stdout.write(f"{name:22}{used.of.get(name, 0.0):7.2f} {weight:7.2f}")
        self.stdout.write("\nThe refit helps." if found.helps else "\nNo gain: the weights in use do as well.")


def _line(name: str, tally: Tally, threshold: float) -> str:
    counts = f"{tally.hits}/{tally.suggested}"
    return f"{name:10}{tally.precision:10.2f}{tally.recall:8.2f}{counts:>11}{threshold:11.2f}"
