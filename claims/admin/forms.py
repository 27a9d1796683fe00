"""The forms of the desk. They read what was typed; whether it may be done is the domain's to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from claims.models import Claim, Position, Question
from claims.models.reconciliation import WITH_A_VALUE, Difference, Outcome
from sources.reading import read
from sources.values import Value

NO_POSITION = "none"


class ReasonForm(forms.Form):
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), max_length=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class CommentForm(forms.Form):
    body = forms.CharField(label="Comment", widget=forms.Textarea(attrs={"rows": 3}), max_length=10_000)
    reply_to = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WordingForm(forms.Form):
    wording = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    changes_over_time = forms.BooleanField(
        required=False, help_text="a death toll, a population: only answers of the same as-of date are compared"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class MergeForm(forms.Form):
    """Which question this one becomes part of: those of its dossier with values of its kind."""

    into = forms.ModelChoiceField(
        label="The question that stays", queryset=Question.objects.none(), empty_label="choose"
    )

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        others = Question.objects.all().living().filter(dossier=question.dossier_id, kind=question.kind)
        field.queryset = others.exclude(pk=question.pk).order_by("wording")


class SplitForm(forms.Form):
    """Which claims answer another question, and how that one is worded."""

    claims = forms.MultipleChoiceField(label="Claims that answer it", widget=forms.CheckboxSelectMultiple)
    new_wording = forms.CharField(label="The new question", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, claims: Sequence[Claim], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["claims"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(claim.pk), f"{claim.value_phrase}: {claim}") for claim in claims]


class ProposalForm(forms.Form):
    """A decision as a reviewer words it. A value that is typed is read as any value in a text is."""

    outcome = forms.ChoiceField(choices=[("", "choose"), *Outcome.choices])
    position = forms.ChoiceField(label="Position that holds", required=False, widget=forms.RadioSelect)
    value = forms.CharField(
        label="Accepted value",
        required=False,
        max_length=200,
        help_text="only where it is not the value of the position: “43,000 to 58,000 people”",
    )
    difference = forms.ChoiceField(label="Why they differ", choices=[("", "choose"), *Difference.choices])
    rationale = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=10_000)
    dissent = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=10_000, help_text="who disagrees, and why"
    )

    def __init__(self, positions: Sequence[Position], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.positions = positions
        field = self.fields["position"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*((str(each.pk), each.value_text) for each in positions), (NO_POSITION, "none of them")]

    def chosen_position(self) -> Position | None:
        return next((each for each in self.positions if str(each.pk) == self.cleaned_data["position"]), None)

    def clean_value(self) -> Value | None:
        typed = self.cleaned_data["value"].strip()
        if not typed:
            return None
        value = next((mention.value for mention in read(typed) if not mention.is_vague), None)
        if value is None:
            raise forms.ValidationError("No value can be read here. Write it as a text would: “about 43,000 people”.")
        return value

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") in WITH_A_VALUE and cleaned.get("position") in ("", NO_POSITION):
            self.add_error("position", "Choose the position that holds, or another outcome.")
        return cleaned
