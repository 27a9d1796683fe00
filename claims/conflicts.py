"""Question -> conflict: whether its claims can all hold, and which groups of them can.

Counted are standing claims with a standing filing. Every pair of intervals meets exactly when all have a
common point, so PostgreSQL finds the questions that matter with one aggregate; only those are looked into.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Prefetch

from claims import ledger
from claims.findings import Finding, examine
from claims.models import Claim, Conflict, Filing, Position, Question
from claims.models.conflict import CLASHING, ConflictState, Level
from claims.models.filing import FilingState
from claims.models.valued import range_of
from sources.models import Document

_CLOSED = [ConflictState.RESOLVED, ConflictState.DISMISSED]


def origins_of(questions: Iterable[Question]) -> dict[int, int]:
    """The root of the lineage of every copy in the dossiers of these questions."""
    return Document.objects.filter(dossier__in={question.dossier_id for question in questions}).origins()


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
        conflict.state_reason = f"since it was {conflict.state}, {_changes(conflict, finding)}: {finding.reason}"
        conflict.state = ConflictState.REOPENED
    conflict.level, conflict.reason, conflict.fingerprint = finding.level, finding.reason, finding.fingerprint
    conflict.hint_difference = finding.hint.difference if finding.hint else ""
    conflict.hint = finding.hint.reason if finding.hint else ""
    conflict.detected_at, conflict.version = at, conflict.version + 1
    is_new = conflict.pk is None
    conflict.save()
    _write_positions(conflict, finding)
    if conflict.level in CLASHING:
        verb = "conflict found" if is_new else "conflict changed"
        ledger.record(question.dossier, verb, conflict, by=None, level=conflict.level, state=conflict.state)
    return conflict


def _changes(conflict: Conflict, finding: Finding) -> str:
    """Which claims came, went or now say something else, in words."""
    before = {claim.first_pk: claim for claim in Claim.objects.filter(positions__conflict=conflict)}
    now = {claim.first_pk: claim for _, claims in finding.positions for claim in claims}
    came, went = _named(now, now.keys() - before.keys()), _named(before, before.keys() - now.keys())
    changes = [f"{came} came in" if came else "", f"{went} fell away" if went else ""]
    return " and ".join(filter(None, changes)) or "its claims were grouped anew"


def _named(claims: dict[int, Claim], firsts: Iterable[int]) -> str:
    return ", ".join(f"claim {claims[first].pk} (“{claims[first].value_text}”)" for first in sorted(firsts))


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
