"""A person writes a claim: a span of a document, the value read in it, and the question it answers.

The passage is proved by the database. The value has to be readable in the passage; a person may hold to another one
with a reason, which stays with the claim. A name has to stand in the passage, whatever the reason.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from claims import ledger, recall
from claims.answers import expect_an_answer, expect_not_merged
from claims.conflicts import claims_of, detect, lock_questions
from claims.drafting import Draft, can_be_claimed, facts_of, facts_of_name, readings_of
from claims.errors import Refused
from claims.models import Claim, Filing, Question
from claims.models.filing import FilingState
from claims.models.valued import columns_of
from claims.permissions import Right, require
from sources.importing import passage_at
from sources.models import Document, Dossier, Person
from sources.reading import language_of, read
from sources.values import NoExtent, Value, Verdict, compare, phrase

_LONGEST_QUESTION = 500
_LONGEST_PASSAGE = 4000  # code points

Span = tuple[int, int]


class ValueNotRead(Refused):
    """The value is not what the reader reads in the passage. The sentence says what is read there instead."""


class NameNotThere(Refused):
    """The name is not in the words of the passage."""


class ClaimedAlready(Refused):
    """The passage's value has a claim."""

    def __init__(self, claim: Claim) -> None:
        super().__init__(f"Claim {claim.pk} says this already: “{claim.value_text}”.")
        self.claim = claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a person says of a passage; offsets are code points of the document's text, ends exclusive.

    start, end        the passage
    value             the value as typed ("about 58,000 people"); empty: the only one that is read in the passage
    value_start       where the value that is meant begins, of those read in the passage; None: `value` says which
    is_name           the value is a name that stands in the passage (who was first, which states), no figure or date
    statement         one self-contained sentence; empty: the passage's own
    population, scope, attribution   empty: as the reader has them
    override_reason   why `value` holds although it is not read in the passage; empty: it has to be read there
    """

    start: int
    end: int
    value: str = ""
    value_start: int | None = None
    is_name: bool = False
    statement: str = ""
    population: str = ""
    scope: str = ""
    attribution: str = ""
    override_reason: str = ""


@transaction.atomic
def write_claim(
    document: Document,
    wording: Wording,
    *,
    by: Person,
    at: dt.datetime,
    question: Question | None = None,
    asked: str = "",
) -> Claim:
    """Write a claim, filed under `question` where one is given, else left to the machine to file.

    asked   the words of a new question to file it under; empty: no new one
    It is a draft until somebody accepts it. Raises ValueNotRead, ClaimedAlready and other `Refused`.
    """
    require(by, Right.WRITE, document.dossier)
    if question and question.dossier_id != document.dossier_id:
        raise Refused("The question is of another dossier.")
    columns = _columns(document, wording)
    if asked.strip():
        if question:
            raise Refused("Choose a question or word a new one, not both.")
        question = _ask(document.dossier, asked, columns, by=by)
    if question:
        (question,) = lock_questions([question.pk])
        expect_not_merged(question)
        expect_an_answer(Claim(**columns), claims_of(question))
    claim = Claim.objects.create(passage=passage_at(document, wording.start, wording.end), written_by=by, **columns)
    if question and asked.strip():
        ledger.record(document.dossier, "question worded", question, by=by)
    ledger.record(document.dossier, "claim written", claim, by=by, overridden=bool(claim.override_reason))
    if question:
        Filing.objects.create(claim=claim, question=question, state=FilingState.CONFIRMED, decided_by=by, decided_at=at)
        Claim.objects.filter(pk=claim.pk).update(matched_at=at)
        recall.keep_later(claim)
        detect([question], at=at)
    return claim


def readings_in(document: Document, start: int, end: int) -> list[Draft]:
    """The values that are read within a span of the text and can be claimed, in its order."""
    return within(readings_of(document, (start, end)), start, end)


def within(readings: Sequence[Draft], start: int, end: int) -> list[Draft]:
    """Of the readings of a document, in the order of its text, those in that span that can be claimed."""
    first = bisect_left(readings, start, key=lambda reading: reading.mention.start)
    after = bisect_left(readings, end, key=lambda reading: reading.mention.start)
    inside = (reading for reading in readings[first:after] if reading.mention.end <= end)
    return [reading for reading in inside if can_be_claimed(reading.mention)]


def _columns(document: Document, wording: Wording) -> dict[str, Any]:
    """The columns of the claim. Raises Refused where span or value will not do."""
    if not 0 <= wording.start < wording.end <= len(document.text):
        raise Refused("Select the words of the document that say it.")
    if not document.text[wording.start : wording.end].strip():
        raise Refused("The selection holds nothing but space.")
    if wording.end - wording.start > _LONGEST_PASSAGE:
        raise Refused(f"Select the sentence that says it: at most {_LONGEST_PASSAGE:,} characters.")
    columns = columns_said(document, wording, readings_in(document, wording.start, wording.end))
    if not columns.get("override_reason"):
        _expect_unclaimed(document, columns["value_start"], columns["value_end"])
    return columns


def columns_said(document: Document, wording: Wording, readings: Sequence[Draft]) -> dict[str, Any]:
    """The columns of the claim, its passage aside, where `readings` is what is read in that passage.

    They hold an `override_reason` only where the value is not read there. Asks no database; raises ValueNotRead.
    """
    if wording.is_name:
        facts = _facts_named(document, wording)
    else:
        reading = _reading_meant(readings, wording)
        facts = facts_of(document, reading) if reading else _facts_overridden(document, wording)
    given = {
        "statement": wording.statement,
        "population": wording.population[:200],
        "scope": wording.scope[:300],
        "attribution": wording.attribution[:300],
    }
    return {**facts, **{name: words.strip() for name, words in given.items() if words.strip()}}


def name_in(text: str, start: int, end: int, name: str) -> Span | None:
    """Where a name stands in text[start:end], its white space and line ends aside; the first place of several."""
    signs = "".join(name.split())
    places = [place for place in range(start, end) if not text[place].isspace()]
    at = "".join(text[place] for place in places).find(signs) if signs else -1
    return None if at < 0 else (places[at], places[at + len(signs) - 1] + 1)


def _facts_named(document: Document, wording: Wording) -> dict[str, Any]:
    if not wording.value.strip():
        raise NameNotThere("Say which name of the passage is the answer.")
    name = name_in(document.text, wording.start, wording.end, wording.value)
    if name is None:
        raise NameNotThere(
            f"“{wording.value.strip()}” does not stand in the passage: take a name as it is written there."
        )
    return facts_of_name(document, name, (wording.start, wording.end))


def _reading_meant(readings: Sequence[Draft], wording: Wording) -> Draft | None:
    """Which of the values read is meant; None where a person overrides what is read. Raises ValueNotRead."""
    chosen = [reading for reading in readings if reading.mention.start == wording.value_start]
    if chosen:
        return chosen[0]
    typed = wording.value.strip()
    if not typed:
        if len(readings) == 1:
            return readings[0]
        if not readings:
            raise ValueNotRead("No value is read in this passage. Take one that holds a figure or a date.")
        raise ValueNotRead(f"Several values are read in this passage: {_listed(readings)}. Say which one is claimed.")
    same = [reading for reading in readings if _squeezed(reading.mention.quote) == _squeezed(typed)]
    if not same:
        value = value_of(typed)
        same = [reading for reading in readings if value and _says(reading.mention.value, value)]
    if same:
        return same[0]
    if wording.override_reason.strip():
        return None
    there = f"what is read there: {_listed(readings)}" if readings else "no value is read there"
    raise ValueNotRead(
        f"“{typed}” is not what the passage says; {there}. Correct it, or say why it holds all the same."
    )


def value_of(typed: str) -> Value | None:
    """The one value that a phrase says, or None."""
    mentions = [mention for mention in read(typed) if can_be_claimed(mention)]
    return mentions[0].value if len(mentions) == 1 else None


def _says(read_value: Value, typed: Value) -> bool:
    """Whether two values allow exactly the same: "58,000" typed for "5.8万" read."""
    verdict = compare(read_value, typed).verdict
    try:
        return verdict != Verdict.NOT_COMPARABLE and columns_of(read_value)["strict"] == columns_of(typed)["strict"]
    except NoExtent:
        return False


def _facts_overridden(document: Document, wording: Wording) -> dict[str, Any]:
    value = value_of(wording.value)
    if value is None:
        raise ValueNotRead(f"No value is read in “{wording.value}”. Write one, for instance “about 58,000 people”.")
    return {
        "dossier_id": document.dossier_id,
        "statement": " ".join(document.text[wording.start : wording.end].split()),
        "language": document.language,
        "value_text": wording.value.strip()[:300],
        "value_start": wording.start,
        "value_end": wording.end,
        "override_reason": wording.override_reason.strip(),
        **columns_of(value),
    }


def _expect_unclaimed(document: Document, start: int, end: int) -> None:
    claimed = Claim.objects.all().living().filter(passage__document=document, value_start=start, value_end=end).first()
    if claimed:
        raise ClaimedAlready(claimed)


def _ask(dossier: Dossier, asked: str, columns: dict[str, Any], *, by: Person) -> Question:
    """Make the question that a person words for the claim with these columns."""
    question = question_asked(dossier, asked, Claim(**columns), by=by)
    question.save(force_insert=True)
    return question


def question_asked(dossier: Dossier, asked: str, claim: Claim, *, by: Person) -> Question:
    """The question, not saved yet, that a person words and the claim answers. Raises Refused where it is too long."""
    wording = " ".join(asked.split())
    if len(wording) > _LONGEST_QUESTION:
        raise Refused(
            f"The question is {len(wording)} characters long; at most {_LONGEST_QUESTION} are kept: shorten it."
        )
    return Question(
        dossier=dossier,
        wording=wording,
        language=language_of(wording),
        kind=claim.kind,
        unit=claim.base_unit,
        worded_by=by,
    )


def _listed(readings: Sequence[Draft]) -> str:
    return ", ".join(f"“{reading.mention.quote}” ({phrase(reading.mention.value)})" for reading in readings)


def _squeezed(words: str) -> str:
    return "".join(words.split()).casefold()
