"""/api/v1/filings/: which claim answers which question, as the machine suggests and people confirm or refuse."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from claims import review
from claims.api.examples import FILING
from claims.api.idempotency import once
from claims.api.openapi import operation
from claims.api.parameters import number, one_of, slug
from claims.api.problem_types import Kind
from claims.api.records import FilingRecord
from claims.api.resources import Listed, Nothing, Resource, Shown, given, people
from claims.models import Filing
from claims.models.filing import FilingState
from sources.models import Dossier

_FILTERS = {
    "dossier": slug("claim__dossier__slug"),
    "state": one_of("state", FilingState.values),
    "claim": number("claim"),
    "question": number("question"),
}
_COLUMNS = ("id", "claim", "question", "state", "score", "reason", "decided_by", "decided_at", "created_at")


class _Filings(Resource):
    record = FilingRecord

    def rows(self) -> QuerySet[Filing]:
        return Filing.objects.filter(claim__dossier__in=Dossier.objects.visible_to(self.person))

    def records(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        found = list(rows.values(*_COLUMNS))
        names = people(row["decided_by"] for row in found)
        return [
            dict(
                **{
                    **row,
                    "reason": str(row["reason"].get("words", "")),
                    "decided_by": names.get(row["decided_by"]),
                    "version": row["state"],
                }
            )
            for row in found
        ]

    def version(self, row: Filing) -> str:
        return row.state

    def judged(self, pk: int, *, confirm: bool) -> Response:
        filing = self.row(pk)
        self.expect_seen(filing)
        given(self.request, Nothing)
        self.act(filing, review.judge_filing, confirm=confirm, seen=filing.state)
        return self.told(pk)


class FilingsView(Listed, _Filings):
    filters = _FILTERS

    @operation(
        "filings_list",
        "The filings of your dossiers",
        tag="filings",
        answer=FilingRecord,
        paged=True,
        filters=_FILTERS,
        example=FILING,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> Response:
        return self.listed(request)


class FilingView(Shown, _Filings):
    @operation(
        "filings_read",
        "One filing",
        tag="filings",
        answer=FilingRecord,
        sparse=True,
        example=FILING,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.told(pk)


class ConfirmFilingView(_Filings):
    scope = "review"

    @operation(
        "filings_confirm",
        "Confirm that the claim answers the question",
        tag="filings",
        answer=FilingRecord,
        example=FILING,
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return self.judged(pk, confirm=True)


class RefuseFilingView(_Filings):
    scope = "review"

    @operation(
        "filings_refuse",
        "Say that the claim does not answer the question",
        tag="filings",
        answer=FilingRecord,
        example=FILING,
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return self.judged(pk, confirm=False)
