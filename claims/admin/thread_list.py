"""The threads of a person's dossiers: unresolved first, those last written in first."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims import remarks
from claims.admin.discussion import kind_of, page_of
from claims.models import Comment
from claims.models.comment import CommentQuerySet
from sources.models import Dossier, Person

MINE, MENTIONED = "mine", "mentioned"
_A_PAGE = 25


@require_safe
def threads_page(request: HttpRequest) -> HttpResponse:
    """Every thread the person may see, or those they wrote in or are mentioned in, or the unresolved among them."""
    assert isinstance(request.user, Person), "the desk is for people signed in"
    whose, only = request.GET.get("whose", ""), request.GET.get("threads", "")
    threads = _threads_of(request.user, whose)
    open_count = threads.unresolved().count()
    if only == "unresolved":
        threads = threads.unresolved()
    page = Paginator(_newest_first(threads), _A_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": _("Threads"),
        "page": page,
        "query": urlencode({"whose": whose, "threads": only}) + "&",
        "rows": [_row(thread) for thread in page],
        "open_count": open_count,
        "whose": whose,
        "only": only,
        "choices": [("", _("All")), (MINE, _("Mine")), (MENTIONED, _("Mentioning me"))],
        "several": Dossier.objects.visible_to(request.user).count() > 1,
    }
    return TemplateResponse(request, "claims/threads.html", context)


def _row(thread: Comment) -> dict[str, Any]:
    on = thread.on
    return {
        "thread": thread,
        "on": on,
        "kind": kind_of(on),
        "address": page_of(on),
        "first": remarks.beginning(thread.body),
    }


def _threads_of(person: Person, whose: str) -> CommentQuerySet:
    seen = Comment.objects.visible_to(person)
    threads = seen.threads()
    if whose == MINE:
        return threads.filter(pk__in=_begun_by(seen.filter(author=person)))
    if whose == MENTIONED:
        return threads.filter(pk__in=_begun_by(seen.filter(body__iregex=_mention_of(person.username))))
    return threads


def _begun_by(comments: models.QuerySet[Comment]) -> models.QuerySet[Comment, int]:
    """The keys of the threads that these comments stand in."""
    return comments.values_list(Coalesce("reply_to_id", "pk"), flat=True)


def _mention_of(username: str) -> str:
    """A mention as the database finds one: `claims.remarks` has the rule, which this is close to."""
    return rf"(^|[^A-Za-z0-9._+@/-])@{re.escape(username)}(?![A-Za-z0-9_]|[.+@-][A-Za-z0-9_])"


def _newest_first(threads: models.QuerySet[Comment]) -> models.QuerySet[Comment]:
    is_resolved = models.Case(models.When(resolved_at=None, then=0), default=1)
    last_at = Coalesce(models.Max("replies__written_at"), "written_at")
    counted = threads.annotate(reply_count=models.Count("replies"), last_at=last_at)
    subjects = ("claim__dossier", "conflict__question__dossier", "question__dossier")
    return counted.select_related("author", "resolved_by", *subjects).order_by(is_resolved, "-last_at", "-pk")
