"""What may stand after the question mark: filters, sparse fields, limit and cursor. Nothing else is taken."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from rest_framework.request import Request

from claims.api.problem_types import Kind
from claims.api.problems import Refusal

LARGEST = 2**63 - 1  # of a key


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: the lookup it stands for, how its value is read, and its schema. Given twice, either value will do.

    `read` raises ValueError, with what it expects as a sentence.
    """

    lookup: str
    read: Callable[[str], Any]
    schema: dict[str, Any]
    says: str = ""

    def condition(self, given: Iterable[str]) -> Q:
        condition = Q()
        for each in given:
            condition |= Q(**{self.lookup: self.read(each)})
        return condition


def number(lookup: str, says: str = "") -> Filter:
    schema = {"type": "integer", "minimum": 1, "maximum": LARGEST}
    return Filter(lookup, lambda given: whole(given, 1), schema, says)


def one_of(lookup: str, known: Iterable[str], says: str = "") -> Filter:
    known = list(known)

    def read(given: str) -> str:
        if given not in known:
            raise ValueError(f"“{given}” is none of: {', '.join(known)}.")
        return given

    return Filter(lookup, read, {"type": "string", "enum": known}, says)


def slug(lookup: str, says: str = "") -> Filter:
    def read(given: str) -> str:
        if not re.fullmatch(r"[-a-zA-Z0-9_]{1,50}", given):
            raise ValueError("Give the slug, as it stands in addresses.")
        return given

    return Filter(lookup, read, {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 50}, says)


def flag(lookup: str, says: str = "", *, when_true: bool = True) -> Filter:
    def read(given: str) -> bool:
        if given not in ("true", "false"):
            raise ValueError("Give true or false.")
        return (given == "true") is when_true

    return Filter(lookup, read, {"type": "boolean"}, says)


def whole(given: str, least: int, most: int = LARGEST) -> int:
    """A whole number as it is written in an address. Raises ValueError."""
    if not (given.isascii() and given.isdecimal() and len(given) < 20 and least <= int(given) <= most):
        raise ValueError(f"Give a whole number from {least} to {most}.")
    return int(given)


def expect_known(request: Request, known: Iterable[str]) -> None:
    """Raises Refusal for a parameter that is not among these, naming the nearest that is."""
    known = sorted(known)
    for name in request.query_params:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            listed = f" Known here: {', '.join(known)}." if known else " This address takes none."
            raise Refusal(Kind.UNKNOWN_PARAMETER, f"There is no parameter “{name}”.{hint}{listed}")


def filtered(request: Request, filters: Mapping[str, Filter]) -> Q:
    condition = Q()
    for name, each in filters.items():
        given = request.query_params.getlist(name)
        if given:
            try:
                condition &= each.condition(given)
            except ValueError as error:
                raise unreadable(name, error) from error
    return condition


def wanted_fields(request: Request, known: Iterable[str]) -> list[str] | None:
    """The fields asked for by `fields=id,state`; None: all of them."""
    asked = request.query_params.getlist("fields")
    if not asked:
        return None
    known, names = list(known), [name for each in asked for name in each.split(",")]
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"Did you mean “{near[0]}”? " if near else ""
            raise unreadable("fields", ValueError(f"There is no field “{name}”. {hint}Known: {', '.join(known)}."))
    return names


def unreadable(name: str, error: ValueError) -> Refusal:
    return Refusal(Kind.UNKNOWN_PARAMETER, f"{name}: {error}")
