"""/api/v1/conflicts/: where claims clash; proposed on, dismissed, reopened, assigned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from claims import review
from claims.api.examples import CONFLICT, PROPOSAL, RECONCILIATION
from claims.api.fields import Choice, Keys, Moment, Number, Said, Words
from claims.api.idempotency import once
from claims.api.openapi import operation
from claims.api.parameters import flag, number, one_of, slug
from claims.api.problem_types import Kind
from claims.api.reconciliations import Reconciliations
from claims.api.records import ConflictRecord, PositionRecord, ReconciliationRecord
from claims.api.resources import Listed, Reasoned, Resource, Shown, extent, given, people
from claims.errors import Refused
from claims.models import Conflict, Position
from claims.models.conflict import ConflictState, Level
from claims.models.reconciliation import Difference, Outcome
from claims.review import Decision
from claims.writing import value_of
from sources.models import Person

_FILTERS = {
    "dossier": slug("question__dossier__slug"),
    "level": one_of("level", Level.values),
    "state": one_of("state", ConflictState.values),
    "question": number("question"),
    "assigned_to": number("assigned_to", "the key of a person"),
    "assigned": flag("assigned_to__isnull", "to anybody", when_true=False),
}
_SAME = (
    *("id", "question", "level", "state", "state_reason", "lower", "upper", "detected_at", "assigned_at", "version"),
)


class Proposal(Said):
    """`accepted`: the claims that hold, by key. `value` as a text would write it; left out: that of the claims."""

    outcome = Choice(Outcome.choices)
    difference = Choice(Difference.choices)
    rationale = Words(max_length=10_000)
    accepted = Keys(required=False)
    value = Words(required=False, max_length=200)
    dissent = Words(required=False, max_length=10_000)
    correction = Words(required=False, max_length=4000)
    embargo_until = Moment(required=False, allow_null=True)


class Assignment(Said):
    """Who settles it, by key; null: nobody any more."""

    to = Number(allow_null=True)


class _Conflicts(Resource):
    record = ConflictRecord

    def rows(self) -> QuerySet[Conflict]:
        return Conflict.objects.visible_to(self.person)

    def records(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        told = {"_dossier": F("question__dossier__slug"), "_wording": F("question__wording")}
        found = list(rows.values(*_SAME, "assigned_to", **told))
        names = people(row["assigned_to"] for row in found)
        positions = _positions([row["id"] for row in found])
        return [
            dict(
                **{name: row[name] for name in _SAME},
                dossier=row["_dossier"],
                wording=row["_wording"],
                positions=positions.get(row["id"], []),
                assigned_to=names.get(row["assigned_to"]),
            )
            for row in found
        ]

    def reasoned(self, pk: int, call: Callable[..., Conflict]) -> Response:
        conflict = self.row(pk)
        self.expect_seen(conflict)
        self.act(conflict, call, reason=given(self.request, Reasoned)["reason"], seen=conflict.version)
        return self.told(pk)


def _positions(conflicts: list[int]) -> dict[int, list[PositionRecord]]:
    """The positions of these conflicts, from the lowest value up, with the keys of their claims."""
    held: defaultdict[int, list[int]] = defaultdict(list)
    places = Position.claims.through.objects.filter(position__conflict__in=conflicts)
    for position, claim in places.values_list("position_id", "claim_id").order_by("claim_id"):
        held[position].append(claim)
    found: defaultdict[int, list[PositionRecord]] = defaultdict(list)
    for each in Position.objects.filter(conflict__in=conflicts).order_by("number"):
        found[each.conflict_id].append(
            {
                "number": each.number,
                "value": each.value_text,
                "extent": extent(each.extent),
                "claims": held[each.pk],
            }
        )
    return found


class ConflictsView(Listed, _Conflicts):
    filters = _FILTERS

    @operation(
        "conflicts_list",
        "The conflicts of your dossiers",
        tag="conflicts",
        answer=ConflictRecord,
        paged=True,
        filters=_FILTERS,
        example=CONFLICT,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> Response:
        return self.listed(request)


class ConflictView(Shown, _Conflicts):
    @operation(
        "conflicts_read",
        "One conflict with its positions",
        tag="conflicts",
        answer=ConflictRecord,
        sparse=True,
        example=CONFLICT,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.told(pk)


class ProposeView(_Conflicts):
    scope = "review"

    @operation(
        "conflicts_propose",
        "Propose a decision; somebody else approves it",
        tag="conflicts",
        answer=ReconciliationRecord,
        status=201,
        example=RECONCILIATION,
        sent=Proposal,
        sent_example=PROPOSAL,
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        conflict = self.row(pk)
        self.expect_seen(conflict)
        decision = _decision(given(request, Proposal))
        made = self.act(conflict, review.propose, decision, seen=conflict.version)
        decisions = Reconciliations()
        decisions.request = self.request
        address = request.build_absolute_uri(reverse("api:reconciliation", args=[made.pk]))
        return decisions.told(made.pk, status=201, headers={"Location": address})


def _decision(said: dict[str, Any]) -> Decision:
    typed = said.pop("value", "").strip()
    value = value_of(typed) if typed else None
    if typed and value is None:
        raise Refused("No value can be read in “value”. Write it as a text would: “about 43,000 people”.")
    return Decision(**{**said, "accepted": tuple(said.get("accepted", ()))}, value=value)


class DismissView(_Conflicts):
    scope = "review"

    @operation(
        "conflicts_dismiss",
        "Say that it is no conflict",
        tag="conflicts",
        answer=ConflictRecord,
        example=CONFLICT,
        sent=Reasoned,
        sent_example={"reason": "the second figure counts families"},
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return self.reasoned(pk, review.dismiss)


class ReopenView(_Conflicts):
    scope = "review"

    @operation(
        "conflicts_reopen",
        "Take up a dismissed or resolved conflict again",
        tag="conflicts",
        answer=ConflictRecord,
        example=CONFLICT,
        sent=Reasoned,
        sent_example={"reason": "the ministry published a new count"},
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return self.reasoned(pk, review.reopen)


class AssignView(_Conflicts):
    scope = "review"

    @operation(
        "conflicts_assign",
        "Say who settles it",
        tag="conflicts",
        answer=ConflictRecord,
        example=CONFLICT,
        sent=Assignment,
        sent_example={"to": 4},
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        conflict = self.row(pk)
        self.expect_seen(conflict)
        key = given(request, Assignment)["to"]
        to = Person.objects.filter(memberships__dossier=conflict.question.dossier_id, pk=key).first() if key else None
        if key and to is None:
            raise Refused("No member of the dossier has that key.")
        self.act(conflict, review.assign, to, seen=conflict.version)
        return self.told(pk)
