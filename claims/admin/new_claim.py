"""The panel "new claim": what a person selected, the values read in it, and what was typed, refused or not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.coverage import Figure, FigureState, figure_at
from claims.drafting import Draft, can_be_claimed, facts_of, facts_of_name, names_of, readings_of, sentence_around
from claims.errors import Refused
from claims.models import Claim, Question
from claims.shown import reading_language
from claims.suggesting import Suggestion, likely_questions, likely_questions_of_name
from claims.writing import Wording, name_in, readings_in
from sources.models import Document
from sources.values import NAME, phrase_in

Span = tuple[int, int]
TYPED, OTHER, MACHINE, NEW = "typed", "other", "machine", "new"
_QUESTIONS_LISTED = 200
_LONGEST_NAME = 60  # code points of a selection that is taken for a name


class ClaimForm(forms.Form):
    """What the panel posts. Whether it will do is the domain's to say."""

    start = forms.IntegerField(label=_("Start"), min_value=0)
    end = forms.IntegerField(label=_("End"), min_value=1)
    value = forms.CharField(label=_("Value"), required=False, max_length=20)
    typed = forms.CharField(label=_("Typed"), required=False, max_length=200)
    named = forms.CharField(label=_("Named"), required=False, max_length=200)
    statement = forms.CharField(label=_("Statement"), required=False, max_length=4000)
    population = forms.CharField(label=_("Population"), required=False, max_length=200)
    scope = forms.CharField(label=_("Scope"), required=False, max_length=300)
    attribution = forms.CharField(label=_("Attribution"), required=False, max_length=300)
    override_reason = forms.CharField(label=_("Override reason"), required=False, max_length=2000)
    question = forms.CharField(label=_("Question"), required=False, max_length=20)
    other_question = forms.CharField(label=_("Other question"), required=False, max_length=20)
    asked = forms.CharField(label=_("Asked"), required=False, max_length=1000)

    def wording(self) -> Wording:
        said = self.cleaned_data
        chosen = said["value"]
        return Wording(
            start=said["start"],
            end=said["end"],
            value="" if chosen.isdecimal() else said["named" if chosen == NAME else "typed"],
            is_name=chosen == NAME,
            value_start=int(chosen) if chosen.isdecimal() else None,
            **{name: said[name] for name in ("statement", "population", "scope", "attribution", "override_reason")},
        )

    def chosen_question(self, document: Document) -> Question | None:
        """Raises Refused where the question is not of the dossier."""
        chosen = self.cleaned_data["question"]
        number = self.cleaned_data["other_question"] if chosen == OTHER else chosen
        if not number.isdecimal():
            return None
        question = Question.objects.filter(dossier=document.dossier_id, pk=int(number)).first()
        if question is None:
            raise Refused(_("That question is not in this dossier any more."))
        return question

    def new_question(self) -> str:
        return str(self.cleaned_data["asked"]) if self.cleaned_data["question"] == NEW else ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A value read in the passage, and the claim that has it already, if one does."""

    reading: Draft
    statement: str
    claim: int | None
    is_chosen: bool

    @property
    def start(self) -> int:
        return self.reading.mention.start

    @property
    def quote(self) -> str:
        return self.reading.mention.quote

    @property
    def phrase(self) -> str:
        return phrase_in(self.reading.mention.value, reading_language())


class Panel:
    """A new claim on its way: the passage, the values to choose from, and what was typed."""

    def __init__(
        self, document: Document, span: Span, *, chosen: str = "", named: str = "", typed: dict[str, Any] | None = None
    ) -> None:
        """`chosen` is where the value meant begins, as the panel posts it; `typed` are its fields, sent back.

        A figure alone is claimed with the clause that says it, a name with its sentence (`named` is the one meant).
        Raises Refused for a span without words.
        """
        self.document = document
        self.typed: dict[str, Any] = typed or {}
        self.value = str(self.typed.get("value", chosen))
        start, end = _trimmed(document.text, span)
        self.meant = None if typed or chosen else _figure_meant(document, start, end)
        if self.meant:
            start, end = min(self.meant.clause[0], self.meant.mention.start), self.meant.clause[1]
        self.readings = readings_in(document, start, end)
        self.named = str(self.typed.get("named", named))
        if not (typed or chosen or self.readings) and _is_name_alone(document, start, end):
            self.named, self.value = " ".join(document.text[start:end].split()), NAME
            start, end = sentence_around(document, (start, end))
            self.readings = readings_in(document, start, end)
        self.start, self.end = start, end

    # ---- the passage and its values ----

    @property
    def exact(self) -> str:
        return self.document.text[self.start : self.end]

    @cached_property
    def figure(self) -> Figure | None:
        """The figure the panel was opened for, where it was opened for one."""
        if self.meant is None:
            return None
        return figure_at(self.document, self.meant.mention.start, self.meant.mention.end)

    @property
    def is_waved_off(self) -> bool:
        return bool(self.figure and self.figure.state == FigureState.WAVED_OFF)

    @cached_property
    def offers(self) -> list[Offer]:
        living = Claim.objects.all().living().filter(passage__document=self.document)
        places = [reading.mention.start for reading in self.readings]
        claimed = dict(living.filter(value_start__in=places).values_list("value_start", "pk"))
        chosen = self._chosen_start(claimed)
        return [
            Offer(
                reading,
                str(facts_of(self.document, reading)["statement"]),
                claimed.get(reading.mention.start),
                reading.mention.start == chosen,
            )
            for reading in self.readings
        ]

    def _chosen_start(self, claimed: dict[int, int]) -> int | None:
        if self.value:
            return int(self.value) if self.value.isdecimal() and len(self.value) < 10 else None
        if self.meant:
            return self.meant.mention.start
        return next((each.mention.start for each in self.readings if each.mention.start not in claimed), None)

    @property
    def chosen(self) -> Offer | None:
        return next((offer for offer in self.offers if offer.is_chosen), None)

    @property
    def is_name(self) -> bool:
        """The value is a name that stands in the passage."""
        return self.value == NAME

    @cached_property
    def name(self) -> str:
        """The name meant, or the one that the passage says to be the first, the only, the largest."""
        told = (each for each in names_of(self.document) if self.start <= each.start and each.end <= self.end)
        return self.named or next((self.document.text[each.start : each.end] for each in told), "")

    @cached_property
    def name_place(self) -> Span | None:
        return name_in(self.document.text, self.start, self.end, self.name) if self.is_name else None

    @property
    def types_its_value(self) -> bool:
        """Nothing that is read is chosen: the person says the value, and why it holds."""
        return self.chosen is None and not self.is_name

    @property
    def facts(self) -> dict[str, str]:
        """What the fields hold: what was typed, else what the reader has."""
        names = ("statement", "population", "scope", "attribution")
        if self.typed:
            return {name: str(self.typed.get(name, "")) for name in names}
        if self.chosen or self.name_place:
            if self.chosen:
                read_facts = facts_of(self.document, self.chosen.reading)
            else:
                assert self.name_place
                read_facts = facts_of_name(self.document, self.name_place, (self.start, self.end))
            return {name: str(read_facts[name]) for name in names}
        return {"statement": " ".join(self.exact.split())}

    # ---- the questions ----

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        if self.name_place:
            return likely_questions_of_name(self.document, self.name_place, (self.start, self.end))
        return likely_questions(self.document, self.chosen.reading) if self.chosen else []

    @cached_property
    def other_questions(self) -> list[Question]:
        """The questions of the dossier that values of this kind answer, without the first one suggested."""
        questions = Question.objects.all().living().filter(dossier=self.document.dossier_id)
        if self.chosen:
            facts = facts_of(self.document, self.chosen.reading)
            questions = questions.filter(kind=facts["kind"], unit__in=[facts["base_unit"], "count"])
        if self.is_name:
            questions = questions.filter(kind=NAME)
        first = [suggestion.question.pk for suggestion in self.suggestions[:1]]
        suggested = [each.question for each in self.suggestions[1:]]
        rest = questions.exclude(pk__in=[*first, *(each.pk for each in suggested)]).order_by("wording", "pk")
        return [*suggested, *rest[:_QUESTIONS_LISTED]]

    @property
    def chosen_question(self) -> str:
        """Which way of filing is chosen: a question's key, another, the machine's or a new one."""
        if self.typed:
            return str(self.typed.get("question", MACHINE))
        best = next(iter(self.suggestions), None)
        return str(best.question.pk) if best and best.is_likely else MACHINE


def _figure_meant(document: Document, start: int, end: int) -> Draft | None:
    """The value that is the span, or that it is a part of: whoever selects "43" in "43,000 people" means that."""
    touched = [
        each
        for each in readings_of(document, (start, end))
        if each.mention.start < end and each.mention.end > start and can_be_claimed(each.mention)
    ]
    exact = [each for each in touched if (each.mention.start, each.mention.end) == (start, end)]
    whole = any(start <= each.mention.start and each.mention.end <= end for each in touched)
    return next(iter(exact or ([] if whole else touched)), None)


def _is_name_alone(document: Document, start: int, end: int) -> bool:
    """Whether a span is a few words of a sentence that says more: whoever selects "Qatar" names it."""
    first, last = sentence_around(document, (start, end))
    return end - start <= _LONGEST_NAME and 2 * (end - start) <= last - first


def _trimmed(text: str, span: Span) -> Span:
    """The span without the white space at its ends. Raises Refused where nothing is left of it."""
    start, end = max(span[0], 0), min(span[1], len(text))
    words = text[start:end]
    if not words.strip():
        raise Refused(_("Select the words of the document that say it."))
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
