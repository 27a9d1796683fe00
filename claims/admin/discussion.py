"""What is said on a claim, a conflict or a question, as pages show it: threads with their comments as HTML.

The number of queries is the same for one thread and for a hundred.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from claims import remarks
from claims.models import Claim, Comment, Conflict, EarlierBody, Event, Question
from sources.models import Dossier, Person

Subject = Claim | Conflict | Question
KINDS: dict[str, type[Subject]] = {"claim": Claim, "conflict": Conflict, "question": Question}


@dataclass(slots=True)
class Remark:
    """One comment as a reader sees it."""

    comment: Comment
    html: SafeString
    is_own: bool
    earlier: list[EarlierBody]

    @property
    def version(self) -> int:
        return 1 + len(self.earlier)

    @property
    def edit_form(self) -> str:
        return f"edit-{self.comment.pk}"


@dataclass(slots=True)
class Thread:
    """A first comment with its replies."""

    opening: Remark
    replies: list[Remark] = field(default_factory=list)
    reopened: Event | None = None

    @property
    def pk(self) -> int:
        return self.opening.comment.pk

    @property
    def reply_form(self) -> str:
        return f"reply-{self.pk}"

    @property
    def is_resolved(self) -> bool:
        return self.opening.comment.resolved_at is not None

    @property
    def last_at(self) -> dt.datetime:
        return (self.replies or [self.opening])[-1].comment.written_at


@dataclass(slots=True)
class Discussion:
    """The threads that bear on one thing; `place` names it in addresses and forms."""

    on: Subject
    threads: list[Thread]
    open_count: int
    all_count: int
    only_unresolved: bool = False

    @property
    def kind(self) -> str:
        return kind_of(self.on)

    @property
    def place(self) -> str:
        return f"{self.kind}-{self.on.pk}"

    @property
    def dossier_id(self) -> int:
        return self.on.dossier.pk


def discussion_shown(request: HttpRequest, on: Subject) -> Discussion:
    """The discussion as a page shows it to whoever asks: all threads, or with `?threads=unresolved` the open ones."""
    assert isinstance(request.user, Person), "the desk is for people signed in"
    threads = threads_in(said_on(on), on.dossier, request.user)
    still_open = [thread for thread in threads if not thread.is_resolved]
    only = request.GET.get("threads") == "unresolved"
    return Discussion(on, still_open if only else threads, len(still_open), len(threads), only)


def said_on(on: Subject) -> models.QuerySet[Comment]:
    """The comments on a claim; of a conflict or a question those on the question, its conflict and its claims."""
    if isinstance(on, Claim):
        return Comment.objects.filter(claim=on)
    return Comment.objects.about(on if isinstance(on, Question) else on.question)


def open_count(on: Subject) -> int:
    """How many threads of a discussion are unresolved."""
    return said_on(on).filter(reply_to__isnull=True, resolved_at__isnull=True).count()


def threads_in(comments: models.QuerySet[Comment], dossier: Dossier, reader: Person) -> list[Thread]:
    """The comments as threads: those that are open first, else in the order they were begun."""
    said = list(comments.select_related("author", "resolved_by", "claim", "conflict", "question").order_by("id"))
    people = _names(dossier) if any("@" in comment.body for comment in said) else {}
    earlier = _earlier(said)
    threads: dict[int, Thread] = {}
    for comment in said:
        html = mark_safe(remarks.as_html(comment.body, people, reader=reader.username))  # noqa: S308 cleaned there
        remark = Remark(comment, html, comment.author_id == reader.pk, earlier[comment.pk])
        if comment.reply_to_id is None:
            threads[comment.pk] = Thread(remark)
        elif comment.reply_to_id in threads:
            threads[comment.reply_to_id].replies.append(remark)
    _tell_reopened([thread for thread in threads.values() if not thread.is_resolved], dossier)
    return sorted(threads.values(), key=lambda thread: thread.is_resolved)


def thread_shown(comment: Comment, reader: Person) -> Thread:
    """The one thread that a comment stands in."""
    first = comment.reply_to_id or comment.pk
    said = Comment.objects.filter(models.Q(pk=first) | models.Q(reply_to=first))
    return threads_in(said, comment.dossier, reader)[0]


def kind_of(on: Subject) -> str:
    return str(on._meta.model_name)


def page_of(on: Subject) -> str:
    """The address of the page on which a thing's threads stand."""
    return reverse(f"admin:claims_{kind_of(on)}_change", args=[on.pk])


def _names(dossier: Dossier) -> dict[str, str]:
    """The names of the members by username."""
    return {person.username: person.display_name for person in Person.objects.filter(memberships__dossier=dossier)}


def _earlier(said: Iterable[Comment]) -> dict[int, list[EarlierBody]]:
    """What edited comments said before, oldest first."""
    bodies: dict[int, list[EarlierBody]] = defaultdict(list)
    edited = [comment.pk for comment in said if comment.edited_at]
    for each in EarlierBody.objects.filter(comment__in=edited).order_by("id") if edited else ():
        bodies[each.comment_id].append(each)
    return bodies


def _tell_reopened(threads: list[Thread], dossier: Dossier) -> None:
    """Who reopened a thread, and when, is in the ledger alone: the row says how it stands now."""
    by_pk = {thread.pk: thread for thread in threads}
    events = dossier.events.filter(subject="comment", subject_id__in=by_pk, verb="thread reopened")
    for event in events.select_related("actor").order_by("sequence") if by_pk else ():
        by_pk[event.subject_id].reopened = event
