"""The claims of a published record on an axis: what holds beside what does not (templates/claims/_plot.html)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from claims.export.shapes import ClaimRecord, ExtentRecord, ReconciledRecord, ValueRecord
from claims.models.conflict import Level
from claims.plotting import Group, Mark, Scale, SeriesMark, plot_of, scale_of, series_of
from claims.published.telling import period_in_words, whose
from claims.shown import amount_said, reading_language
from sources.values import Extent, Value


def drawn(record: ReconciledRecord) -> dict[str, Any]:
    """What the partials of the drawings need: `plot` or none, `series` or none, and their `scale`."""
    roles = [(1, _("Holds"), record["accepted_claims"]), (2, _("Does not hold"), record["rejected_claims"])]
    sides = [(number, said, [claim for claim in claims if claim["value"]["strict"]]) for number, said, claims in roles]
    every = [claim for *_side, claims in sides for claim in claims]
    if not every:
        return {}
    language = reading_language()
    scale = scale_of((_value(claim["value"]) for claim in every), language=language)
    accepted = record["accepted_value"]
    are_of_several_dates = len({period_in_words(claim["as_of"]) for claim in every if claim["as_of"]}) > 1
    groups = [
        Group(number, said, tuple(_mark(claim, scale, dated=are_of_several_dates) for claim in claims))
        for number, said, claims in sides
        if claims
    ]
    plot = plot_of(
        groups,
        accepted=scale.span(_extent(accepted["likely"])) if accepted and accepted["likely"] else None,
        is_date=scale.is_date,
        is_yearless=scale.is_yearless,
        language=language,
    )
    dated = [claim for claim in every if claim["as_of"] and claim["as_of"]["first"]]
    changes = record["level"] == Level.DEVELOPMENT
    marks = [_dated_mark(claim, scale) for claim in dated] if changes else []
    series = series_of(marks, is_date=scale.is_date, language=language)
    return {"plot": plot, "series": series, "scale": scale, "level": record["level"]}


def _mark(claim: ClaimRecord, scale: Scale, *, dated: bool) -> Mark:
    value = claim["value"]
    likely = _extent(value["likely"])
    return Mark(
        claim["id"],
        whose(claim),
        amount_said(value["text"], value["kind"]),
        scale.dots(_value(value), likely),
        scale.span(likely),
        scale.span(_extent(value["strict"])),
        period_in_words(claim["as_of"]) if dated else "",
    )


def _dated_mark(claim: ClaimRecord, scale: Scale) -> SeriesMark:
    value = claim["value"]
    likely = _extent(value["likely"])
    period = claim["as_of"] or {"first": None, "last": None}
    days = [dt.date.fromisoformat(day).toordinal() for day in (period["first"], period["last"]) if day]
    return SeriesMark(
        claim["id"],
        amount_said(value["text"], value["kind"]),
        whose(claim),
        period_in_words(period),
        sum(days) / len(days),
        scale.dots(_value(value), likely)[0],
        scale.span(likely),
        scale.span(_extent(value["strict"])),
    )


def _value(record: ValueRecord) -> Value:
    """As it is written. The record tells extents, not the precision they come from: it is not asked for here."""
    return Value(record["kind"], record["low"], record["high"], record["modifier"], record["unit"], precision="1")


def _extent(record: ExtentRecord | None) -> Extent:
    """An extent of numbers; dates as the numbers of their days."""
    if record is None:
        return Extent(None, None)
    low, high = (None if end is None else _number(end) for end in (record["low"], record["high"]))
    return Extent(low, high, record["bounds"])


def _number(end: str) -> Decimal:
    return Decimal(dt.date.fromisoformat(end).toordinal()) if end.count("-") > 1 else Decimal(end)
