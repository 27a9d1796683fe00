"""/api/v1/reconciliations/: decisions; approved, returned, withdrawn. They are proposed on a conflict."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import F, QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from claims import review
from claims.api.examples import RECONCILIATION
from claims.api.idempotency import once
from claims.api.openapi import operation
from claims.api.parameters import number, one_of, slug
from claims.api.problem_types import Kind
from claims.api.records import ReconciliationRecord
from claims.api.resources import Listed, Nothing, Reasoned, Resource, Shown, extent, given, people
from claims.models import Basis, Reconciliation
from claims.models.reconciliation import BasisRole, Difference, Outcome, ReconciliationState

_FILTERS = {
    "dossier": slug("question__dossier__slug"),
    "question": number("question"),
    "conflict": number("question__conflict"),
    "state": one_of("state", ReconciliationState.values),
    "outcome": one_of("outcome", Outcome.values),
    "difference": one_of("difference", Difference.values),
}
_SAME = (
    *("id", "question", "state", "outcome", "difference", "kind", "low", "high", "modifier", "unit", "rationale"),
    *("dissent", "proposed_at", "decided_at", "withdrawn_at", "embargo_until", "correction", "decision_note"),
)
_BY = ("proposed_by", "decided_by", "withdrawn_by")


class Reconciliations(Resource):
    record = ReconciliationRecord

    def rows(self) -> QuerySet[Reconciliation]:
        return Reconciliation.objects.visible_to(self.person).select_related("question__conflict")

    def records(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        told = {
            "_dossier": F("question__dossier__slug"),
            "_conflict": F("question__conflict"),
            "_version": F("question__conflict__version"),
        }
        found = list(rows.values(*_SAME, *_BY, "value_text", "strict", "likely", **told))
        names = people(row[by] for row in found for by in _BY)
        basis = _basis([row["id"] for row in found])
        return [
            dict(
                **{name: row[name] for name in _SAME},
                dossier=row["_dossier"],
                conflict=row["_conflict"],
                value=row["value_text"],
                strict=extent(row["strict"]),
                likely=extent(row["likely"]),
                accepted=basis[row["id"], BasisRole.ACCEPTED],
                rejected=basis[row["id"], BasisRole.REJECTED],
                proposed_by=names.get(row["proposed_by"]),
                decided_by=names.get(row["decided_by"]),
                withdrawn_by=names.get(row["withdrawn_by"]),
                version=row["_version"],
            )
            for row in found
        ]

    def version(self, row: Reconciliation) -> str:
        return str(row.question.conflict.version)

    def reasoned(self, pk: int, call: Any) -> Response:
        decision = self.row(pk)
        self.expect_seen(decision)
        reason = given(self.request, Reasoned)["reason"]
        self.act(decision, call, reason=reason, seen=decision.question.conflict.version)
        return self.told(pk)


def _basis(decisions: list[int]) -> dict[tuple[int, str], list[int]]:
    """The claims a decision rests on and those it rejects, by key."""
    found: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    rows = Basis.objects.filter(reconciliation__in=decisions).order_by("claim_id")
    for decision, role, claim in rows.values_list("reconciliation_id", "role", "claim_id"):
        found[decision, role].append(claim)
    return found


class ReconciliationsView(Listed, Reconciliations):
    filters = _FILTERS

    @operation(
        "reconciliations_list",
        "The decisions of your dossiers",
        tag="reconciliations",
        answer=ReconciliationRecord,
        paged=True,
        filters=_FILTERS,
        example=RECONCILIATION,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> Response:
        return self.listed(request)


class ReconciliationView(Shown, Reconciliations):
    @operation(
        "reconciliations_read",
        "One decision",
        tag="reconciliations",
        answer=ReconciliationRecord,
        sparse=True,
        example=RECONCILIATION,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.told(pk)


class ApproveView(Reconciliations):
    scope = "review"

    @operation(
        "reconciliations_approve",
        "Approve a decision that somebody else proposed",
        tag="reconciliations",
        answer=ReconciliationRecord,
        example=RECONCILIATION,
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE, Kind.FOUR_EYES, Kind.THREADS],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        decision = self.row(pk)
        self.expect_seen(decision)
        given(request, Nothing)
        self.act(decision, review.approve, seen=decision.question.conflict.version)
        return self.told(pk)


class ReturnView(Reconciliations):
    scope = "review"

    @operation(
        "reconciliations_return",
        "Send a proposal back to the desk",
        tag="reconciliations",
        answer=ReconciliationRecord,
        example=RECONCILIATION,
        sent=Reasoned,
        sent_example={"reason": "the second source is missing"},
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return self.reasoned(pk, review.return_)


class WithdrawView(Reconciliations):
    scope = "review"

    @operation(
        "reconciliations_withdraw",
        "Take a decision back",
        tag="reconciliations",
        answer=ReconciliationRecord,
        example=RECONCILIATION,
        sent=Reasoned,
        sent_example={"reason": "the count it rests on was withdrawn"},
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return self.reasoned(pk, review.withdraw)
