"""What people confirmed and refused teaches the machine: weights of similarity refitted, and whether that helps.

Only pairs that the machine suggested are judged, so recall is of those, not of all there are; what it never suggested
nobody refused.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from claims.models import Filing, FilingWeights
from claims.models.filing import FilingState
from claims.similarity import DEFAULT, SIMILARITY_VERSION, WITH_MEANING, Weights
from claims.similarity.fitting import Judged, Tally, best_threshold, fitted, tallied
from sources.models import Dossier

LEAST_JUDGED = 100
_HELD = 10.0  # pairs that stand for each weight as it was
_FOLDS = 5
_LEAST_PRECISION = 0.8
_LEAST_GAIN = 0.01  # of the harmonic mean of precision and recall: less is chance


@dataclass(frozen=True)
class Refit:
    """Weights fitted to judged pairs, and what those in use and refitted ones suggest of pairs they were not shown."""

    judged: int
    weights: Weights
    before: Tally
    after: Tally

    @property
    def helps(self) -> bool:
        return self.after.harmony >= self.before.harmony + _LEAST_GAIN


def judged_pairs(dossier: Dossier | None = None, *, embedder: str = "") -> list[Judged]:
    """The pairs that people judged, of one dossier or all, in the order they were suggested; those of one model of
    meaning, or of words alone.

    Two claims filed for one another are one pair, wrong where either is refused. Filings of another version of
    similarity, of a person, or carried over without their features are left out.
    """
    decided = Filing.objects.filter(
        state__in=[FilingState.CONFIRMED, FilingState.REFUSED], score__isnull=False, reason__version=SIMILARITY_VERSION
    )
    if dossier:
        decided = decided.filter(question__dossier=dossier)
    decided = decided.filter(reason__embedder=embedder) if embedder else decided.exclude(reason__has_key="embedder")
    pairs: dict[tuple[int, str], Judged] = {}
    for question, state, reason in decided.order_by("id").values_list("question_id", "state", "reason"):
        told = reason.get("told")
        if told:
            key = question, json.dumps(told, sort_keys=True)
            was_right = pairs[key].is_right if key in pairs else True
            pairs[key] = Judged(told, was_right and state == FilingState.CONFIRMED)
    return list(pairs.values())


def refit(judged: Sequence[Judged], used: Weights, *, embedder: str = "") -> Refit:
    """Weights and threshold for these pairs, starting from the defaults and held to them; checked fold by fold."""
    start = WITH_MEANING if embedder else DEFAULT
    weights = _refitted(judged, start)
    before = after = Tally(0, 0, 0)
    for fold in range(_FOLDS):
        shown = [each for number, each in enumerate(judged) if number % _FOLDS != fold]
        kept_back = judged[fold::_FOLDS]
        before = _sum(before, tallied(kept_back, used))
        after = _sum(after, tallied(kept_back, _refitted(shown, start)))
    return Refit(len(judged), weights, before, after)


def _refitted(judged: Sequence[Judged], start: Weights) -> Weights:
    """The threshold is chosen from chances of pairs that were kept back: those a fit has seen it is too sure of."""
    chances = []
    for fold in range(_FOLDS):
        shown = [each for number, each in enumerate(judged) if number % _FOLDS != fold]
        weights = fitted(shown, start, held=_HELD)
        chances += [(weights.probability(each.told), each.is_right) for each in judged[fold::_FOLDS]]
    threshold = best_threshold(chances, least_precision=_LEAST_PRECISION)
    return replace(fitted(judged, start, held=_HELD), threshold=threshold)


def _sum(one: Tally, other: Tally) -> Tally:
    return Tally(one.right + other.right, one.suggested + other.suggested, one.hits + other.hits)


@transaction.atomic
def apply(found: Refit, dossier: Dossier | None, *, by: str, at: dt.datetime, embedder: str = "") -> FilingWeights:
    """Weigh pairs by what was fitted from now on, in one dossier or in all that have no weights of their own.

    What is filed already stays as it is.
    """
    return FilingWeights.objects.update_or_create(
        dossier=dossier,
        embedder=embedder,
        defaults={"weights": found.weights.as_json(), "judged": found.judged, "applied_by": by, "applied_at": at},
    )[0]


def reset(dossier: Dossier | None, *, embedder: str = "") -> bool:
    """Take applied weights back; says whether there were any."""
    return FilingWeights.objects.filter(dossier=dossier, embedder=embedder).delete()[0] > 0
