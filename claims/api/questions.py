"""/api/v1/questions/: what claims answer; reworded, settled, merged, split."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from claims import review
from claims.api.examples import QUESTION
from claims.api.fields import Flag, Keys, Number, Said, Share, Words
from claims.api.idempotency import once
from claims.api.openapi import operation
from claims.api.parameters import flag, one_of, slug
from claims.api.problem_types import Kind
from claims.api.records import QuestionRecord
from claims.api.resources import Listed, Resource, Shown, given, people, visible
from claims.models import Question
from claims.models.conflict import Level

_FILTERS = {
    "dossier": slug("dossier__slug"),
    "level": one_of("conflict__level", Level.values, "how its claims stand to each other"),
    "merged": flag("merged_into__isnull", "true: into another question", when_true=False),
}
_COLUMNS = (
    *("id", "wording", "language", "kind", "unit", "asked_in", "changes_over_time", "tolerance", "worded_by"),
    *("merged_into", "created_at", "version"),
)


class QuestionChange(Said):
    """What is left out stays as it is. `tolerance` in percent, as a decimal; null: as the claims are written."""

    wording = Words(required=False, max_length=500)
    changes_over_time = Flag(required=False)
    tolerance = Share(required=False, allow_null=True)
    asked_in = Words(required=False, max_length=100)


class Merging(Said):
    into = Number()


class Splitting(Said):
    """The keys of the claims that answer the new question, and its wording."""

    claims = Keys()
    wording = Words(max_length=500)


class _Questions(Resource):
    record = QuestionRecord

    def rows(self) -> QuerySet[Question]:
        return Question.objects.visible_to(self.person)

    def records(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        found = list(rows.values(*_COLUMNS, _dossier=F("dossier__slug"), _conflict=F("conflict")))
        names = people(row["worded_by"] for row in found)
        return [
            dict(
                **{
                    **{name: row[name] for name in _COLUMNS},
                    "dossier": row["_dossier"],
                    "conflict": row["_conflict"],
                    "tolerance": None if row["tolerance"] is None else f"{row['tolerance']:f}",
                    "worded_by": names.get(row["worded_by"]),
                }
            )
            for row in found
        ]


class QuestionsView(Listed, _Questions):
    filters = _FILTERS

    @operation(
        "questions_list",
        "The questions of your dossiers",
        tag="questions",
        answer=QuestionRecord,
        paged=True,
        filters=_FILTERS,
        example=QUESTION,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request) -> Response:
        return self.listed(request)


class QuestionView(Shown, _Questions):
    @operation(
        "questions_read",
        "One question",
        tag="questions",
        answer=QuestionRecord,
        sparse=True,
        example=QUESTION,
        refuses=[Kind.NOT_FOUND],
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.told(pk)

    @operation(
        "questions_settle",
        "Word a question better, or say by which rules its answers are compared",
        tag="questions",
        answer=QuestionRecord,
        example=QUESTION,
        sent=QuestionChange,
        sent_example={"wording": "How many people left the valley by the northern pass?", "tolerance": "2.5"},
        versioned=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    def patch(self, request: Request, pk: int) -> Response:
        question = self.row(pk)
        self.expect_seen(question)
        said = given(request, QuestionChange)
        with transaction.atomic():
            question = self._reworded(question, said)
            self._settled(question, said)
        return self.told(pk)

    def _reworded(self, question: Question, said: dict[str, Any]) -> Question:
        if said.get("wording", question.wording).strip() == question.wording:
            return question
        reworded: Question = self.act(question, review.reword, said["wording"], seen=question.version)
        return reworded

    def _settled(self, question: Question, said: dict[str, Any]) -> None:
        tolerance: Decimal | None = said.get("tolerance", question.tolerance)
        over_time, unit = said.get("changes_over_time", question.changes_over_time), said.get("asked_in")
        unit = question.asked_in if unit is None else unit
        was = (question.changes_over_time, question.tolerance, question.asked_in)
        if (over_time, tolerance, unit.strip()) != was:
            rules = {"changes_over_time": over_time, "tolerance": tolerance, "unit": unit}
            self.act(question, review.settle_question, **rules, seen=question.version)


class MergeQuestionView(_Questions):
    @operation(
        "questions_merge",
        "Make one question of two: answers with the one that stays",
        tag="questions",
        answer=QuestionRecord,
        example=QUESTION,
        sent=Merging,
        sent_example={"into": 3},
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        question = self.row(pk)
        self.expect_seen(question)
        into = visible(Question, request, given(request, Merging)["into"])
        self.act(question, review.merge, into, seen=question.version)
        return self.told(into.pk)


class SplitQuestionView(_Questions):
    @operation(
        "questions_split",
        "Make two questions of one: answers with the new one",
        tag="questions",
        answer=QuestionRecord,
        status=201,
        example=QUESTION,
        sent=Splitting,
        sent_example={"claims": [7, 9], "wording": "How many people left the valley by the southern pass?"},
        versioned=True,
        once=True,
        refuses=[Kind.NOT_FOUND, Kind.WRONG_STATE],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        question = self.row(pk)
        self.expect_seen(question)
        said = given(request, Splitting)
        made = self.act(question, review.split, said["claims"], said["wording"], seen=question.version)
        address = request.build_absolute_uri(reverse("api:question", args=[made.pk]))
        return self.told(made.pk, status=201, headers={"Location": address})
