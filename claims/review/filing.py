"""A person files a claim: under a question that is there, or together with another claim under a new one."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from claims import ledger, recall
from claims.answers import expect_an_answer, expect_not_merged
from claims.conflicts import claims_of, detect, lock_questions
from claims.errors import Refused
from claims.models import Claim, Filing, Question
from claims.models.claim import ClaimState
from claims.models.filing import FilingState
from claims.permissions import Right, require
from claims.review.acts import expect, lock_questions_of, locked_claim
from claims.wording import word_question
from sources.models import Dossier, Person
from sources.values import Verdict, compare


@transaction.atomic
def file_under(claim: Claim, question: Question, *, by: Person, at: dt.datetime, seen: int) -> Filing:
    """Say that a claim answers this question. Where it stood under another, that filing is refused."""
    require(by, Right.JUDGE_CLAIMS, claim.dossier)
    if question.dossier_id != claim.dossier_id:
        raise Refused("The question is of another dossier.")
    Dossier.objects.select_for_update(no_key=True).get(pk=claim.dossier_id)  # one filing at a time
    before = Filing.objects.standing().filter(claim=claim).values_list("question_id", flat=True)
    rows = {row.pk: row for row in lock_questions([*before, question.pk])}
    question = rows[question.pk]
    expect_not_merged(question)
    claim = locked_claim(claim, seen)
    expect(claim.state, {ClaimState.DRAFTED, ClaimState.ACCEPTED}, "Only a claim that stands can be filed")
    expect_an_answer(claim, [each for each in claims_of(question) if each.pk != claim.pk])
    for standing in Filing.objects.standing().filter(claim=claim).exclude(question=question):
        standing.state, standing.decided_by, standing.decided_at = FilingState.REFUSED, by, at
        standing.save(update_fields=["state", "decided_by", "decided_at"])
        ledger.record(claim.dossier, "filing refused", standing, by=by, claim=claim.pk)
    filing, _ = Filing.objects.update_or_create(
        claim=claim,
        question=question,
        defaults={"state": FilingState.CONFIRMED, "decided_by": by, "decided_at": at},
    )
    if Claim.objects.filter(pk=claim.pk, matched_at__isnull=True).update(matched_at=at):
        recall.keep_later(claim)
    ledger.record(claim.dossier, "filing confirmed", filing, by=by, claim=claim.pk)
    detect(rows.values(), at=at)
    return filing


@transaction.atomic
def file_together(claim: Claim, other: Claim, *, by: Person, at: dt.datetime, seen: int) -> Question:
    """Say that two claims answer one question: the other's, or a new one that the machine words from both."""
    require(by, Right.JUDGE_CLAIMS, claim.dossier)
    if other.dossier_id != claim.dossier_id or other.pk == claim.pk:
        raise Refused("Choose another claim of this dossier.")
    Dossier.objects.select_for_update(no_key=True).get(pk=claim.dossier_id)  # one filing at a time
    questions = lock_questions_of(other)
    if not questions:
        if compare(claim.value, other.value).verdict == Verdict.NOT_COMPARABLE:
            raise Refused(f"{claim.value_phrase} and {other.value_phrase} answer no question together.")
        questions = [word_question(claim.dossier, [claim, other])]
        file_under(other, questions[0], by=by, at=at, seen=other.version)
    file_under(claim, questions[0], by=by, at=at, seen=seen)
    return questions[0]
