"""Many claims at once, ready made: their passages and their rows written by COPY, the keys and constraints all there.

What may be claimed is decided before (`claims.sheets.proposals`); what must hold of a claim the database holds here as
everywhere. Measured by `benchmarks/loading.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.models import Claim
from sources.copying import copy_rows, new_keys
from sources.importing import Place, passages_at
from sources.models import Person

_AT_ONCE = 20_000  # rows held here; more would only take more memory

NewClaim = tuple[Place, Mapping[str, Any]]
"""Where a claim stands, and its columns but for its passage: no state, and nothing decided."""

_NAMED = {str(field.attname): field for field in Claim._meta.concrete_fields}
_COLUMNS = [
    name for name in _NAMED if name not in ("decided_by_id", "decided_at", "first_made_as_id", "created_at", "id")
]


@transaction.atomic
def load_claims(claims: Iterable[NewClaim], *, by: Person) -> list[int]:
    """Write drafts of a person, all or none; returns their keys, in the order of the claims.

    Raises IntegrityError where a constraint does not hold.
    """
    waiting, keys = iter(claims), list[int]()
    while some := list(islice(waiting, _AT_ONCE)):
        keys += _load(some, by=by)
    return keys


def _load(claims: Sequence[NewClaim], *, by: Person) -> list[int]:
    passages = passages_at(place for place, _ in claims)
    keys = new_keys(Claim._meta.db_table, len(claims))
    copy_rows(Claim._meta.db_table, ["id", "created_at", *_COLUMNS], _rows(claims, keys, passages, by))
    return keys


def _rows(
    claims: Sequence[NewClaim], keys: Sequence[int], passages: Mapping[Place, int], by: Person
) -> Iterator[list[Any]]:
    defaults = {name: _NAMED[name].get_default() for name in _COLUMNS} | {"written_by_id": by.pk}
    now = timezone.now()
    for key, (place, columns) in zip(keys, claims, strict=True):
        row = {**defaults, "passage_id": passages[place], **columns}
        if len(row) > len(_COLUMNS):
            raise ValueError(f"not columns of a new claim: {set(row) - set(_COLUMNS)}")
        yield [key, now, *map(row.__getitem__, _COLUMNS)]
