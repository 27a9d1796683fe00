"""Claims as marks to be drawn: the numbers of their columns, in the unit that most of them are written in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from claims.models import Claim, Question, Reconciliation
from claims.models.conflict import Level
from claims.models.valued import extent_of
from claims.plotting import Group, Mark, Plot, Scale, Series, SeriesMark, plot_of, scale_of, series_of
from claims.shown import reading_language, value_said


def plot_positions(
    positions: Sequence[tuple[str, Any, Sequence[Claim]]], names: dict[int, str], decision: Reconciliation | None
) -> tuple[Plot, Scale] | None:
    """The positions of a conflict, each with what it says, the extent it shares and its claims; `names` of claims."""
    drawn = [(said, extent, [claim for claim in claims if claim.strict]) for said, extent, claims in positions]
    every = [claim for _, _, claims in drawn for claim in claims]
    if not every:
        return None
    scale = scale_of((claim.value for claim in every), language=reading_language())
    are_of_several_dates = len({(claim.as_of.lower, claim.as_of.upper) for claim in every if claim.as_of}) > 1
    groups = [
        Group(
            number,
            said,
            tuple(_mark(claim, scale, names, dated=are_of_several_dates) for claim in claims),
            scale.span(extent_of(extent)) if extent else None,
        )
        for number, (said, extent, claims) in enumerate(drawn, start=1)
    ]
    accepted = scale.span(extent_of(decision.likely)) if decision and decision.likely else None
    plot = plot_of(
        groups, accepted=accepted, is_date=scale.is_date, is_yearless=scale.is_yearless, language=reading_language()
    )
    return (plot, scale) if plot else None


def plot_series(question: Question, level: str, claims: Iterable[Claim]) -> tuple[Series, Scale] | None:
    """The figures of a question that changes over time by the day they hold for; None where it does not."""
    if not question.changes_over_time and level != Level.DEVELOPMENT:
        return None
    dated = [claim for claim in claims if claim.strict and claim.as_of and claim.as_of.lower]
    if not dated:
        return None
    scale = scale_of((claim.value for claim in dated), language=reading_language())
    marks = [
        SeriesMark(
            claim.pk,
            value_said(claim),
            str(claim.passage.document),
            as_of_in_words(claim),
            _middle(claim),
            scale.dots(claim.value, extent_of(claim.likely))[0],
            scale.span(extent_of(claim.likely)),
            scale.span(extent_of(claim.strict)),
        )
        for claim in dated
    ]
    series = series_of(marks, is_date=scale.is_date, language=reading_language())
    return (series, scale) if series else None


def as_of_in_words(claim: Claim) -> str:
    """The day or period a claim holds for, as ISO days; the stored end is exclusive."""
    if not claim.as_of:
        return ""
    first, last = claim.as_of.lower, claim.as_of.upper - dt.timedelta(days=1) if claim.as_of.upper else None
    return " – ".join(str(day) for day in dict.fromkeys([first, last]) if day)


def _mark(claim: Claim, scale: Scale, names: dict[int, str], *, dated: bool) -> Mark:
    return Mark(
        claim.pk,
        names[claim.pk],
        value_said(claim),
        scale.dots(claim.value, extent_of(claim.likely)),
        scale.span(extent_of(claim.likely)),
        scale.span(extent_of(claim.strict)),
        as_of_in_words(claim) if dated else "",
        claim.is_denied,
    )


def _middle(claim: Claim) -> float:
    first = float(claim.as_of.lower.toordinal())
    return first if claim.as_of.upper is None else (first + float(claim.as_of.upper.toordinal()) - 1) / 2
