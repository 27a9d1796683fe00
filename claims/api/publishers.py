"""/api/v1/publishers/: who stands behind documents, and how reliable each is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from claims import review
from claims.api.examples import PUBLISHER
from claims.api.fields import Choice, Said
from claims.api.openapi import operation
from claims.api.parameters import one_of, slug
from claims.api.problem_types import Kind
from claims.api.resources import Listed, Resource, Shown, given
from claims.api.source_records import PublisherRecord
from sources.models import Publisher
from sources.models.publisher import Grade

_FILTERS = {"dossier": slug("dossier__slug"), "grade": one_of("grade", Grade.values)}


class PublisherChange(Said):
    grade = Choice(Grade.choices)


class _Publishers(Resource):
    record = PublisherRecord

    def rows(self) -> QuerySet[Publisher]:
        return Publisher.objects.visible_to(self.person)

    def records(self, rows: QuerySet[Any]) -> Sequence[PublisherRecord]:
        told = rows.values("id", "name", "grade", slug=F("dossier__slug"))
        return [
            {
                "id": row["id"],
                "dossier": row["slug"],
                "name": row["name"],
                "grade": row["grade"],
                "version": row["grade"],
            }
            for row in told
        ]

    def version(self, row: Publisher) -> str:
        return row.grade


class PublishersView(Listed, _Publishers):
    filters = _FILTERS

    @operation(
        "publishers_list",
        "The publishers of your dossiers",
        tag="publishers",
        answer=PublisherRecord,
        paged=True,
        filters=_FILTERS,
        example=PUBLISHER,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> Response:
        return self.listed(request)


class PublisherView(Shown, _Publishers):
    @operation(
        "publishers_read",
        "One publisher",
        tag="publishers",
        answer=PublisherRecord,
        sparse=True,
        example=PUBLISHER,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.told(pk)

    @operation(
        "publishers_grade",
        "Grade how reliable a publisher is",
        tag="publishers",
        answer=PublisherRecord,
        example=PUBLISHER,
        sent=PublisherChange,
        sent_example={"grade": "B"},
        versioned=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    def patch(self, request: Request, pk: int) -> Response:
        publisher = self.row(pk)
        self.expect_seen(publisher)
        self.act(publisher, review.grade_publisher, given(request, PublisherChange)["grade"], seen=publisher.grade)
        return self.told(pk)
