"""Questions: worded better, two made one, one made two. Claims move with their filings; the ledger says from where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal

from django.db import transaction

from claims import ledger
from claims.answers import expect_not_merged
from claims.conflicts import claims_of, detect, lock_questions
from claims.errors import Refused, WrongState
from claims.models import Comment, Filing, Question, Reconciliation
from claims.models.filing import FilingState
from claims.models.reconciliation import ReconciliationState
from claims.permissions import Right, require
from claims.review.acts import expect_seen, require_words
from claims.verdicts import is_asked_in
from sources.models import Dossier, Person
from sources.units import unit_named
from sources.values import Verdict, compare

_LARGEST_TOLERANCE = 50  # percent: held by question_tolerance_is_a_small_share


@transaction.atomic
def reword(question: Question, wording: str, *, by: Person, at: dt.datetime, seen: int) -> Question:
    """Word a question better; the machine's wording gives way."""
    require(by, Right.WRITE, question.dossier)
    require_words(wording, "Write the question")
    (question,) = lock_questions([question.pk])
    expect_seen(question.version, seen)
    question.wording, question.worded_by = wording.strip(), by
    question.version += 1
    question.save(update_fields=["wording", "worded_by", "version"])
    ledger.record(question.dossier, "question reworded", question, by=by)
    return question


@transaction.atomic
def settle_question(
    question: Question,
    *,
    changes_over_time: bool,
    tolerance: Decimal | None,
    unit: str = "",
    by: Person,
    at: dt.datetime,
    seen: int,
) -> Question:
    """Say by which rules the answers to a question are compared, and look for conflicts by them.

    changes_over_time   only answers of the same as-of date are held against each other
    tolerance           in percent, above 0 up to 50: answers that differ by no more count as one; None: as written
    unit                the unit asked for, one the answers convert to: others are not compared; empty: any
    """
    require(by, Right.WRITE, question.dossier)
    (question,) = lock_questions([question.pk])
    expect_seen(question.version, seen)
    expect_not_merged(question)
    _expect_small_share(tolerance)
    question.changes_over_time, question.tolerance, question.asked_in = changes_over_time, tolerance, unit.strip()
    _expect_answers_in_unit(question)
    if asked := unit_named(question.asked_in or None):
        question.unit = asked.base
    question.version += 1
    question.save(update_fields=["changes_over_time", "tolerance", "asked_in", "unit", "version"])
    settled = {"changes_over_time": changes_over_time, "tolerance": None if tolerance is None else f"{tolerance:f}"}
    ledger.record(question.dossier, "question settled", question, by=by, **settled, unit=question.asked_in)
    detect([question], at=at)
    return question


def _expect_small_share(tolerance: Decimal | None) -> None:
    if tolerance is None:
        return
    if not tolerance.is_finite() or not 0 < tolerance <= _LARGEST_TOLERANCE:
        raise Refused(f"A tolerance is above 0 and at most {_LARGEST_TOLERANCE} percent; leave it empty for none.")
    if tolerance != round(tolerance, 2):
        raise Refused("Give the tolerance with at most two decimals.")


def _expect_answers_in_unit(question: Question) -> None:
    claims = claims_of(question)
    if claims and not any(is_asked_in(question, claim) for claim in claims):
        raise Refused(f"No answer converts to {question.asked_in}: the claims say {claims[0].value_phrase}.")


@transaction.atomic
def merge(question: Question, into: Question, *, by: Person, at: dt.datetime, seen: int) -> Question:
    """Make one question of two: the claims of the first answer the second from now on. Returns the second.

    The first stays, empty, and says where its claims went. One that carries a decision, or a proposal that waits, is
    not emptied: the decision is withdrawn or returned first.
    """
    require(by, Right.WRITE, question.dossier)
    if into.dossier_id != question.dossier_id:
        raise Refused("The two questions are of two dossiers.")
    if into.pk == question.pk:
        raise Refused("Choose another question to merge this one with.")
    Dossier.objects.select_for_update(no_key=True).get(pk=question.dossier_id)  # one filing at a time
    rows = {row.pk: row for row in lock_questions([question.pk, into.pk])}
    question, into = rows[question.pk], rows[into.pk]
    expect_seen(question.version, seen)
    _expect_undecided(question)
    if into.merged_into_id or question.merged_into_id:
        raise WrongState("One of the two was merged already: look again.")
    _expect_comparable(question, into)
    moved = _move(question.filings.all().standing(), into, by=by)
    Comment.objects.filter(question=question).update(question=into)
    Comment.objects.filter(conflict__question=question).update(question=into, conflict=None)
    question.merged_into, question.version = into, question.version + 1
    question.save(update_fields=["merged_into", "version"])
    ledger.record(question.dossier, "question merged", question, by=by, into=into.pk, claims=moved)
    detect([question, into], at=at)
    return into


@transaction.atomic
def split(
    question: Question, claims: Collection[int], wording: str, *, by: Person, at: dt.datetime, seen: int
) -> Question:
    """Make two questions of one: the claims of these keys answer a new one. Returns the new one."""
    require(by, Right.WRITE, question.dossier)
    require_words(wording, "Write the new question")
    Dossier.objects.select_for_update(no_key=True).get(pk=question.dossier_id)  # one filing at a time
    (question,) = lock_questions([question.pk])
    expect_seen(question.version, seen)
    _expect_undecided(question)
    leaving = question.filings.all().standing().filter(claim__in=claims)
    standing = question.filings.all().standing().count()
    if not leaving or len(leaving) == standing:
        raise Refused("Choose the claims that answer the new question: at least one, and not all of them.")
    first = leaving[0].claim
    made = Question.objects.create(
        dossier=question.dossier,
        wording=wording.strip()[:500],
        language=question.language,
        kind=first.kind,
        unit=first.base_unit,
        changes_over_time=question.changes_over_time,
        worded_by=by,
    )
    moved = _move(leaving, made, by=by)
    question.version += 1
    question.save(update_fields=["version"])
    ledger.record(question.dossier, "question split", question, by=by, into=made.pk, claims=moved)
    detect([question, made], at=at)
    return made


def _expect_undecided(question: Question) -> None:
    decisions = Reconciliation.objects.filter(question=question)
    if decisions.in_force().exists() or decisions.filter(state=ReconciliationState.PROPOSED).exists():
        raise WrongState("A decision rests on this question: withdraw it, or return the proposal, first.")


def _expect_comparable(question: Question, into: Question) -> None:
    ours, theirs = claims_of(question), claims_of(into)
    pairs = [(a.value, b.value) for a in ours for b in theirs]
    if pairs and all(compare(a, b).verdict == Verdict.NOT_COMPARABLE for a, b in pairs):
        raise Refused(f"They ask for different things: {ours[0].value_phrase} here, {theirs[0].value_phrase} there.")


def _move(filings: Collection[Filing], to: Question, *, by: Person) -> list[int]:
    """File claims elsewhere, each filing as it stands. Raises WrongState where a person refused one of them there.

    What a reviewer confirmed, only somebody with a reviewer's right moves.
    """
    if any(filing.state == FilingState.CONFIRMED for filing in filings):
        require(by, Right.JUDGE_CLAIMS, to.dossier)
    for filing in filings:
        there = Filing.objects.filter(claim=filing.claim_id, question=to).first()
        if there:
            raise WrongState(f"Claim {filing.claim_id} was found not to answer “{to}”. Leave it out, or file it there.")
        filing.question = to
        filing.save(update_fields=["question"])
        ledger.record(to.dossier, "filing moved", filing, by=by, claim=filing.claim_id, to=to.pk)
    return sorted(filing.claim_id for filing in filings)
