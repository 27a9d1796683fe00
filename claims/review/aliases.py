"""Names that mean one thing in a dossier: what people tell the machine, so that it files across names and languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from claims import ledger, recall
from claims.conflicts import detect
from claims.errors import Refused
from claims.models import Alias, Claim
from claims.models.filing import STANDING
from claims.permissions import Right, require
from sources.models import Document, Dossier, Person
from sources.values import NAME

_LONGEST = 100


@transaction.atomic
def name_alike(
    dossier: Dossier, names: Iterable[str], *, by: Person, at: dt.datetime, instead_of: Alias | None = None
) -> Alias:
    """Say that these names mean one thing (Atta, 阿塔, Taliban); `instead_of` is the group they replace.

    Claims without a question, of documents that say one of the names, are matched anew with the next comparison.
    """
    require(by, Right.WRITE, dossier)
    listed = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    if len(listed) < 2:
        raise Refused("Write two names or more, each on a line of its own.")
    if long := next((name for name in listed if len(name) > _LONGEST), None):
        raise Refused(f"“{long[:40]}…” is too long for a name: at most {_LONGEST} characters.")
    Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)
    taken = {name.casefold(): alias for alias in dossier.aliases.all() for name in alias.names if alias != instead_of}
    if twice := next((name for name in listed if name.casefold() in taken), None):
        raise Refused(f"“{twice}” stands with “{taken[twice.casefold()]}” already: add the others there.")
    alias = instead_of or Alias(dossier=dossier)
    before = list(alias.names or [])
    alias.names, alias.written_by, alias.written_at = listed, by, at
    alias.save()
    _match_anew(dossier, {*before, *listed})
    ledger.record(dossier, "names said to mean one thing", alias, by=by, names=listed)
    _compare_anew(dossier, at)
    return alias


@transaction.atomic
def part_names(alias: Alias, *, by: Person, at: dt.datetime) -> None:
    """The names mean one thing no more."""
    dossier, names = alias.dossier, list(alias.names)
    require(by, Right.WRITE, dossier)
    _match_anew(dossier, names)
    ledger.record(dossier, "names parted", alias, by=by, names=names)
    alias.delete()
    _compare_anew(dossier, at)


def _compare_anew(dossier: Dossier, at: dt.datetime) -> None:
    """What names answer, aliases settle."""
    detect(dossier.questions.filter(kind=NAME), at=at)


def _match_anew(dossier: Dossier, names: Iterable[str]) -> None:
    said = reduce(or_, (Q(text__icontains=name) for name in names))
    documents = list(Document.objects.filter(said, dossier=dossier).values_list("pk", flat=True))
    recall.forget(documents)
    unfiled = Claim.objects.all().standing().filter(passage__document__in=documents)
    unfiled.exclude(filings__state__in=STANDING).update(matched_at=None)
