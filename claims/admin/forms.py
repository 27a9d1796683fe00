"""The forms of the desk. They read what was typed; whether it may be done is the domain's to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Question
from claims.shown import value_said


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class WordingForm(forms.Form):
    wording = forms.CharField(label=_("Wording"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class RulesForm(forms.Form):
    """By which rules the answers to a question are compared."""

    changes_over_time = forms.BooleanField(
        label=_("Changes over time"),
        required=False,
        help_text=_("a death toll, a population: only answers of the same as-of date are compared"),
    )
    tolerance = forms.DecimalField(
        label=_("Tolerance in percent"),
        required=False,
        help_text=_("answers that differ by no more count as one; empty: as they are written"),
    )
    unit = forms.CharField(
        label=_("Unit"),
        required=False,
        max_length=100,
        help_text=_("the one asked for, in English (square kilometre): answers that do not convert are left out"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    @classmethod
    def of(cls, question: Question) -> RulesForm:
        rules = {"changes_over_time": question.changes_over_time, "tolerance": question.tolerance}
        return cls(initial={**rules, "unit": question.asked_in})


class MergeForm(forms.Form):
    """Which question this one becomes part of: those of its dossier with values of its kind."""

    into = forms.ModelChoiceField(
        label=_("The question that stays"), queryset=Question.objects.none(), empty_label=_("choose")
    )

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        others = Question.objects.all().living().filter(dossier=question.dossier_id, kind=question.kind)
        field.queryset = others.exclude(pk=question.pk).order_by("wording")


class SplitForm(forms.Form):
    """Which claims answer another question, and how that one is worded."""

    claims = forms.MultipleChoiceField(label=_("Claims that answer it"), widget=forms.CheckboxSelectMultiple)
    new_wording = forms.CharField(label=_("The new question"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, claims: Sequence[Claim], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["claims"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(claim.pk), f"{value_said(claim)}: {claim}") for claim in claims]
