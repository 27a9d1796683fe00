"""Two questions made one, and one made two: claims move with their filings, and conflicts follow."""

import pytest

from claims import review
from claims.errors import NotAllowed, Refused, Stale, WrongState
from claims.models import Comment, Conflict, Event, Filing, Question
from claims.review import Decision
from tests.factories import NOW, a_claim, a_conflict, a_dossier, a_question


@pytest.fixture
def two(world) -> tuple[Question, Question]:
    """Two questions that ask the same, one answer each."""
    texts = ("About 43,000 people left the valley.", "About 58,000 people fled.")
    first, second = (a_question([a_claim(world.dossier, text)], f"How many, {text}") for text in texts)
    return first, second


def test_merged_questions_have_the_answers_of_both_and_clash(world, two):
    first, second = two
    assert not Conflict.objects.exists()
    merged = review.merge(first, second, by=world.editor, at=NOW, seen=first.version)
    assert merged == second
    assert second.conflict.level == "contradiction"
    assert (second.filings.count(), first.filings.count()) == (2, 0)
    first.refresh_from_db()
    assert (first.merged_into, list(Question.objects.all().living())) == (second, [second])
    assert Event.objects.filter(verb="filing moved").count() == 1


def test_threads_go_along(world, two):
    first, second = two
    review.comment(first, "Who counted?", by=world.editor, at=NOW)
    review.merge(first, second, by=world.editor, at=NOW, seen=first.version)
    assert Comment.objects.get().question == second


def test_a_refused_claim_is_not_filed_there_again(world, two):
    first, second = two
    claim = first.filings.get().claim
    refused = {"state": "refused", "decided_by": world.reviewer, "decided_at": NOW}
    Filing.objects.create(claim=claim, question=second, **refused)
    with pytest.raises(WrongState, match=f"Claim {claim.pk} was found not to answer"):
        review.merge(first, second, by=world.editor, at=NOW, seen=first.version)
    assert first.filings.count() == 1


def test_questions_for_different_things_stay_apart(world, two):
    other = a_question([a_claim(world.dossier, "The bridge fell in 2015.")], "When?")
    with pytest.raises(Refused, match="different things"):
        review.merge(other, two[0], by=world.editor, at=NOW, seen=other.version)


def test_a_decided_question_is_not_emptied(world):
    conflict = a_conflict(world.dossier)
    other = a_question([a_claim(world.dossier, "Some 9,000 people left the hills.")], "How many left the hills?")
    decision = Decision("cannot be settled", "contradiction", "No list was kept.")
    review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    question = conflict.question
    with pytest.raises(WrongState, match="A decision rests on this question"):
        review.merge(question, other, by=world.editor, at=NOW, seen=question.version)
    claims = [question.filings.first().claim_id]
    with pytest.raises(WrongState, match="A decision rests on this question"):
        review.split(question, claims, "How many?", by=world.editor, at=NOW, seen=question.version)


@pytest.mark.parametrize("name", ["viewer", "stranger"])
def test_who_may_not_merge(world, two, name):
    with pytest.raises(NotAllowed):
        review.merge(*two, by=world.person(name), at=NOW, seen=two[0].version)


def test_a_stale_merge_is_refused(world, two):
    with pytest.raises(Stale):
        review.merge(*two, by=world.editor, at=NOW, seen=two[0].version + 1)


def test_nothing_merges_with_itself_or_across_dossiers(world, two):
    elsewhere = a_question([a_claim(a_dossier("far"), "About 7 people left.")])
    for into, words in ((two[0], "another question"), (elsewhere, "two dossiers")):
        with pytest.raises(Refused, match=words):
            review.merge(two[0], into, by=world.editor, at=NOW, seen=two[0].version)


def test_a_split_moves_the_chosen_claims_and_ends_the_clash(world):
    conflict = a_conflict(world.dossier)
    question = conflict.question
    leaving = question.filings.order_by("claim_id").last().claim_id
    made = review.split(question, [leaving], "How many left by boat?", by=world.editor, at=NOW, seen=question.version)
    conflict.refresh_from_db()
    assert (made.filings.get().claim_id, made.worded_by, question.filings.count()) == (leaving, world.editor, 1)
    assert conflict.level == "not comparable"
    assert not Conflict.objects.clashing().exists()


@pytest.mark.parametrize("count", [0, 2])
def test_a_split_takes_some_claims_and_leaves_some(world, count):
    question = a_conflict(world.dossier).question
    claims = list(question.filings.values_list("claim_id", flat=True))[:count]
    with pytest.raises(Refused, match="at least one, and not all"):
        review.split(question, claims, "How many?", by=world.editor, at=NOW, seen=question.version)


def test_a_split_needs_a_wording(world):
    question = a_conflict(world.dossier).question
    claims = [question.filings.first().claim_id]
    with pytest.raises(Refused, match="Write the new question"):
        review.split(question, claims, " ", by=world.editor, at=NOW, seen=question.version)


def test_what_a_reviewer_confirmed_an_editor_does_not_move(world, two):
    first, second = two
    review.judge_filing(first.filings.get(), by=world.reviewer, at=NOW, confirm=True)
    with pytest.raises(NotAllowed):
        review.merge(first, second, by=world.editor, at=NOW, seen=first.version)
    assert review.merge(first, second, by=world.reviewer, at=NOW, seen=first.version) == second
