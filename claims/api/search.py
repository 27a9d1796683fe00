"""/api/v1/search/: statements, passages, documents, questions and comments by their words, in English and Chinese."""

from __future__ import annotations

from functools import cached_property

from django.db.models import Q, QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.examples import HIT
from claims.api.fields import NO_NUL
from claims.api.openapi import operation
from claims.api.pages import PARAMETERS, page
from claims.api.parameters import Filter, filtered, number, one_of, slug, unreadable
from claims.api.problem_types import Kind
from claims.api.records import HitRecord
from claims.api.resources import Resource, dossier_of
from claims.models import Claim, Comment, EntryKind, SearchEntry
from claims.models.search_entry import OF_KIND
from claims.searching.asking import Asked, found
from claims.searching.hits import Hit, hits
from claims.searching.query import LONGEST, Query, read_query
from sources.models.document import LANGUAGE_NAMES


def _typed(given: str) -> str:
    if len(given) > LONGEST:
        raise ValueError(f"Search for {LONGEST} characters at most; this is {len(given)}.")
    return given


_FILTERS = {
    "q": Filter(
        "",
        _typed,
        {"type": "string", "maxLength": LONGEST, "pattern": NO_NUL},
        'what to find, all of it: words, "words together", 中文; -word leaves out, `or` takes either',
    ),
    "dossier": slug("dossier__slug"),
    "kind": one_of("kind", [kind.value for kind in EntryKind], "what was found; a passage is a place in a text"),
    "language": one_of("language", LANGUAGE_NAMES),
    "document": number("document", "places in it, and its title"),
}


class SearchView(Resource):
    record = HitRecord
    parameters = (*PARAMETERS, *_FILTERS)

    @operation(
        "search",
        "What says these words, in your dossiers",
        tag="search",
        answer=HitRecord,
        paged=True,
        filters=_FILTERS,
        needs=["q"],
        example=HIT,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> Response:
        rows = found(Asked(self.query), self.person).filter(self._sifted(request))
        return page(request, rows, self.records, fields=self.known_fields)

    @cached_property
    def query(self) -> Query:
        typed = self.request.query_params.get("q")
        if typed is None:
            raise unreadable("q", ValueError("Say what to search for."))
        try:
            return read_query(_typed(typed))
        except ValueError as error:
            raise unreadable("q", error) from error

    def _sifted(self, request: Request) -> Q:
        for each in request.query_params.getlist("dossier"):
            dossier_of(request, each)
        plain = {name: each for name, each in _FILTERS.items() if name not in ("q", "kind")}
        kinds = Q()
        for given in request.query_params.getlist("kind"):
            if given not in EntryKind.values:
                raise unreadable("kind", ValueError(f"“{given}” is none of: {', '.join(EntryKind.values)}."))
            kinds |= OF_KIND[EntryKind(given)]
        return filtered(request, plain) & kinds

    def records(self, rows: QuerySet[SearchEntry]) -> list[HitRecord]:
        return [self._record(hit) for hit in hits(list(rows), self.query)]

    def _record(self, hit: Hit) -> HitRecord:
        of, piece = hit.of, hit.shown
        return {
            "id": hit.key,
            "kind": hit.kind,
            "dossier": hit.dossier.slug,
            "language": hit.language,
            "text": piece.piece,
            "marks": [[start - piece.start, end - piece.start] for start, end in piece.finds],
            "claim": of.pk if isinstance(of, Claim) else None,
            "document": hit.document.pk if hit.document else None,
            "start": hit.start,
            "end": hit.end,
            "question": of.pk if hit.kind == EntryKind.QUESTION else None,
            "conflict": hit.conflict.pk if hit.conflict else None,
            "comment": of.pk if isinstance(of, Comment) else None,
            "withheld": hit.is_withheld,
            "page": self.request.build_absolute_uri(hit.address),
        }
