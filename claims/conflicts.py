"""Question -> conflict: whether its claims can all hold, and which groups of them can.

Counted are standing claims with a standing filing. Every pair of intervals meets exactly when all have a
common point, so PostgreSQL finds the questions that matter with one aggregate; only those are looked into.
The number of queries is the same for one question and for a thousand, and none reads more than these questions.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import Prefetch

from claims import ledger
from claims.findings import Finding, examine
from claims.models import Alias, Claim, Conflict, Filing, Position, Question
from claims.models.conflict import CLASHING, ConflictState, Level
from claims.models.filing import FilingState
from claims.models.valued import range_of
from claims.models.webhook import Announced
from claims.similarity.aliases import NO_ALIASES, Aliases
from claims.telling import tell_reopened
from claims.webhooks.outbox import announce
from sources.models import Document
from sources.values import NAME, Extent

_CLOSED = [ConflictState.RESOLVED, ConflictState.DISMISSED]
_FOUND = ["level", "state", "state_reason", "lower", "upper", "fingerprint", "detected_at", "version"]

# From every document that is a copy up to where it was copied from. One that is no copy has no row.
ORIGINS = """
WITH RECURSIVE copy AS (
    SELECT d.id, COALESCE(d.derived_from_id, d.supersedes_id) AS source
    FROM sources_document d
    WHERE {which} AND (d.derived_from_id IS NOT NULL OR d.supersedes_id IS NOT NULL)
    UNION
    SELECT copy.id, COALESCE(d.derived_from_id, d.supersedes_id)
    FROM copy JOIN sources_document d ON d.id = copy.source
    WHERE d.derived_from_id IS NOT NULL OR d.supersedes_id IS NOT NULL
)
SELECT copy.id, copy.source AS origin FROM copy JOIN sources_document d ON d.id = copy.source
WHERE d.derived_from_id IS NULL AND d.supersedes_id IS NULL
"""
_DOCUMENTS = """d.id IN (
    SELECT p.document_id FROM claims_filing f
        JOIN claims_claim c ON c.id = f.claim_id JOIN sources_passage p ON p.id = c.passage_id
    WHERE f.question_id = ANY(%s)
)"""


def origins_of(questions: Iterable[Question]) -> dict[int, int]:
    """The root of the lineage of every copy among the documents of these questions."""
    with connection.cursor() as cursor:
        cursor.execute(ORIGINS.format(which=_DOCUMENTS), [[question.pk for question in questions]])
        return dict(cursor.fetchall())


# A question whose likely extents all share a point cannot clash: it is left alone. A count without a unit meets
# counts of any unit, so beside others the groups by unit say nothing; nor do days where one has no year, names, or a
# value that is denied.
MAY_CLASH = """
SELECT question_id FROM (
    SELECT f.question_id, c.base_unit, isempty(range_intersect_agg(c.likely)) AS clashes,
        bool_or(c.base_unit = 'date' AND (c.low LIKE '--%%' OR c.high LIKE '--%%') OR c.is_denied OR c.strict IS NULL)
            AS is_odd
    FROM claims_filing f JOIN claims_claim c ON c.id = f.claim_id
    WHERE {which} AND f.state IN ('suggested', 'confirmed') AND c.state IN ('drafted', 'accepted')
    GROUP BY f.question_id, c.base_unit
) one_unit
GROUP BY question_id
HAVING bool_or(clashes) OR bool_or(is_odd) OR count(*) > 1 AND bool_or(base_unit = 'count')
"""
_SUSPECTS = f"""
{MAY_CLASH.format(which="f.question_id = ANY(%(ids)s)")}
UNION SELECT question_id FROM claims_conflict WHERE question_id = ANY(%(ids)s)
UNION SELECT id FROM claims_question WHERE id = ANY(%(ids)s) AND changes_over_time
"""  # noqa: S608


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
        cursor.execute(_SUSPECTS, {"ids": ids})
        suspects = [row[0] for row in cursor.fetchall()]
    return [conflict for conflict in detect_each(suspects, at=at) if conflict.level in CLASHING]


@transaction.atomic
def detect_each(pks: Iterable[int], *, at: dt.datetime) -> list[Conflict]:
    """Examine each of these questions, suspect or not; returns their conflicts, clashing or not."""
    suspects = lock_questions(pks)
    return _write_down(suspects, examine_each(suspects, _answers(suspects)), at)


def examine_each(questions: Sequence[Question], answers: Mapping[int, Sequence[Claim]]) -> dict[int, Finding]:
    """How the claims of each question stand to each other, by the key of the question."""
    origins, aliases = origins_of(questions), _aliases_of(questions, answers)
    return {
        question.pk: examine(question, answers[question.pk], origins, aliases.get(question.dossier_id, NO_ALIASES))
        for question in questions
    }


def _aliases_of(questions: Iterable[Question], answers: Mapping[int, Sequence[Claim]]) -> dict[int, Aliases]:
    """By dossier the names that mean one thing, where a question is answered by names."""
    named = {each.dossier_id for each in questions if any(claim.kind == NAME for claim in answers[each.pk])}
    groups: dict[int, list[list[str]]] = defaultdict(list)
    if named:
        for dossier, names in Alias.objects.filter(dossier__in=named).order_by("id").values_list("dossier", "names"):
            groups[dossier].append(names)
    return {dossier: Aliases.of(listed) for dossier, listed in groups.items()}


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


def _answers(questions: Sequence[Question]) -> dict[int, list[Claim]]:
    """The claims that count for each question, with no more than their values, in one query."""
    by_question: dict[int, list[Claim]] = {question.pk: [] for question in questions}
    standing = Claim.objects.all().standing().values("pk")
    filings = Filing.objects.standing().filter(question__in=by_question, claim__in=standing)
    unread = ("reason", "claim__statement", "claim__passage__exact", "claim__passage__prefix", "claim__passage__suffix")
    for filing in filings.select_related("claim__passage").defer(*unread).order_by("claim_id"):
        by_question[filing.question_id].append(filing.claim)
    return by_question


def standing_filings() -> Prefetch[str]:
    return Prefetch("filings", queryset=Filing.objects.standing().select_related("decided_by"))


def _write_down(questions: Sequence[Question], findings: Mapping[int, Finding], at: dt.datetime) -> list[Conflict]:
    """Write down what was found of questions that are locked, their conflicts with them; returns all conflicts."""
    standing = {each.question_id: each for each in Conflict.objects.filter(question__in=questions)}
    made, changed = [], []
    for question in questions:
        finding, conflict = findings[question.pk], standing.get(question.pk)
        if conflict is None:
            if finding.level in (*CLASHING, Level.DEVELOPMENT):
                made.append(Conflict(question=question, version=0))
        elif conflict.fingerprint != finding.fingerprint:
            conflict.question = question
            changed.append(conflict)
    _open(made)
    quiet = {each.pk for each in changed if each.level not in CLASHING}
    reopened = _reopen([each for each in changed if each.state in _CLOSED], findings, at)
    for conflict in (*made, *changed):
        _say(conflict, findings[conflict.question_id], at)
    Conflict.objects.bulk_create(made)
    Conflict.objects.bulk_update(changed, _FOUND)
    _take_away_positions(changed)
    _write_positions([*made, *changed], findings)
    _record(made, "conflict found")
    _record(changed, "conflict changed")
    found = [*made, *(each for each in changed if each.pk in quiet and each not in reopened)]
    announce(Announced.FOUND, [each for each in found if each.level in CLASHING], at=at)
    announce(Announced.REOPENED, reopened, at=at)
    standing |= {conflict.question_id: conflict for conflict in made}
    return [standing[question.pk] for question in questions if question.pk in standing]


def _say(conflict: Conflict, finding: Finding, at: dt.datetime) -> None:
    pair = finding.pair
    conflict.level, conflict.fingerprint = finding.level, finding.fingerprint
    conflict.lower, conflict.upper = (pair.a, pair.b) if pair else (None, None)
    conflict.detected_at, conflict.version = at, conflict.version + 1


def _open(made: Sequence[Conflict]) -> None:
    """Suspected while every filing is the machine's; open once a person confirmed one."""
    confirmed = Filing.objects.filter(state=FilingState.CONFIRMED, question__in=[each.question_id for each in made])
    by_people = set(confirmed.values_list("question_id", flat=True)) if made else set()
    for conflict in made:
        is_open = conflict.question_id in by_people
        conflict.state = ConflictState.OPEN if is_open else ConflictState.SUSPECTED


def _reopen(closed: Sequence[Conflict], findings: Mapping[int, Finding], at: dt.datetime) -> list[Conflict]:
    """Reopen those that people closed, and whose claims clash otherwise now; returns them."""
    reopened = [conflict for conflict in closed if findings[conflict.question_id].level in CLASHING]
    held: dict[int, dict[int, Claim]] = defaultdict(dict)
    if reopened:
        places = Position.claims.through.objects.filter(position__conflict__in=reopened)
        for place in places.select_related("position", "claim"):
            held[place.position.conflict_id][place.claim.first_pk] = place.claim
    for conflict in reopened:
        finding = findings[conflict.question_id]
        changes = _changes(held[conflict.pk], finding)
        conflict.state_reason = f"since it was {conflict.state}, {changes}: {finding.reason}"
        conflict.state = ConflictState.REOPENED
    tell_reopened(reopened, by=None, at=at)
    return reopened


def _changes(before: dict[int, Claim], finding: Finding) -> str:
    """Which claims came, went or now say something else, in words."""
    now = {claim.first_pk: claim for _, claims in finding.positions for claim in claims}
    came, went = _named(now, now.keys() - before.keys()), _named(before, before.keys() - now.keys())
    changes = [f"{came} came in" if came else "", f"{went} fell away" if went else ""]
    return " and ".join(filter(None, changes)) or "its claims were grouped anew"


def _named(claims: dict[int, Claim], firsts: Iterable[int]) -> str:
    return ", ".join(f"claim {claims[first].pk} (“{claims[first].value_text}”)" for first in sorted(firsts))


def _take_away_positions(conflicts: Sequence[Conflict]) -> None:
    """In three statements without a join: Django takes a hundred at a time, and after a bulk load plans go astray."""
    if not conflicts:
        return
    pks = list(Position.objects.filter(conflict__in=conflicts).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM claims_position_claims WHERE position_id = ANY(%s)", [pks])
        cursor.execute("DELETE FROM claims_position WHERE id = ANY(%s)", [pks])


def _write_positions(conflicts: Sequence[Conflict], findings: Mapping[int, Finding]) -> None:
    groups = [
        (_position(conflict, number, extent, claims), claims)
        for conflict in conflicts
        for number, (extent, claims) in enumerate(findings[conflict.question_id].positions, start=1)
    ]
    Position.objects.bulk_create([position for position, _ in groups])
    member = Position.claims.through
    member.objects.bulk_create(
        [member(position=position, claim=claim) for position, claims in groups for claim in claims]
    )


def _position(conflict: Conflict, number: int, extent: Extent | None, claims: Iterable[Claim]) -> Position:
    shared = range_of(extent) if extent else None
    return Position(conflict=conflict, number=number, value_text=in_short(claims), extent=shared)


def in_short(claims: Iterable[Claim]) -> str:
    """What the claims of a position say, each value once; "not" before one that is denied."""
    said = (f"not {claim.value_phrase}" if claim.is_denied else claim.value_phrase for claim in claims)
    return "; ".join(dict.fromkeys(said))[:300]


def _record(conflicts: Iterable[Conflict], verb: str) -> None:
    clashing = [conflict for conflict in conflicts if conflict.level in CLASHING]
    ledger.record_all(
        ledger.line(each.question.dossier, verb, each, by=None, level=each.level, state=each.state) for each in clashing
    )
