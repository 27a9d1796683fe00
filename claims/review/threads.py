"""Threads on a claim, a conflict or a question."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from claims import ledger
from claims.errors import WrongState
from claims.models import Claim, Comment, Conflict, Question
from claims.permissions import Right, require
from claims.review.acts import lock_questions_of, require_words
from sources.models import Person


@transaction.atomic
def comment(
    on: Claim | Conflict | Question, body: str, *, by: Person, at: dt.datetime, reply_to: Comment | None = None
) -> Comment:
    """Open a thread on a claim, a conflict or a question, or reply in one."""
    dossier = on.dossier
    require(by, Right.COMMENT, dossier)
    require_words(body, "Write something first")
    lock_questions_of(on)
    if reply_to and reply_to.reply_to_id:
        reply_to = reply_to.reply_to
    place: dict[str, Any] = {str(on._meta.model_name): on}
    made = Comment.objects.create(body=body.strip(), author=by, written_at=at, reply_to=reply_to, **place)
    ledger.record(dossier, "comment written", made, by=by)
    return made


@transaction.atomic
def resolve(thread: Comment, *, by: Person, at: dt.datetime) -> Comment:
    """Close a thread: nothing in it blocks an approval any more."""
    require(by, Right.COMMENT, thread.dossier)
    lock_questions_of(thread)
    thread = Comment.objects.select_for_update(no_key=True).get(pk=thread.reply_to_id or thread.pk)
    if thread.resolved_at:
        raise WrongState("The thread is resolved already.")
    thread.resolved_by, thread.resolved_at = by, at
    thread.save(update_fields=["resolved_by", "resolved_at"])
    ledger.record(thread.dossier, "thread resolved", thread, by=by)
    return thread
