"""/api/v1/comments/: threads on claims, conflicts and questions; written, edited, resolved, reopened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count, QuerySet, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from claims import review
from claims.api.examples import COMMENT
from claims.api.fields import Number, Said, Words
from claims.api.idempotency import once
from claims.api.openapi import operation
from claims.api.parameters import flag, number
from claims.api.problem_types import Kind
from claims.api.records import CommentRecord
from claims.api.resources import Listed, Nothing, Resource, Shown, given, people, visible
from claims.errors import Refused
from claims.models import Claim, Comment, Conflict, Question
from claims.review.threads import LONGEST

_ON = {"claim": Claim, "conflict": Conflict, "question": Question}
_FILTERS = {
    **{name: number(name) for name in _ON},
    "thread": number("reply_to", "the replies to this first comment"),
    "author": number("author", "the key of a person"),
    "first": flag("reply_to__isnull", "true: it begins a thread"),
    "resolved": flag("resolved_at__isnull", "of first comments", when_true=False),
}
_SAME = ("id", "claim", "conflict", "question", "reply_to", "body", "written_at", "edited_at", "resolved_at")


class NewComment(Said):
    """On one of claim, conflict and question; or a reply, which stands where its thread stands."""

    claim = Number(required=False)
    conflict = Number(required=False)
    question = Number(required=False)
    reply_to = Number(required=False)
    body = Words(max_length=LONGEST)


class CommentChange(Said):
    body = Words(max_length=LONGEST)


class _Comments(Resource):
    record = CommentRecord

    def rows(self) -> QuerySet[Comment]:
        return Comment.objects.visible_to(self.person)

    def row(self, pk: int) -> Comment:
        """With its version as it was read, however long the act takes."""
        comment: Comment = super().row(pk)
        prefetch_related_objects([comment], "earlier_bodies")
        return comment

    def records(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        slug = Coalesce("claim__dossier__slug", "conflict__question__dossier__slug", "question__dossier__slug")
        rows = rows.annotate(_dossier=slug, version=1 + Count("earlier_bodies"))
        found = list(rows.values(*_SAME, "author", "resolved_by", "_dossier", "version"))
        names = people(row[by] for row in found for by in ("author", "resolved_by"))
        return [
            dict(
                **{name: row[name] for name in _SAME},
                dossier=row["_dossier"],
                author=names.get(row["author"]),
                resolved_by=names.get(row["resolved_by"]),
                version=row["version"],
            )
            for row in found
        ]

    def turned(self, pk: int, call: Callable[..., Comment]) -> Response:
        """Its thread resolved or taken up again: answers with the first comment."""
        comment = self.row(pk)
        self.expect_seen(comment)
        given(self.request, Nothing)
        return self.told(self.act(comment, call, seen=comment.version).pk)


class CommentsView(Listed, _Comments):
    filters = _FILTERS

    @operation(
        "comments_list",
        "The comments of your dossiers",
        tag="comments",
        answer=CommentRecord,
        paged=True,
        filters=_FILTERS,
        example=COMMENT,
    )
    def get(self, request: Request) -> Response:
        return self.listed(request)

    @operation(
        "comments_write",
        "Begin a thread, or reply in one",
        tag="comments",
        answer=CommentRecord,
        status=201,
        example=COMMENT,
        sent=NewComment,
        sent_example={"conflict": 5, "body": "@rahima which of the two counts children?"},
        once=True,
        refuses=[Kind.NOT_FOUND],
    )
    @once
    def post(self, request: Request) -> Response:
        said = given(request, NewComment)
        named = [name for name in ("reply_to", *_ON) if name in said]
        if len(named) != 1:
            raise Refused("Say what it is on: one of claim, conflict, question and reply_to.")
        thread = visible(Comment, request, said["reply_to"]) if "reply_to" in said else None
        on = thread.on if thread else visible(_ON[named[0]], request, said[named[0]])
        made = self.act(on, review.comment, said["body"], reply_to=thread)
        address = request.build_absolute_uri(reverse("api:comment", args=[made.pk]))
        return self.told(made.pk, status=201, headers={"Location": address})


class CommentView(Shown, _Comments):
    @operation(
        "comments_read",
        "One comment",
        tag="comments",
        answer=CommentRecord,
        sparse=True,
        example=COMMENT,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.told(pk)

    @operation(
        "comments_edit",
        "Say it otherwise; what it said before is kept",
        tag="comments",
        answer=CommentRecord,
        example=COMMENT,
        sent=CommentChange,
        sent_example={"body": "Which of the two counts the children?"},
        versioned=True,
        refuses=[Kind.NOT_FOUND],
    )
    def patch(self, request: Request, pk: int) -> Response:
        comment = self.row(pk)
        self.expect_seen(comment)
        self.act(comment, review.edit_comment, given(request, CommentChange)["body"], seen=comment.version)
        return self.told(pk)


class ResolveView(_Comments):
    @operation(
        "comments_resolve",
        "Close a thread",
        tag="comments",
        answer=CommentRecord,
        example=COMMENT,
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return self.turned(pk, review.resolve)


class ReopenThreadView(_Comments):
    @operation(
        "comments_reopen",
        "Take up a resolved thread again",
        tag="comments",
        answer=CommentRecord,
        example=COMMENT,
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return self.turned(pk, review.reopen_thread)
