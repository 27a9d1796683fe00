"""/api/v1/passages/: the spans of documents that claims rest on."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.examples import PASSAGE
from claims.api.openapi import operation
from claims.api.parameters import number, slug
from claims.api.problem_types import Kind
from claims.api.resources import Listed, Resource, Shown
from claims.api.source_records import PassageRecord
from claims.api.withheld import Withheld
from sources.models import Dossier, Passage

_FILTERS = {"dossier": slug("document__dossier__slug"), "document": number("document")}
_COLUMNS = ("id", "document", "start", "end", "exact", "prefix", "suffix")


class _Passages(Resource):
    record = PassageRecord

    def rows(self) -> QuerySet[Passage]:
        return Passage.objects.filter(document__dossier__in=Dossier.objects.visible_to(self.person))

    def records(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        found = list(rows.values(*_COLUMNS, dossier=F("document__dossier__slug")))
        withheld = Withheld(row["document"] for row in found)
        return [dict(**row, withheld=withheld.touches(row["document"], row["start"], row["end"])) for row in found]


class PassagesView(Listed, _Passages):
    filters = _FILTERS

    @operation(
        "passages_list",
        "The passages of your dossiers",
        tag="passages",
        answer=PassageRecord,
        paged=True,
        filters=_FILTERS,
        example=PASSAGE,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> Response:
        return self.listed(request)


class PassageView(Shown, _Passages):
    @operation(
        "passages_read",
        "One passage",
        tag="passages",
        answer=PassageRecord,
        sparse=True,
        example=PASSAGE,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.told(pk)
