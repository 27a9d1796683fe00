"""Threads: written, answered, edited, resolved and reopened, and refused to whom and when they must be."""

import pytest

from claims import review
from claims.errors import NotAllowed, Refused, Stale, ThreadsUnresolved, WrongState
from claims.models import Comment, Conflict, Event
from claims.review import Decision
from tests.factories import NOW, a_conflict


@pytest.fixture
def conflict(world) -> Conflict:
    return a_conflict(world.dossier)


@pytest.fixture
def thread(world, conflict) -> Comment:
    return review.comment(conflict, "Which days?", by=world.editor, at=NOW)


def verbs(world) -> list[str]:
    return list(world.dossier.events.filter(subject="comment").order_by("sequence").values_list("verb", flat=True))


def test_a_thread_is_begun_answered_resolved_and_reopened(world, conflict, thread):
    answer = review.comment(conflict, "The first ten.", by=world.reviewer, at=NOW, reply_to=thread)
    assert answer.reply_to == thread
    review.resolve(answer, by=world.reviewer, at=NOW)
    thread.refresh_from_db()
    assert (thread.resolved_by, thread.resolved_at) == (world.reviewer, NOW)
    review.reopen_thread(thread, by=world.editor, at=NOW)
    thread.refresh_from_db()
    assert (thread.resolved_by, thread.resolved_at) == (None, None)
    assert verbs(world) == ["comment written", "comment written", "thread resolved", "thread reopened"]


def test_a_thread_can_stand_on_a_claim_and_on_a_question(world, conflict):
    claim = conflict.positions.get(number=1).claims.get()
    assert review.comment(claim, "Who says so?", by=world.editor, at=NOW).on == claim
    assert review.comment(conflict.question, "Which valley?", by=world.editor, at=NOW).on == conflict.question


def test_an_answer_to_an_answer_stands_in_the_same_thread(world, conflict, thread):
    first = review.comment(conflict, "The first ten.", by=world.reviewer, at=NOW, reply_to=thread)
    second = review.comment(conflict, "And then?", by=world.editor, at=NOW, reply_to=first)
    assert second.reply_to == thread


def test_an_edit_keeps_what_was_said_before(world, thread):
    edited = review.edit_comment(thread, "Which nights?", by=world.editor, at=NOW, seen=1)
    assert (edited.body, edited.edited_at, edited.version) == ("Which nights?", NOW, 2)
    assert list(edited.earlier_bodies.values_list("body", flat=True)) == ["Which days?"]
    assert verbs(world) == ["comment written", "comment edited"]


def test_an_edit_that_changes_nothing_leaves_no_trace(world, thread):
    assert review.edit_comment(thread, " Which days? ", by=world.editor, at=NOW, seen=1).version == 1
    assert verbs(world) == ["comment written"]


def test_the_ledger_holds_no_words_of_a_comment(world, thread):
    review.edit_comment(thread, "Ask Zoë Quill.", by=world.editor, at=NOW, seen=1)
    review.resolve(thread, by=world.editor, at=NOW)
    assert [event.detail for event in Event.objects.filter(subject="comment")] == [{}, {}, {}]


def test_only_whoever_wrote_it_edits_a_comment(world, thread):
    with pytest.raises(NotAllowed, match="Only whoever wrote"):
        review.edit_comment(thread, "Mine now.", by=world.chief, at=NOW, seen=1)


def test_whoever_lost_their_role_edits_nothing(world, thread):
    world.dossier.memberships.filter(person=world.editor).update(role="viewer")
    with pytest.raises(NotAllowed):
        review.edit_comment(thread, "Which nights?", by=world.editor, at=NOW, seen=1)


def test_an_edit_of_what_was_edited_meanwhile_is_stale(world, thread):
    review.edit_comment(thread, "Which nights?", by=world.editor, at=NOW, seen=1)
    with pytest.raises(Stale):
        review.edit_comment(thread, "Which weeks?", by=world.editor, at=NOW, seen=1)
    assert Comment.objects.get().body == "Which nights?"


@pytest.mark.parametrize(("body", "why"), [("  \n", "Write something"), ("x" * 10_001, "10,000 characters")])
def test_a_comment_says_something_and_no_book(world, conflict, thread, body, why):
    with pytest.raises(Refused, match=why):
        review.comment(conflict, body, by=world.editor, at=NOW)
    with pytest.raises(Refused, match=why):
        review.edit_comment(thread, body, by=world.editor, at=NOW, seen=1)


@pytest.mark.parametrize("name", ["viewer", "stranger"])
def test_who_may_not_write(world, conflict, thread, name):
    person = world.person(name)
    with pytest.raises(NotAllowed):
        review.comment(conflict, "Hm.", by=person, at=NOW)
    with pytest.raises(NotAllowed):
        review.resolve(thread, by=person, at=NOW)
    with pytest.raises(NotAllowed):
        review.reopen_thread(thread, by=person, at=NOW)


def test_a_thread_is_resolved_once_and_reopened_once(world, thread):
    with pytest.raises(WrongState, match="open already"):
        review.reopen_thread(thread, by=world.editor, at=NOW)
    review.resolve(thread, by=world.editor, at=NOW)
    with pytest.raises(WrongState, match="resolved already"):
        review.resolve(thread, by=world.editor, at=NOW)


def test_a_reopened_thread_blocks_the_approval_again(world, conflict, thread):
    decision = Decision("none holds", "copying error", "A misprint.")
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    review.resolve(thread, by=world.editor, at=NOW)
    review.reopen_thread(thread, by=world.editor, at=NOW)
    with pytest.raises(ThreadsUnresolved):
        review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)
    review.resolve(thread, by=world.editor, at=NOW)
    assert review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version).state == "approved"
