"""/api/v1/claims/: read, written on a document's passage, reworded, accepted, refused, filed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, cast

from django.db.models import Exists, FilteredRelation, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from claims import review
from claims.api.examples import CLAIM, NEW_CLAIM
from claims.api.fields import Day, Flag, Number, Said, Words
from claims.api.idempotency import once
from claims.api.openapi import operation
from claims.api.parameters import flag, number, one_of, slug
from claims.api.problem_types import Kind
from claims.api.records import ClaimRecord, PeriodRecord
from claims.api.resources import Listed, Nothing, Reasoned, Resource, Shown, extent, given, people, visible
from claims.api.withheld import TOUCHED
from claims.errors import Refused
from claims.models import Claim, Question
from claims.models.claim import ClaimQuerySet, ClaimState
from claims.models.filing import STANDING
from claims.review import ClaimWords
from claims.writing import Wording, write_claim
from sources.models import Document
from sources.models.document import LANGUAGE_NAMES

_FILTERS = {
    "dossier": slug("dossier__slug"),
    "state": one_of("state", ClaimState.values),
    "document": number("passage__document"),
    "passage": number("passage"),
    "question": number("_standing__question", "filed under it"),
    "language": one_of("language", LANGUAGE_NAMES),
    "drafted": flag("written_by__isnull", "true: by the machine"),
}
_FOUND_AT: dict[str, str | Exists] = {
    "dossier": "dossier__slug",
    "document": "passage__document",
    "exact": "passage__exact",
    "value": "value_text",
    "question": "_standing__question",
    "filing": "_standing",
    "withheld": TOUCHED,
}
# A claim has one standing filing at most (filing_one_standing_a_claim): joined, it is told once. Made once for all
# requests: to find out what its thirty columns are takes Django as long as to read a page of them.
_STANDING = FilteredRelation("filings", condition=Q(filings__state__in=STANDING))
_TOLD = cast(
    ClaimQuerySet,
    Claim.objects.annotate(_standing=_STANDING).values_list(
        *(_FOUND_AT.get(name, name) for name in ClaimRecord.__annotations__)
    ),
)


class NewClaim(Said):
    """A span of a document, and what it says; offsets are code points, `end` is exclusive.

    Empty fields are as the reader has them. `question` files it there; `asked` words a new question for it.
    """

    document = Number()
    start = Number(min_value=0, max_value=2**31 - 1)
    end = Number(max_value=2**31 - 1)
    value = Words(required=False, max_length=200)
    value_start = Number(required=False, min_value=0, max_value=2**31 - 1)
    is_name = Flag(required=False)
    statement = Words(required=False, max_length=4000)
    population = Words(required=False, max_length=200)
    scope = Words(required=False, max_length=300)
    attribution = Words(required=False, max_length=300)
    override_reason = Words(required=False, max_length=2000)
    question = Number(required=False)
    asked = Words(required=False, max_length=1000)


class Period(Said):
    first = Day()
    last = Day()


class ClaimChange(Said):
    """What is left out stays as it is. `as_of` null: it is not said."""

    statement = Words(required=False, max_length=4000)
    population = Words(required=False, max_length=200)
    scope = Words(required=False, max_length=300)
    attribution = Words(required=False, max_length=300)
    as_of = Period(required=False, allow_null=True)


class ClaimFiling(Said):
    """Under a question, or together with another claim: one of the two."""

    question = Number(required=False)
    claim = Number(required=False)


class _Claims(Resource):
    record = ClaimRecord

    def rows(self) -> QuerySet[Any]:
        return _TOLD.visible_to(self.person)

    def row(self, pk: int) -> Claim:
        claim: Claim = visible(Claim, self.request, pk)
        return claim

    def records(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        names = self.known_fields
        found = [dict(zip(names, row, strict=True)) for row in rows]
        told = people(record[by] for record in found for by in ("written_by", "decided_by"))
        for record in found:
            record.update(
                strict=extent(record["strict"]),
                likely=extent(record["likely"]),
                as_of=_period(record["as_of"]),
                written_by=told.get(record["written_by"]),
                decided_by=told.get(record["decided_by"]),
            )
        return found


def _period(column: Any) -> PeriodRecord | None:
    if column is None:
        return None
    return {"first": column.lower, "last": column.upper and column.upper - dt.timedelta(days=1)}


class ClaimsView(Listed, _Claims):
    filters = _FILTERS

    @operation(
        "claims_list",
        "The claims of your dossiers",
        tag="claims",
        answer=ClaimRecord,
        paged=True,
        filters=_FILTERS,
        example=CLAIM,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> Response:
        return self.listed(request)

    @operation(
        "claims_write",
        "Write a claim on a span of a document",
        tag="claims",
        answer=ClaimRecord,
        status=201,
        example=CLAIM,
        sent=NewClaim,
        sent_example=NEW_CLAIM,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request) -> Response:
        said = given(request, NewClaim)
        document = visible(Document, request, said.pop("document"))
        question = visible(Question, request, said.pop("question")) if "question" in said else None
        asked = said.pop("asked", "")
        wording = Wording(**said)
        claim = write_claim(document, wording, by=self.person, at=timezone.now(), question=question, asked=asked)
        address = request.build_absolute_uri(reverse("api:claim", args=[claim.pk]))
        return self.told(claim.pk, status=201, headers={"Location": address})


class ClaimView(Shown, _Claims):
    @operation(
        "claims_read",
        "One claim",
        tag="claims",
        answer=ClaimRecord,
        sparse=True,
        example=CLAIM,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.told(pk)

    @operation(
        "claims_reword",
        "Correct what a claim says beside its value",
        tag="claims",
        answer=ClaimRecord,
        example=CLAIM,
        sent=ClaimChange,
        sent_example={"scope": "by the northern pass", "as_of": {"first": "2026-03-01", "last": "2026-03-01"}},
        versioned=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    def patch(self, request: Request, pk: int) -> Response:
        claim = self.row(pk)
        self.expect_seen(claim)
        said = given(request, ClaimChange)
        if period := said.get("as_of"):
            said["as_of"] = (period["first"], period["last"])
        words = replace(ClaimWords.of(claim), **said)
        self.act(claim, review.reword_claim, words, seen=claim.version)
        return self.told(pk)


class AcceptClaimView(_Claims):
    scope = "review"

    @operation(
        "claims_accept",
        "Vouch that the passage says what the draft says",
        tag="claims",
        answer=ClaimRecord,
        example=CLAIM,
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        claim = self.row(pk)
        self.expect_seen(claim)
        given(request, Nothing)
        self.act(claim, review.accept_claim, seen=claim.version)
        return self.told(pk)


class RejectClaimView(_Claims):
    scope = "review"

    @operation(
        "claims_reject",
        "Reject a draft, or retract an accepted claim",
        tag="claims",
        answer=ClaimRecord,
        example=CLAIM,
        sent=Reasoned,
        sent_example={"reason": "the passage tells of another valley"},
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        claim = self.row(pk)
        self.expect_seen(claim)
        self.act(claim, review.refuse_claim, reason=given(request, Reasoned)["reason"], seen=claim.version)
        return self.told(pk)


class FileClaimView(_Claims):
    scope = "review"

    @operation(
        "claims_file",
        "Say which question a claim answers",
        tag="claims",
        answer=ClaimRecord,
        example=CLAIM,
        sent=ClaimFiling,
        sent_example={"question": 3},
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        claim = self.row(pk)
        self.expect_seen(claim)
        said = given(request, ClaimFiling)
        if "question" in said and "claim" in said:
            raise Refused("Name a question or another claim, not both.")
        if "question" in said:
            self.act(claim, review.file_under, visible(Question, request, said["question"]), seen=claim.version)
        elif "claim" in said:
            self.act(claim, review.file_together, visible(Claim, request, said["claim"]), seen=claim.version)
        else:
            raise Refused("Name a question, or another claim.")
        return self.told(pk)
