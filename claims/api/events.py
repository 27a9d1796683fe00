"""/api/v1/events/: a dossier's ledger, line by line. `since` is the last line a caller has read; none is missed."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.examples import EVENT
from claims.api.openapi import operation
from claims.api.pages import PARAMETERS, page
from claims.api.parameters import Filter, slug, unreadable, whole
from claims.api.problem_types import Kind
from claims.api.records import EventRecord
from claims.api.resources import Resource, dossier_of, people
from claims.models import Event

_SINCE = Filter(
    "sequence__gt",
    lambda given: whole(given, 0),
    {"type": "integer", "minimum": 0, "maximum": 2**63 - 1, "default": 0},
    "lines after this sequence",
)
_DOSSIER = slug("dossier__slug", "of which dossier; required")
_COLUMNS = ("sequence", "at", "actor", "verb", "subject", "subject_id", "detail", "previous_hash", "hash")


class EventsView(Resource):
    record = EventRecord
    parameters = (*PARAMETERS, "dossier", "since")

    @operation(
        "events_list",
        "The ledger of a dossier, in its order",
        tag="events",
        answer=EventRecord,
        paged=True,
        filters={"dossier": _DOSSIER, "since": _SINCE},
        needs=["dossier"],
        example=EVENT,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> Response:
        wanted = request.query_params.get("dossier")
        if wanted is None:
            raise unreadable("dossier", ValueError("Say which dossier's ledger: each has its own."))
        rows = Event.objects.filter(dossier=dossier_of(request, wanted))
        try:
            after = _SINCE.read(request.query_params.get("since", "0"))
        except ValueError as error:
            raise unreadable("since", error) from error
        return page(request, rows, self.records, fields=self.known_fields, key="sequence", after=after)

    def records(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        found = list(rows.values(*_COLUMNS))
        names = people(row["actor"] for row in found)
        return [dict(**{**row, "actor": names.get(row["actor"])}) for row in found]
