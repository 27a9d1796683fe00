"""Threads on a claim, a conflict or a question: written, edited, resolved, reopened.

The ledger says that it happened, who did it and when; the words stay in the comment and its earlier bodies.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from claims import ledger
from claims.errors import NotAllowed, Refused, WrongState
from claims.models import Claim, Comment, Conflict, EarlierBody, Question
from claims.permissions import Right, require
from claims.review.acts import expect_seen, lock_questions_of, require_words
from claims.telling import tell_of_comment
from sources.models import Person

LONGEST = 10_000  # code points


@transaction.atomic
def comment(
    on: Claim | Conflict | Question, body: str, *, by: Person, at: dt.datetime, reply_to: Comment | None = None
) -> Comment:
    """Open a thread on a claim, a conflict or a question, or reply in one. Tells whom it mentions and answers."""
    dossier = on.dossier
    require(by, Right.COMMENT, dossier)
    _require_body(body)
    lock_questions_of(on)
    if reply_to and reply_to.reply_to_id:
        reply_to = reply_to.reply_to
    place: dict[str, Any] = {str(on._meta.model_name): on}
    made = Comment.objects.create(body=body.strip(), author=by, written_at=at, reply_to=reply_to, **place)
    ledger.record(dossier, "comment written", made, by=by)
    tell_of_comment(made, at=at)
    return made


@transaction.atomic
def edit_comment(comment: Comment, body: str, *, by: Person, at: dt.datetime, seen: int) -> Comment:
    """Say it otherwise: only whoever wrote it may, and what it said before is kept. Raises Stale."""
    require(by, Right.COMMENT, comment.dossier)
    if comment.author_id != by.pk:
        raise NotAllowed("Only whoever wrote a comment can edit it. You can reply.")
    _require_body(body)
    comment = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    expect_seen(comment.version, seen)
    before, comment.body, comment.edited_at = comment.body, body.strip(), at
    if comment.body == before:
        return comment
    EarlierBody.objects.create(comment=comment, body=before, replaced_at=at)
    comment.save(update_fields=["body", "edited_at"])
    ledger.record(comment.dossier, "comment edited", comment, by=by)
    tell_of_comment(comment, at=at, body_before=before)
    return comment


@transaction.atomic
def resolve(thread: Comment, *, by: Person, at: dt.datetime, seen: int | None = None) -> Comment:
    """Close a thread: nothing in it blocks an approval any more. Raises Stale."""
    thread = _locked_thread(thread, by, seen)
    if thread.resolved_at:
        raise WrongState("The thread is resolved already.")
    thread.resolved_by, thread.resolved_at = by, at
    thread.save(update_fields=["resolved_by", "resolved_at"])
    ledger.record(thread.dossier, "thread resolved", thread, by=by)
    return thread


@transaction.atomic
def reopen_thread(thread: Comment, *, by: Person, at: dt.datetime, seen: int | None = None) -> Comment:
    """Take up a resolved thread again: it blocks an approval as before. The ledger says who did it and when."""
    thread = _locked_thread(thread, by, seen)
    if not thread.resolved_at:
        raise WrongState("The thread is open already.")
    thread.resolved_by = thread.resolved_at = None
    thread.save(update_fields=["resolved_by", "resolved_at"])
    ledger.record(thread.dossier, "thread reopened", thread, by=by)
    return thread


def _locked_thread(thread: Comment, by: Person, seen: int | None) -> Comment:
    """The first comment of the thread, locked with the questions whose approval it may block.

    `seen`: the version of the comment the actor looked at, where they say it. Raises Stale.
    """
    require(by, Right.COMMENT, thread.dossier)
    lock_questions_of(thread)
    first = Comment.objects.select_for_update(no_key=True).get(pk=thread.reply_to_id or thread.pk)
    if seen is not None:
        expect_seen(Comment.objects.get(pk=thread.pk).version, seen)
    return first


def _require_body(body: str) -> None:
    require_words(body, "Write something first")
    if len(body) > LONGEST:
        raise Refused(f"A comment may have {LONGEST:,} characters. This one has {len(body):,}.")
