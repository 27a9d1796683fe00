"""The history of a row as people read it: who changed what, from what to what, when."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.backends.postgresql.psycopg_any import Range
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from claims.models.valued import extent_of
from claims.shown import amount_said, kind_said, modifier_said, number_said, unit_said
from claims.shown.words import KINDS
from sources.models import Document, History, Person
from sources.values import in_words

MOST = 200
"""Changes of a row that are told, the newest; nothing but a program makes so many."""

# Counters and marks of the machine: they change with every act, and say nothing that the others do not.
_UNTOLD = {"version", "table_version", "fingerprint", "reader_version"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a row, before and after, in words; empty where it was."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one act made of a row. `by` is empty for the machine and for commands."""

    at: dt.datetime
    by: Person | None
    differences: tuple[Difference, ...]


def changes_of(row: models.Model) -> list[Change]:
    """The newest changes of a row of a model that has a history, newest first. A few queries, however many they are."""
    told: models.QuerySet[Any] = row.history.select_related("pgh_person").order_by("-pgh_id")  # type: ignore[attr-defined]
    kept = list(told[:MOST])
    fields = [field for field in _told_fields(row) if _differ(field, [row, *kept])]
    names = {field.name: _names(field, [row, *kept]) for field in fields if field.is_relation}
    found = []
    for after, before in itertools.pairwise([row, *kept]):
        changed = [field for field in fields if _value(after, field) != _value(before, field)]
        differences = (
            Difference(_called(field), *(_shown(each, field, names) for each in (before, after))) for field in changed
        )
        if changed:
            found.append(Change(before.pgh_created_at, before.pgh_person, tuple(differences)))
    return found


def _told_fields(row: models.Model) -> list[models.Field[Any, Any]]:
    histories: type[History] = row._meta.get_field("history").related_model  # type: ignore[assignment]
    kept = {field.name for field in histories._meta.fields}
    return [field for field in row._meta.concrete_fields if field.name in kept - _UNTOLD]


def _differ(field: models.Field[Any, Any], rows: Iterable[models.Model]) -> bool:
    return any(_value(a, field) != _value(b, field) for a, b in itertools.pairwise(rows))


def _value(row: models.Model, field: models.Field[Any, Any]) -> Any:
    return getattr(row, field.attname)


def _called(field: models.Field[Any, Any]) -> str:
    return capfirst(str(field.verbose_name))


def _names(field: models.Field[Any, Any], rows: Iterable[models.Model]) -> dict[Any, str]:
    """What the rows that a foreign key points to are called."""
    keys = {_value(row, field) for row in rows} - {None}
    model = field.related_model
    assert isinstance(model, type), "a field of a row that is there"
    every = Document.objects.without_bodies() if model is Document else model._default_manager.all()
    return {each.pk: each.display_name if isinstance(each, Person) else str(each) for each in every.filter(pk__in=keys)}


def _shown(row: models.Model, field: models.Field[Any, Any], names: dict[str, dict[Any, str]]) -> str:
    value = _value(row, field)
    if value is None or value in ("", [], {}):
        return ""
    if field.is_relation:
        return names[field.name].get(value) or _("number %(pk)s, which is gone") % {"pk": value}
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return str(localize(localtime(value)))
    if field.name in _OF_A_VALUE:
        return _OF_A_VALUE[field.name](value)
    if field.name in ("strict", "likely"):
        return amount_said(in_words(extent_of(value), row.base_unit))  # type: ignore[attr-defined]
    if isinstance(value, Range):
        return _interval(value)
    if isinstance(value, (dict, list)):
        return ", ".join(map(str, value)) if isinstance(value, list) else json.dumps(value, ensure_ascii=False)
    return str(localize(value))


def _unit(name: str) -> str:
    """A unit, or what is counted where nothing is written: a date, an age."""
    return kind_said(name) if name in KINDS else unit_said(name)


_OF_A_VALUE: dict[str, Callable[[str], str]] = {
    "kind": kind_said,
    "low": number_said,
    "high": number_said,
    "modifier": modifier_said,
    "precision": number_said,
    "unit": _unit,
    "base_unit": _unit,
    "asked_in": _unit,
}
"""Columns that say a part of a value, told as the rest of the desk tells it."""


def _interval(value: Range[Any]) -> str:
    """As mathematicians write it: a square bracket holds its end, a round one does not."""
    low, high = ("…" if end is None else str(localize(end)) for end in (value.lower, value.upper))
    return f"{'[' if value.lower_inc else '('}{low}, {high}{']' if value.upper_inc else ')'}"
