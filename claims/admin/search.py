"""The search of the desk: what says the words, by kind, with the words around it and the way to the very place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.models import EntryKind
from claims.searching.asking import COUNTED, Asked, counts, found
from claims.searching.hits import Hit, hits
from claims.searching.query import LONGEST, read_query
from sources.models import Dossier, Person
from sources.models.document import LANGUAGE_NAMES

A_PAGE, A_GROUP = 25, 4
GROUPS = {
    EntryKind.CLAIM: _("Claims"),
    EntryKind.QUESTION: _("Questions"),
    EntryKind.PASSAGE: _("In the documents"),
    EntryKind.DOCUMENT: _("Titles of documents"),
    EntryKind.COMMENT: _("Comments"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The finds of one kind; `count` is that of all of them, None where they are too many to count."""

    kind: EntryKind
    label: str
    hits: list[Hit]
    count: int | None
    query: str


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    search = Search(request)
    context = {**admin.site.each_context(request), "title": _("Search"), **search.context()}
    return TemplateResponse(request, "claims/search.html", context)


class Search:
    """What the address of the page asks for. What it names that is not there is not asked for."""

    def __init__(self, request: HttpRequest) -> None:
        assert isinstance(request.user, Person), "the desk is for people signed in"
        asked = request.GET
        self.person, self.typed = request.user, asked.get("q", "").strip().replace("\0", "")
        self.dossiers = list(Dossier.objects.visible_to(request.user).order_by("title"))
        self.dossier = next((each for each in self.dossiers if each.slug == asked.get("dossier")), None)
        self.kind = EntryKind(asked["kind"]) if asked.get("kind") in EntryKind.values else None
        self.language = asked.get("language", "") if asked.get("language") in LANGUAGE_NAMES else ""
        before = asked.get("before", "")
        self.before = int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None
        self.asked = Asked(read_query(self.typed), self.dossier, None, self.language)

    def context(self) -> dict[str, Any]:
        shown = self._listed() if self.kind else self._grouped()
        return {
            "search": self,
            "groups": shown,
            "tabs": self._tabs(),
            "is_cut": len(self.typed) > LONGEST,
            "is_empty": self.asked.query.is_empty,
            "too_many": self._too_many,
            "counted": COUNTED,
            "longest": LONGEST,
            "several": len(self.dossiers) > 1,
            "languages": LANGUAGE_NAMES.items(),
            "older": self._older(shown),
            "newest": self.address(kind=self.kind) if self.before else "",
        }

    def address(self, kind: EntryKind | None = None, **more: str | int) -> str:
        """What stands after the question mark for the same words in one kind of thing."""
        dossier = self.dossier.slug if self.dossier else ""
        chosen = str(kind) if kind else ""
        said = {"q": self.typed, "kind": chosen, "dossier": dossier, "language": self.language, **more}
        return urlencode({name: value for name, value in said.items() if value})

    def _grouped(self) -> list[Group]:
        """The newest finds of each kind."""
        entries = found(self.asked, self.person).order_by("-id")
        first, *others = [entries.of_kind(kind)[:A_GROUP] for kind in self.counts] or [entries.none()]
        read = hits(list(first.union(*others, all=True)), self.asked.query)
        return [self._group(kind, [hit for hit in read if hit.kind == kind]) for kind in GROUPS if kind in self.counts]

    def _listed(self) -> list[Group]:
        """A page of one kind, the newest first; one more is read, to know whether there are older ones."""
        assert self.kind
        entries = found(self.asked, self.person).of_kind(self.kind).order_by("-id")
        entries = entries.filter(pk__lt=self.before) if self.before else entries
        read = hits(list(entries[: A_PAGE + 1]), self.asked.query)
        return [self._group(self.kind, read)] if read else []

    def _older(self, groups: list[Group]) -> str:
        if not self.kind or not groups or len(groups[0].hits) <= A_PAGE:
            return ""
        groups[0].hits[A_PAGE:] = []
        return self.address(kind=self.kind, before=groups[0].hits[-1].key)

    @cached_property
    def counts(self) -> dict[EntryKind, int]:
        return counts(self.asked, self.person)

    @property
    def _too_many(self) -> bool:
        return sum(self.counts.values()) > COUNTED

    def _group(self, kind: EntryKind, read: list[Hit]) -> Group:
        count = None if self._too_many else self.counts.get(kind)
        return Group(kind, str(GROUPS[kind]), read, count, self.address(kind=kind))

    def _tabs(self) -> list[dict[str, Any]]:
        """One for each kind that something is found of, or that is chosen."""
        kinds = [kind for kind in GROUPS if self.counts.get(kind) or kind == self.kind]
        tabs = [{"label": _("All"), "count": sum(self.counts.values()), "query": self.address(), "kind": None}]
        for kind in kinds:
            query = self.address(kind=kind)
            tabs.append({"label": GROUPS[kind], "count": self.counts.get(kind, 0), "query": query, "kind": kind})
        return tabs
