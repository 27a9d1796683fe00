"""A person files claims: under a question, or two together under a new one."""

import pytest

from claims import review
from claims.errors import NotAllowed, Refused, Stale, WrongState
from claims.intake import compare_documents
from claims.models import Claim, Conflict, Filing, KeptStatement, Question
from claims.similarity import SIMILARITY_VERSION
from tests.factories import NOW, a_claim, a_conflict, a_dossier, a_question

LOW, HIGH = "About 43,000 people left the valley.", "About 58,000 people fled."


@pytest.fixture
def claims(world) -> list[Claim]:
    return [a_claim(world.dossier, text) for text in (LOW, HIGH)]


def test_a_claim_is_filed_under_a_question_and_clashes_there(world, claims):
    question = a_question(claims[:1])
    filing = review.file_under(claims[1], question, by=world.reviewer, at=NOW, seen=1)
    assert (filing.state, filing.decided_by, question.conflict.level) == ("confirmed", world.reviewer, "contradiction")


def test_a_claim_filed_before_the_machine_matched_it_is_kept_for_those_to_come(world, claims):
    question = a_question(claims[:1])
    KeptStatement.objects.all().delete()  # nothing was compared yet
    review.file_under(claims[1], question, by=world.reviewer, at=NOW, seen=1)
    assert KeptStatement.objects.get(claim=claims[1]).version < SIMILARITY_VERSION
    compare_documents(world.dossier, at=NOW)
    assert set(KeptStatement.objects.exclude(said={}).values_list("claim", "version")) == {
        (claim.pk, SIMILARITY_VERSION) for claim in claims
    }


def test_it_leaves_the_question_it_stood_under(world):
    conflict = a_conflict(world.dossier)
    claim = conflict.question.filings.first().claim
    other = a_question([a_claim(world.dossier, "About 9,000 people left the hills.")], "How many left the hills?")
    review.file_under(claim, other, by=world.reviewer, at=NOW, seen=claim.version)
    assert Filing.objects.get(claim=claim, question=conflict.question).state == "refused"
    assert other.conflict.level == "contradiction"
    assert set(Conflict.objects.clashing()) == {other.conflict}


def test_a_refused_filing_can_be_confirmed_after_all(world, claims):
    question = a_question(claims)
    filing = Filing.objects.get(claim=claims[1])
    review.judge_filing(filing, by=world.reviewer, at=NOW, confirm=False)
    review.file_under(claims[1], question, by=world.chief, at=NOW, seen=1)
    filing.refresh_from_db()
    assert (filing.state, filing.decided_by) == ("confirmed", world.chief)


def test_two_claims_without_a_question_get_a_new_one(world, claims):
    question = review.file_together(*claims, by=world.reviewer, at=NOW, seen=1)
    assert set(question.filings.values_list("claim_id", "state")) == {(claim.pk, "confirmed") for claim in claims}
    assert question.conflict.level == "contradiction"


def test_the_question_of_the_other_claim_is_taken(world, claims):
    question = a_question(claims[1:])
    assert review.file_together(*claims, by=world.reviewer, at=NOW, seen=1) == question
    assert Question.objects.count() == 1


@pytest.mark.parametrize("name", ["viewer", "editor", "stranger"])
def test_who_may_not_file(world, claims, name):
    with pytest.raises(NotAllowed):
        review.file_under(claims[1], a_question(claims[:1]), by=world.person(name), at=NOW, seen=1)


def test_what_cannot_be_compared_is_no_answer(world, claims):
    bridge = a_claim(world.dossier, "The bridge fell in 2015.")
    with pytest.raises(Refused, match="no answer to this question"):
        review.file_under(bridge, a_question(claims[:1]), by=world.reviewer, at=NOW, seen=1)
    with pytest.raises(Refused, match="no question together"):
        review.file_together(bridge, claims[1], by=world.reviewer, at=NOW, seen=1)


def test_a_stale_or_refused_claim_is_not_filed(world, claims):
    question = a_question(claims[:1])
    with pytest.raises(Stale):
        review.file_under(claims[1], question, by=world.reviewer, at=NOW, seen=9)
    review.refuse_claim(claims[1], by=world.reviewer, at=NOW, seen=1, reason="A misreading.")
    with pytest.raises(WrongState, match="Only a claim that stands"):
        review.file_under(claims[1], question, by=world.reviewer, at=NOW, seen=2)


def test_another_dossier_is_out_of_reach(world, claims):
    elsewhere = a_question([a_claim(a_dossier("far"), LOW)])
    with pytest.raises(Refused, match="another dossier"):
        review.file_under(claims[0], elsewhere, by=world.reviewer, at=NOW, seen=1)
