"""Question -> conflict: whether its claims can all hold, and which groups of them can.

Counted are standing claims with a standing filing. Every pair of intervals meets exactly when all have a
common point, so PostgreSQL finds the questions that matter with one aggregate; only those are looked into.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from django.db import connection, transaction
from django.db.models import Prefetch

from claims import ledger
from claims.models import Claim, Conflict, Filing, Position, Question
from claims.models.conflict import CLASHING, ConflictState, Level
from claims.models.filing import FilingState
from claims.models.valued import extent_of, range_of
from sources.models import Document
from sources.values import Comparison, Extent, Verdict, compare

_LEVELS = [Level.CONTRADICTION, Level.TENSION, Level.COMPATIBLE, Level.AGREE]
_CLOSED = [ConflictState.RESOLVED, ConflictState.DISMISSED]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of one question, and how their values stand to each other."""

    a: Claim
    b: Claim
    comparison: Comparison

    def is_internal(self, origins: Mapping[int, int]) -> bool:
        """Both of one origin: a copy corroborates nothing, and its clash is a slip inside one source."""
        a, b = (claim.passage.document_id for claim in (self.a, self.b))
        return origins.get(a, a) == origins.get(b, b)

    @property
    def is_of_other_dates(self) -> bool:
        """Both say as of when they hold, and the periods do not meet."""
        a, b = self.a.as_of, self.b.as_of
        return bool(a and b and (a.upper <= b.lower or b.upper <= a.lower))


@dataclass(frozen=True, slots=True)
class Finding:
    """The level of a question, why, and the groups of its claims that can hold together."""

    level: Level
    reason: str
    positions: tuple[tuple[Extent, tuple[Claim, ...]], ...]

    @property
    def fingerprint(self) -> str:
        """What the positions are made of: it changes when a claim joins, leaves or changes its value.

        A claim carried over to a newer capture of its document is the same claim.
        """
        groups = sorted(sorted(f"{c.first_pk}:{c.strict}:{c.likely}" for c in claims) for _, claims in self.positions)
        return hashlib.sha256(repr((str(self.level), groups)).encode()).hexdigest()


# ---- finding -------------------------------------------------------------------------------------


def examine(question: Question, claims: Sequence[Claim], origins: Mapping[int, int]) -> Finding:
    """Compare every claim of the question with every other; `origins` as `origins_of` gives them."""
    pairs = [Pair(a, b, compare(a.value, b.value)) for a, b in combinations(claims, 2)]
    counted = [pair for pair in pairs if _is_of_one_date(pair) or not question.changes_over_time]
    across = [pair for pair in counted if not pair.is_internal(origins)]
    worst = _worst(across)
    internal = _worst([pair for pair in counted if pair.is_internal(origins)])
    clashing = [pair for pair in across if _clashes(pair)]
    is_dated = clashing and not _clashes(internal) and all(pair.is_of_other_dates for pair in clashing)
    if is_dated and _rise_or_fall_steadily([claim for claim in claims if _compares(claim, clashing[0].a)]):
        reason = "the as-of dates differ and the values rise or fall steadily: a development (suggested), no conflict"
        return Finding(Level.DEVELOPMENT, reason, ())
    if _clashes(worst):
        level = _level_of(worst)
    elif _clashes(internal):
        level, worst = Level.INTERNAL, internal
    elif question.changes_over_time and len(pairs) > len(counted):
        return Finding(Level.DEVELOPMENT, "the answer changes over time, and the as-of dates differ", ())
    else:
        level = _level_of(worst or internal)
    reason = worst.comparison.reason if worst else "nothing to compare with"
    return Finding(level, reason, _positions(level, worst, claims))


def origins_of(questions: Iterable[Question]) -> dict[int, int]:
    """The root of the lineage of every copy in the dossiers of these questions."""
    return Document.objects.filter(dossier__in={question.dossier_id for question in questions}).origins()


def _is_of_one_date(pair: Pair) -> bool:
    return bool(pair.a.as_of == pair.b.as_of)


def _rise_or_fall_steadily(claims: Sequence[Claim]) -> bool:
    dated = sorted((claim for claim in claims if claim.as_of), key=lambda claim: (claim.as_of.lower, claim.pk))
    values = [extent_of(claim.likely) for claim in dated]
    steps = list(pairwise(values))
    rising = all(a.lower_end <= b.lower_end and a.upper_end <= b.upper_end for a, b in steps)
    falling = all(a.lower_end >= b.lower_end and a.upper_end >= b.upper_end for a, b in steps)
    return rising or falling


def _worst(pairs: Iterable[Pair]) -> Pair | None:
    comparable = [pair for pair in pairs if pair.comparison.verdict != Verdict.NOT_COMPARABLE]
    return min(comparable, key=lambda pair: _LEVELS.index(_level_of(pair)), default=None)


def _level_of(pair: Pair | None) -> Level:
    return Level(pair.comparison.verdict) if pair else Level.NOT_COMPARABLE


def _clashes(pair: Pair | None) -> bool:
    return pair is not None and _level_of(pair) in (Level.CONTRADICTION, Level.TENSION)


def _positions(
    level: Level, worst: Pair | None, claims: Sequence[Claim]
) -> tuple[tuple[Extent, tuple[Claim, ...]], ...]:
    """The fewest groups with a common point: strict extents in a contradiction, likely ones otherwise."""
    if worst is None:
        return ()
    contradiction = level == Level.CONTRADICTION or worst.comparison.verdict == Verdict.CONTRADICTION
    comparable = [claim for claim in claims if _compares(claim, worst.a) and _compares(claim, worst.b)]
    return stab([(extent_of(claim.strict if contradiction else claim.likely), claim) for claim in comparable])


def _compares(a: Claim, b: Claim) -> bool:
    return compare(a.value, b.value).verdict != Verdict.NOT_COMPARABLE


def stab(extents: Sequence[tuple[Extent, Claim]]) -> tuple[tuple[Extent, tuple[Claim, ...]], ...]:
    """Group intervals by the fewest common points, stabbing from the left at the smallest upper end.

    Whatever meets the interval that ends first holds its upper end, so the group has a point in common.
    """
    waiting = sorted(extents, key=lambda each: (each[0].upper_end, each[0].lower_end, each[1].pk))
    groups: list[tuple[Extent, tuple[Claim, ...]]] = []
    while waiting:
        first = waiting[0][0]
        members = [(extent, claim) for extent, claim in waiting if extent.meets(first)]
        waiting = [(extent, claim) for extent, claim in waiting if not extent.meets(first)]
        shared = first
        for extent, _ in members:
            shared = shared.intersection(extent)
        groups.append((shared, tuple(claim for _, claim in members)))
    return tuple(groups)


# ---- writing down --------------------------------------------------------------------------------

# A question whose likely extents all share a point cannot clash: it is left alone. A count without a unit
# meets counts of any unit, so where there is one the groups by unit say nothing.
_MAY_CLASH = """
WITH counted AS (
    SELECT f.question_id, c.base_unit, c.likely
    FROM claims_filing f JOIN claims_claim c ON c.id = f.claim_id
    WHERE f.question_id = ANY(%(ids)s) AND f.state IN ('suggested', 'confirmed')
        AND c.state IN ('drafted', 'accepted')
)
SELECT question_id FROM counted GROUP BY question_id, base_unit HAVING isempty(range_intersect_agg(likely))
UNION SELECT question_id FROM counted WHERE base_unit = 'count'
UNION SELECT question_id FROM claims_conflict WHERE question_id = ANY(%(ids)s)
UNION SELECT id FROM claims_question WHERE id = ANY(%(ids)s) AND changes_over_time
"""


def lock_questions(pks: Iterable[int]) -> list[Question]:
    """Lock questions and then their conflicts, each in the order of their keys: whoever changes them starts here."""
    questions = list(
        Question.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=set(pks))
        .select_related("dossier")
        .order_by("pk")
    )
    list(Conflict.objects.select_for_update(no_key=True).filter(question__in=questions).order_by("pk"))
    return questions


@transaction.atomic
def detect(questions: Iterable[Question], *, at: dt.datetime) -> list[Conflict]:
    """Look for conflicts in these questions and write down what is found; returns those that clash.

    A decided or dismissed conflict reopens only when its positions are others than those decided on.
    """
    ids = sorted({question.pk for question in questions})
    with connection.cursor() as cursor:
        cursor.execute(_MAY_CLASH, {"ids": ids})
        suspects = lock_questions(row[0] for row in cursor.fetchall())
    claims, origins = claims_by_question(suspects), origins_of(suspects)
    found = [_detect_one(question, examine(question, claims[question.pk], origins), at) for question in suspects]
    return [conflict for conflict in found if conflict and conflict.level in CLASHING]


def claims_of(question: Question) -> list[Claim]:
    """The claims that count for a question, in a stable order."""
    return claims_by_question([question])[question.pk]


def claims_by_question(questions: Iterable[Question]) -> dict[int, list[Claim]]:
    """The claims that count for each question, with their documents (without bodies) and standing filings."""
    by_question: dict[int, list[Claim]] = {question.pk: [] for question in questions}
    document = Document.objects.without_bodies().select_related("publisher")
    claims = (
        Claim.objects.all()
        .standing()
        .select_related("passage")
        .prefetch_related(Prefetch("passage__document", queryset=document), standing_filings())
    )
    filings = Filing.objects.standing().filter(question__in=by_question, claim__in=claims.values("pk"))
    for filing in filings.prefetch_related(Prefetch("claim", queryset=claims)).order_by("claim_id"):
        by_question[filing.question_id].append(filing.claim)
    return by_question


def standing_filings() -> Prefetch[str]:
    return Prefetch("filings", queryset=Filing.objects.standing().select_related("decided_by"))


def _detect_one(question: Question, finding: Finding, at: dt.datetime) -> Conflict | None:
    """Write down what was found of one question, whose row is locked and its conflict with it."""
    conflict = Conflict.objects.filter(question=question).first()
    if conflict is None:
        if finding.level not in (*CLASHING, Level.DEVELOPMENT):
            return None
        conflict = Conflict(question=question, state=_state_of(question), version=0)
    if conflict.fingerprint == finding.fingerprint:
        return conflict
    if conflict.state in _CLOSED and finding.level in CLASHING:
        conflict.state_reason = f"its claims changed since it was {conflict.state}: {finding.reason}"
        conflict.state = ConflictState.REOPENED
    conflict.level, conflict.reason, conflict.fingerprint = finding.level, finding.reason, finding.fingerprint
    conflict.detected_at, conflict.version = at, conflict.version + 1
    is_new = conflict.pk is None
    conflict.save()
    _write_positions(conflict, finding)
    if conflict.level in CLASHING:
        verb = "conflict found" if is_new else "conflict changed"
        ledger.record(question.dossier, verb, conflict, by=None, level=conflict.level, state=conflict.state)
    return conflict


def _state_of(question: Question) -> ConflictState:
    """Suspected while every filing is the machine's; open once a person confirmed one."""
    confirmed = question.filings.filter(state=FilingState.CONFIRMED).exists()
    return ConflictState.OPEN if confirmed else ConflictState.SUSPECTED


def _write_positions(conflict: Conflict, finding: Finding) -> None:
    conflict.positions.all().delete()
    for number, (extent, claims) in enumerate(finding.positions, start=1):
        phrases = dict.fromkeys(claim.value_phrase for claim in claims)
        position = Position.objects.create(
            conflict=conflict, number=number, value_text="; ".join(phrases)[:300], extent=range_of(extent)
        )
        position.claims.set(claims)
