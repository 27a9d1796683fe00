"""Where the subject of a line of the ledger is read at the desk.

Hardly any row that a line is about is ever deleted: what the line tells gives the address, and nothing is looked up.
Whoever may read a line may read its subject: both are of one dossier.
"""

from __future__ import annotations

from django.db.models import BigIntegerField, Case, Exists, OuterRef, QuerySet, Subquery, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse

from claims.models import Alias, Conflict, Event

_PAGES = {
    "claim": "admin:claims_claim_change",
    "comment": "thread",
    "conflict": "admin:claims_conflict_change",
    "discrepancy": "admin:claims_discrepancy_change",
    "document": "admin:sources_document_change",
    "question": "admin:claims_question_change",
    "sheet": "sheet",
}
# Rows without a page of their own: whose page shows them, and where the line tells the key of that one.
_SHOWN_ON = {"filing": ("claim", "claim"), "passage": ("document", "document")}
_OF_THE_DOSSIER = {"dossier", "membership", "webhook"}


def addressed(lines: QuerySet[Event]) -> QuerySet[Event]:
    """The lines, with what `address_of` cannot read from one: the conflict a decision is of, whether names are left."""
    asked = Case(When(subject="reconciliation", then=Cast(KT("detail__question"), BigIntegerField())))
    return lines.annotate(decides_on=asked).annotate(
        conflict_decided=Subquery(Conflict.objects.filter(question=OuterRef("decides_on")).values("pk")[:1]),
        names_are_left=Exists(Alias.objects.filter(pk=OuterRef("subject_id"))),
    )


def address_of(line: Event) -> str:
    """Where the subject of a line, of `addressed` ones, is read; empty where it is gone or stands on no page."""
    if line.subject in _PAGES:
        return reverse(_PAGES[line.subject], args=[line.subject_id])
    if line.subject in _SHOWN_ON:
        kind, told = _SHOWN_ON[line.subject]
        return reverse(_PAGES[kind], args=[line.detail[told]]) if told in line.detail else ""
    if line.subject == "reconciliation":
        conflict = getattr(line, "conflict_decided", None)
        return reverse(_PAGES["conflict"], args=[conflict]) if conflict else ""
    if line.subject == "alias" and getattr(line, "names_are_left", False):
        return reverse("admin:claims_alias_change", args=[line.subject_id])
    return reverse("admin:sources_dossier_change", args=[line.dossier_id]) if line.subject in _OF_THE_DOSSIER else ""
