"""Whether a claim can be filed under a question: the rules of the desk, of sheets and of filing by hand."""

from __future__ import annotations

from collections.abc import Sequence

from claims.errors import Refused, WrongState
from claims.models import Claim, Question
from sources.values import Verdict, compare


def expect_not_merged(question: Question) -> None:
    """A question that was merged into another stays empty. Read it under its lock."""
    if question.merged_into_id:
        raise WrongState("That question was merged into another: choose that one.")


def expect_an_answer(claim: Claim, answers: Sequence[Claim]) -> None:
    """The value has to be comparable with one of those that answer the question, where there are any."""
    if answers and all(compare(claim.value, each.value).verdict == Verdict.NOT_COMPARABLE for each in answers):
        raise Refused(f"{claim.value_phrase} is no answer to this question: its claims say {answers[0].value_phrase}.")
