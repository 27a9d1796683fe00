"""/api/v1/dossiers/: the investigations the caller is a member of, and their rules."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from rest_framework.request import Request
from rest_framework.response import Response

from claims import review
from claims.api.examples import DOSSIER
from claims.api.fields import Choice, Flag, Said, Words
from claims.api.openapi import operation
from claims.api.problem_types import Kind
from claims.api.resources import Listed, Resource, Shown, given
from claims.api.source_records import DossierRecord
from claims.review import Rules
from sources.models import Dossier, Membership
from sources.models.document import LANGUAGE_NAMES

_RULES = ("title", "language", "own_claims_may_be_approved", "is_public")
_COLUMNS = ("id", "slug", *_RULES, "role", "created_at", "version")


class DossierChange(Said):
    title = Words(max_length=200, required=False)
    language = Choice(sorted(LANGUAGE_NAMES), required=False)
    own_claims_may_be_approved = Flag(required=False)
    is_public = Flag(required=False)


class _Dossiers(Resource):
    record = DossierRecord

    def rows(self) -> QuerySet[Dossier]:
        return Dossier.objects.visible_to(self.person)

    def records(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        own = Membership.objects.filter(dossier=OuterRef("pk"), person=self.person).values("role")
        return [dict(**row) for row in rows.annotate(role=Subquery(own)).values(*_COLUMNS)]


class DossiersView(Listed, _Dossiers):
    @operation("dossiers_list", "Your dossiers", tag="dossiers", answer=DossierRecord, paged=True, example=DOSSIER)
    def get(self, request: Request) -> Response:
        return self.listed(request)


class DossierView(Shown, _Dossiers):
    @operation(
        "dossiers_read",
        "One dossier",
        tag="dossiers",
        answer=DossierRecord,
        sparse=True,
        example=DOSSIER,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.told(pk)

    @operation(
        "dossiers_change",
        "Change a dossier's title, language or rules",
        tag="dossiers",
        answer=DossierRecord,
        example=DOSSIER,
        sent=DossierChange,
        sent_example={"title": "The floods of March"},
        versioned=True,
        refuses=[Kind.NOT_FOUND],
    )
    def patch(self, request: Request, pk: int) -> Response:
        dossier = self.row(pk)
        self.expect_seen(dossier)
        said = given(request, DossierChange)
        rules = Rules(**{name: said.get(name, getattr(dossier, name)) for name in _RULES})
        self.act(dossier, review.set_rules, rules, seen=dossier.version)
        return self.told(pk)
