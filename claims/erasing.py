"""A person's account or a document is erased on lawful demand, and every ledger still holds.

Erased is what the thing itself said, what was made of it, what rows said of it before, and what people wrote of it word
for word; a tombstone stays, with date and reason, and a line in the ledger. `sources.erasing.door` is where only the
owner of the tables gets through. See docs/decisions/0022.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Length, Repeat

from claims import ledger, recall
from claims.conflicts import detect, lock_questions
from claims.errors import Refused
from claims.models import (
    BatchFile,
    Carryover,
    Claim,
    Conflict,
    Discrepancy,
    Event,
    Filing,
    FilingWeights,
    PreparedExport,
    Question,
    Reconciliation,
    Sheet,
)
from claims.models.claim import ClaimState
from claims.permissions import Right, require
from claims.review.acts import require_words
from claims.review.decisions import sealed
from claims.review.judging import reopen_what_rested_on
from sources.blotting import BLOT, Blotter, Column, blot_out, columns, saying, still_said
from sources.erasing import GONE, door, empty_account, empty_document, forget_history
from sources.models import Document, Dossier, Erasure, Membership, Person, Role
from sources.values import NAME

_SHORT, _SHORT_ZH = 12, 6  # what is shorter is not looked for elsewhere: everybody may say it

# What documents say, and what was read in them: a person's account has no part in it, and other documents stay.
_OF_DOCUMENTS = {
    "sources_document",
    "sources_passage",
    "claims_claim",
    "claims_keptstatement",
    "claims_position",
    "claims_wordcount",
}
_OF_DOCUMENTS |= {f"{table}history" for table in _OF_DOCUMENTS}
_LEDGER = "claims_event"
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Erased:
    """What went: rows that said the same elsewhere, by table; where words still stand that somebody has to judge."""

    blotted: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    lines: int = 0


def erase_document(
    document: Document, *, reason: str, by: Person, at: dt.datetime, words: Collection[str] = ()
) -> Erased:
    """Forget what a document said. Its claims fall, and what rested on them is open again.

    words   further words that have to go wherever they stand in this instance, a name for instance

    Raises Refused and NotAllowed.
    """
    dossier = document.dossier
    with door():
        require(by, Right.MANAGE, dossier)
        _expect_a_demand(reason, [*words, document.title, document.author])
        Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)
        if Erasure.objects.filter(document=document).exists():
            raise Refused("The document was erased already.")
        filed = Filing.objects.filter(claim__passage__document=document)
        questions = lock_questions(filed.values_list("question_id", flat=True))
        blotter = Blotter([*_words_of(document), *words], document.text)
        Erasure.objects.create(document=document, reason=reason.strip(), erased_by=by, erased_at=at)
        empty_document(document, at=at)
        fallen = _empty_claims(document, f"{GONE} {at:%Y-%m-%d}: {reason.strip()}", by=by, at=at)
        _empty_questions(questions)
        detect(questions, at=at)
        for claim in fallen:
            reopen_what_rested_on(claim, f"was erased with document {document.pk}", by=by)
        ledger.record(dossier, "document erased", document, by=by, claims=len(fallen))
        return _elsewhere(blotter, columns(leave={*_OF_DOCUMENTS, _LEDGER}), [dossier], by=by)


def erase_person(person: Person, *, reason: str, by: Person, at: dt.datetime, words: Collection[str] = ()) -> Erased:
    """Forget who a person was. What they decided and wrote stays, by a number that nobody is known by any more.

    words   further words that have to go wherever people wrote them: a nickname, a surname

    Raises Refused.
    """
    with door():
        _expect_a_demand(reason, [*words, person.username, person.email, person.get_full_name()])
        if person == by:
            raise Refused("Nobody erases their own account: let somebody else answer for it.")
        if Erasure.objects.filter(person=person).exists():
            raise Refused("The account was erased already.")
        _expect_other_chiefs(person)
        spelt = [person.username, person.first_name, person.last_name]
        known_as = [f"@{person.username}", person.email, *([n] if " " in (n := person.get_full_name()) else []), *words]
        where = columns(leave={*_OF_DOCUMENTS, _LEDGER, "sources_person"})
        dossiers = list(
            Dossier.objects.filter(Q(memberships__person=person) | Q(events__actor=person)).distinct().order_by("pk")
        )
        for membership in Membership.objects.filter(person=person).select_related("dossier"):
            ledger.record(
                membership.dossier, "member removed", membership, by=by, person=person.pk, role=membership.role
            )
        Conflict.objects.filter(assigned_to=person).update(assigned_to=None, assigned_at=None)
        FilingWeights.objects.filter(applied_by=person.username).update(applied_by=GONE)
        Erasure.objects.create(person=person, reason=reason.strip(), erased_by=by, erased_at=at)
        empty_account(person)
        for dossier in dossiers:
            ledger.record(dossier, "person erased", person, by=by)
        return _elsewhere(Blotter(known_as), where, dossiers, by=by, spelt=spelt)


def _expect_a_demand(reason: str, erased: Iterable[str]) -> None:
    require_words(reason, "Say on whose demand and by which law; the tombstone keeps it")
    if len(reason.strip()) > _LONGEST_REASON:
        raise Refused(f"The reason is too long: at most {_LONGEST_REASON} characters.")
    if Blotter(word for word in erased if len(word) > 2)(reason) != reason:
        raise Refused("The reason stays on the tombstone: it must not say what is to be erased.")


def _expect_other_chiefs(person: Person) -> None:
    led = Dossier.objects.filter(memberships__person=person, memberships__role=Role.CHIEF)
    others = Membership.objects.filter(role=Role.CHIEF).exclude(person=person).values("dossier")
    if alone := list(led.exclude(pk__in=others).values_list("slug", flat=True)):
        raise Refused(f"Nobody else is chief of {', '.join(alone)}: make somebody one first.")


def _words_of(document: Document) -> list[str]:
    """What would tell again, elsewhere, what the document said or was called, now or before it was corrected."""
    facts = ("title", "author", "url", "fetched_from", "told_by", "told_how")
    told = list(Document.objects.filter(pk=document.pk).values_list(*facts))
    told += document.history.values_list(*facts)  # type: ignore[attr-defined]  # made by pghistory
    if document.publisher and document.publisher.documents.count() == 1:
        told.append((document.publisher.name,))
    claims = Claim.objects.filter(passage__document=document)
    told += claims.values_list("statement", "attribution", "scope")
    told += document.passages.values_list("exact")
    said = {word for row in told for word in row if len(word) >= (_SHORT if word.isascii() else _SHORT_ZH)}
    return [*said, *claims.filter(kind=NAME).values_list("value_text", flat=True)]


def _empty_claims(document: Document, tombstone: str, *, by: Person, at: dt.datetime) -> list[Claim]:
    """Claims without a word or a number of what they said, and refused; returns those that had been accepted."""
    rows = Claim.objects.filter(passage__document=document)
    stood = list(rows.filter(state=ClaimState.ACCEPTED).select_related("dossier"))
    keys = list(rows.values_list("pk", flat=True))
    recall.erase(document.dossier, keys)
    rows.exclude(override_reason="").update(override_reason=GONE)
    rows.update(
        state=Case(
            When(state=ClaimState.ACCEPTED, then=Value(ClaimState.RETRACTED)),
            When(state=ClaimState.DRAFTED, then=Value(ClaimState.REJECTED)),
            default=F("state"),
        ),
        decided_by=Coalesce("decided_by", Value(by.pk)),
        decided_at=Coalesce("decided_at", Value(at)),
        version=F("version") + 1,
        statement=GONE,
        state_reason=tombstone,
        value_text=Repeat(Value(BLOT), Length("value_text")),
        population="",
        scope="",
        attribution="",
        as_of=None,
        **_NOTHING,
    )
    filings = Filing.objects.filter(claim__in=keys)
    filings.update(reason={})
    forget_history("claims_claimhistory", keys)
    forget_history("claims_filinghistory", filings.values_list("pk", flat=True))
    _empty_what_was_found(document, keys)
    ledger.record_all(ledger.line(claim.dossier, "claim retracted", claim, by=by) for claim in stood)
    return stood


# A name without a name: the one kind of value that has no number.
_NOTHING = {
    "kind": NAME,
    "low": None,
    "high": None,
    "modifier": "exact",
    "unit": None,
    "precision": "1",
    "base_unit": "",
    "strict": None,
    "likely": None,
}


def _empty_what_was_found(document: Document, claims: Sequence[int]) -> None:
    """What the machine wrote of its figures, and people of its claims on their way to a newer capture."""
    found = Discrepancy.objects.filter(Q(passage__document=document) | Q(against__in=claims))
    _replace(found, "claims_discrepancyhistory", reason=GONE)
    carried = Carryover.objects.filter(Q(document=document) | Q(claim__in=claims)).exclude(reason="")
    _replace(carried, "claims_carryoverhistory", reason=GONE)
    sheets = Sheet.objects.filter(document=document)
    _replace(sheets, "claims_sheethistory", original=b"", file_name="", columns={})
    BatchFile.objects.filter(document=document).update(file_name="", reason="")


def _replace(rows: QuerySet[Any, Any], history: str, **columns: object) -> None:
    keys = list(rows.values_list("pk", flat=True))
    rows.model._base_manager.filter(pk__in=keys).update(**columns)
    forget_history(history, keys)


def _empty_questions(questions: Sequence[Question]) -> None:
    """A question that only erased documents answer was worded after them."""
    answered = Filing.objects.filter(question__in=questions, claim__passage__document__erasure=None)
    alone = Question.objects.filter(pk__in=[each.pk for each in questions]).exclude(
        pk__in=answered.values("question_id")
    )
    keys = list(alone.values_list("pk", flat=True))
    alone.update(wording=GONE)
    forget_history("claims_questionhistory", keys)


def _elsewhere(
    blotter: Blotter,
    where: Sequence[Column],
    dossiers: Sequence[Dossier],
    *,
    by: Person,
    spelt: Collection[str] = (),
) -> Erased:
    """Blot what still says it in other rows, and let go of the lines of the ledgers that do."""
    PreparedExport.objects.filter(dossier__in=dossiers).delete()
    changed = blot_out(blotter, where)
    for decision in Reconciliation.objects.filter(pk__in=changed.get("claims_reconciliation", ())).order_by("pk"):
        ledger.record(decision.question.dossier, "decision words erased", decision, by=by, **sealed(decision))
    detail = Column(_LEDGER, "detail", "jsonb", "id")
    lines = Event.objects.filter(pk__in=saying(blotter, detail)).select_related("dossier")
    for line in lines.order_by("dossier_id", "sequence"):
        ledger.erase(line, by=by)
    left = still_said([word for word in spelt if len(word) > 2], [*where, detail])
    return Erased({table: len(keys) for table, keys in changed.items()}, left, len(lines))
