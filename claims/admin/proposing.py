"""The form a decision is proposed with, filled in as far as the machine can tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Conflict, Position
from claims.models.reconciliation import WITH_A_VALUE, Difference, Outcome
from claims.review import Decision
from sources.reading import read
from sources.values import Value

NO_POSITION = "none"
_BOTH_MAY_HOLD = (Difference.PERIOD, Difference.SCOPE, Difference.DEFINITION)


class ProposalForm(forms.Form):
    """A decision as a reviewer words it. A value that is typed is read as any value in a text is."""

    position = forms.ChoiceField(label=_("Position that holds"), required=False, widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", _("choose")), *Outcome.choices])
    difference = forms.ChoiceField(label=_("Why they differ"), choices=[("", _("choose")), *Difference.choices])
    value = forms.CharField(
        label=_("Accepted value"),
        required=False,
        max_length=200,
        help_text=_("only where it is not the value of the position: “43,000 to 58,000 people”"),
    )
    rationale = forms.CharField(label=_("Rationale"), widget=forms.Textarea(attrs={"rows": 3}), max_length=10_000)
    correction = forms.CharField(
        label=_("What changes for the readers, and why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=4000,
        help_text=_("published with the new answer: the old one was published"),
    )
    dissent = forms.CharField(
        label=_("Dissent"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=10_000,
        help_text=_("who disagrees, and why"),
    )
    embargo_until = forms.DateTimeField(
        label=_("Not published before"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("empty: at once, when it is approved. The time is UTC."),
    )

    def __init__(
        self, conflict: Conflict, positions: Sequence[tuple[Position, str]], *args: Any, **kwargs: Any
    ) -> None:
        """`positions`: each with what it says in the reviewer's language."""
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.positions = [position for position, _said in positions]
        field = self.fields["position"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*((str(position.pk), said) for position, said in positions), (NO_POSITION, _("none of them"))]
        self.initial = {**_likely_terms(conflict), **self.initial}

    @property
    def further(self) -> list[Any]:
        """The fields most decisions leave empty, folded away."""
        return [self["value"], self["dissent"], self["embargo_until"]]

    @property
    def further_is_open(self) -> bool:
        return any(field.errors or field.value() for field in self.further)

    def chosen_position(self) -> Position | None:
        return next((each for each in self.positions if str(each.pk) == self.cleaned_data.get("position")), None)

    def decision(self, held_by: Callable[[Position], tuple[int, ...]]) -> Decision:
        """What is proposed, as far as the form can be read; `held_by` gives the claims of a position."""
        chosen, cleaned = self.chosen_position(), self.cleaned_data
        until: dt.datetime | None = cleaned.get("embargo_until")
        return Decision(
            outcome=cleaned.get("outcome", ""),
            difference=cleaned.get("difference", ""),
            rationale=cleaned.get("rationale", ""),
            dissent=cleaned.get("dissent", ""),
            value=cleaned.get("value"),
            accepted=held_by(chosen) if chosen else (),
            embargo_until=until,
            correction=cleaned.get("correction", ""),
        )

    def clean_value(self) -> Value | None:
        typed = self.cleaned_data["value"].strip()
        if not typed:
            return None
        value = next((mention.value for mention in read(typed) if not mention.is_vague), None)
        if value is None:
            raise forms.ValidationError(
                _("No value can be read here. Write it as a text would: “about 43,000 people”.")
            )
        return value

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") in WITH_A_VALUE and cleaned.get("position") in ("", NO_POSITION):
            self.add_error("position", _("Choose the position that holds, or another outcome."))
        return cleaned


def _likely_terms(conflict: Conflict) -> dict[str, str]:
    """What the form begins with: the difference that the machine suspects, and the outcome it mostly has."""
    suspected = conflict.hint_difference
    both = suspected in _BOTH_MAY_HOLD
    return {"outcome": Outcome.BOTH if both else Outcome.ONE_POSITION, "difference": suspected}
