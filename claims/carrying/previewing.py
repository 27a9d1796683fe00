"""What becomes of each claim of a document in a newer text of the same work. Nothing is written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from claims.as_of import AsOf
from claims.drafting import can_be_claimed, facts_of, readings_of
from claims.models import Basis, Carryover, Claim, Comment, Conflict, Filing
from claims.models.carryover import CarryoverState
from claims.models.claim import ClaimState
from claims.models.conflict import ConflictState
from claims.models.filing import STANDING, FilingState
from sources.extracting.text import Text
from sources.models import Document, Person
from sources.passages import Relocation, State, relocate
from sources.passages.folding import folded
from sources.reading import READER_VERSION
from sources.values import Value

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

Span = tuple[int, int]

AT_ONCE = frozenset({State.EXACT, State.MOVED})
SETTLED = [ConflictState.RESOLVED, ConflictState.DISMISSED]
_LONGEST_WORD = 40
_KEPT = 3600  # seconds
_LIVING = [ClaimState.DRAFTED, ClaimState.ACCEPTED]
_BECAME = {
    State.EDITED: "changed the words of claim {pk}",
    State.NUMBERS_CHANGED: "changed the figure of claim {pk}",
    State.AMBIGUOUS: "leaves it uncertain where claim {pk} stands",
    State.GONE: "no longer says claim {pk}",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one claim. Spans are code points of the newer text, ends exclusive.

    place         where its passage stands now; None: no place is known
    value_place   where its value stands, of a claim that is carried over at once; None: it waits for a person
    likeliest     the span to lay before a person where no place is known
    filing        that stands, of a claim that has one; `conflict` is its question's
    """

    claim: Claim
    found: State
    place: Span | None
    value_place: Span | None
    score: float
    likeliest: Span | None
    old: str
    new: str
    filing: Filing | None
    conflict: Conflict | None

    @property
    def is_carried(self) -> bool:
        """Whether it is carried over at once: the same words, read as the same value."""
        return self.value_place is not None

    @property
    def reopens(self) -> bool:
        """Whether a settled conflict loses this claim until somebody has looked at it."""
        return not self.is_carried and self.conflict is not None and self.conflict.state in SETTLED

    @property
    def became(self) -> str:
        """What the newer capture did to a claim that waits, in words that follow "a newer capture of ..."."""
        return _BECAME[self.found].format(pk=self.claim.pk)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a claim at one place of a text would say: its value, as of when, according to whom."""

    value: Value
    as_of: AsOf | None
    attribution: str


def preview(older: Document, text: Text) -> tuple[Change, ...]:
    """What a newer text of the document does to every claim that people have to do with, in the order of the old text.

    Those are the claims judged, written, filed or discussed by people, those under a settled conflict, those carried
    over before, and those that still wait from an earlier newer capture. What people refused is only carried along
    with its passage. The machine's untouched drafts are replaced by those of the newer text.
    """
    return NewerText(older, text).changes()


def relocated(claim: Claim, newer: Document) -> Relocation:
    """Where the claim's passage stands in the newer document's text; a guess is shown in whole words."""
    passage = claim.passage
    found = relocate(passage.document.text, newer.text, passage.start, passage.end)
    return replace(found, likeliest=_in_whole_words(newer.text, found.likeliest)) if found.likeliest else found


def _in_whole_words(text: str, span: Span) -> Span:
    """The span with the rest of a word that one of its ends cuts in two. Chinese is not parted into words."""
    start, end = span
    before = re.search(r"[a-zA-Z0-9]+$", text[max(0, start - _LONGEST_WORD) : start + 1])
    after = re.match(r"[a-zA-Z0-9]+", text[end - 1 : end + _LONGEST_WORD])
    return start + 1 - len(before[0]) if before else start, end - 1 + len(after[0]) if after else end


class NewerText:
    """A newer text beside its older document. What became of a claim is found once: texts and passages never change."""

    def __init__(self, older: Document, text: Text) -> None:
        self.older, self.text = older, text
        blocks = [[block.kind, block.start, block.end] for block in text.blocks]
        self.unsaved = Document(
            text=text.text,
            sha256=hashlib.sha256(repr((text.text, blocks)).encode()).hexdigest(),  # what is read is kept by it
            blocks=blocks,
            language=older.language,
            published_on=text.published or older.published_on,
            captured_at=older.captured_at,
            dossier_id=older.dossier_id,
        )
        read_as = f"{READER_VERSION}:{self.unsaved.reading_date}"
        self._key = f"newer:{older.pk}:{older.sha256}:{self.unsaved.sha256}:{read_as}"
        self._found: dict[tuple[int, int], tuple[State, Relocation, Span | None]] = cache.get(self._key, {})
        self._readings: dict[int | None, dict[Span, Reading]] = {}

    def changes(self) -> tuple[Change, ...]:
        """What became of each claim. Kept in the cache: in a book with hundreds of claims it takes seconds to find."""
        changes = [self._change(claim) for claim in concerned(self.older)]
        cache.set(self._key, self._found, timeout=_KEPT)
        return tuple(each for each in changes if each.is_carried or each.claim.state in _LIVING)

    def _change(self, claim: Claim) -> Change:
        seen = (claim.pk, claim.version)
        if seen not in self._found:
            self._found[seen] = self._became(claim)
        found, relocation, value_place = self._found[seen]
        place = place_of(relocation)
        shown = place or relocation.likeliest
        filing = next((each for each in claim.filings.all() if each.state in STANDING), None)
        return Change(
            claim=claim,
            found=found,
            place=place,
            value_place=value_place,
            score=relocation.score,
            likeliest=relocation.likeliest,
            old=claim.passage.exact,
            new=self.text.text[slice(*shown)] if shown else "",
            filing=filing,
            conflict=getattr(filing.question, "conflict", None) if filing else None,
        )

    def _became(self, claim: Claim) -> tuple[State, Relocation, Span | None]:
        relocation = relocated(claim, self.unsaved)
        if relocation.state not in AT_ONCE:
            return relocation.state, relocation, None
        value_place = self._value_place(claim, relocation)
        if value_place is None:
            return State.EDITED, relocation, None
        read_as = self._read_as(claim, value_place)
        return read_as or relocation.state, relocation, None if read_as else value_place

    def _value_place(self, claim: Claim, relocation: Relocation) -> Span | None:
        """Where the value stands in a passage of the same words: as many signs into it as before."""
        assert relocation.start is not None, "held by Relocation: a moved passage has a place"
        old, new = folded(claim.passage.document.text), folded(self.text.text)
        first, end = old.index(claim.value_start), old.index(claim.value_end)
        start = new.index(relocation.start) + first - old.index(claim.passage.start)
        if end <= first or start + end - first > len(new.signs):
            return None
        same = old.cased[first:end] == new.cased[start : start + end - first]
        return new.span(start, start + end - first) if same else None

    def _read_as(self, claim: Claim, value_place: Span) -> State | None:
        """What else changed although the words are the same: a date takes its year, a figure its as-of, from around it.

        Both texts are read by the reader of today, so that a better reader is no difference. None: nothing.
        """
        before = self._readings_of(claim.passage.document).get((claim.value_start, claim.value_end))
        after = self._readings_of(self.unsaved).get(value_place)
        if before is None or before == after:
            return None
        if after is None or (before.value, before.as_of) != (after.value, after.as_of):
            return State.NUMBERS_CHANGED
        return State.EDITED

    def _readings_of(self, document: Document) -> dict[Span, Reading]:
        """What is read at every place of a text."""
        if document.pk not in self._readings:
            self._readings[document.pk] = {
                (reading.mention.start, reading.mention.end): Reading(
                    reading.mention.value,
                    reading.as_of,
                    facts_of(document, reading)["attribution"],
                )
                for reading in readings_of(document)
                if can_be_claimed(reading.mention)
            }
        return self._readings[document.pk]


def concerned(older: Document) -> Sequence[Claim]:
    """The claims of a document that people have to do with, and those that wait for a place in it."""
    waiting = Carryover.objects.waiting().filter(claim=OuterRef("pk"), document=older)
    document = Document.objects.without_original()
    filings = Filing.objects.select_related("question__conflict")
    return list(
        Claim.objects.filter(Q(passage__document=older) & _touched_by_people() | Exists(waiting))
        .select_related("passage")
        .prefetch_related(Prefetch("passage__document", document), Prefetch("filings", filings))
        .order_by("passage__document_id", "value_start", "pk")
    )


def _touched_by_people() -> Q:
    own = {"claim": OuterRef("pk")}
    filings = Filing.objects.filter(**own)
    settled = filings.filter(state__in=STANDING, question__conflict__state__in=SETTLED)
    return (
        ~Q(state=ClaimState.DRAFTED)
        | Q(written_by__isnull=False)
        | Q(first_made_as__isnull=False)
        | Exists(filings.exclude(state=FilingState.SUGGESTED))
        | Exists(settled)
        | Exists(Basis.objects.filter(**own))
        | Exists(Comment.objects.filter(**own))
    )


def waiting_for(older: Document) -> QuerySet[Carryover]:
    """What an earlier newer capture left for a person, and nobody has settled."""
    return Carryover.objects.filter(document=older, state=CarryoverState.WAITING)


def work_of(person: Person | AnonymousUser) -> QuerySet[Carryover]:
    """What waits for somebody in the person's dossiers, for lists: texts and bytes stay in the database."""
    bodies = [f"document__{name}" for name in ("original", "text", "blocks", "sketch")]
    return Carryover.objects.visible_to(person).waiting().select_related("claim", "document__dossier").defer(*bodies)


def place_of(found: Relocation) -> Span | None:
    """Where it stands now; None where no place is known."""
    return None if found.start is None or found.end is None else (found.start, found.end)
