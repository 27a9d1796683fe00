"""Which rows make a dossier, and how each table of them is told: as lines of JSON that PostgreSQL writes and reads.

Left out is what the machine makes anew from the rest, what people were told of, and what is on its way; and the
histories of rows, whose deleted rows no longer say which dossier they were of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection, models
from django.db.models import Q

from claims.models import (
    Alias,
    Basis,
    BulkAct,
    BulkActLine,
    Carryover,
    Claim,
    Comment,
    Conflict,
    Correction,
    Discrepancy,
    EarlierBody,
    Event,
    Filing,
    FilingWeights,
    Position,
    Question,
    Reconciliation,
    Sheet,
    WavedFigure,
)
from claims.models.event import LedgerHead
from sources.models import Capture, Document, Dossier, Erasure, Membership, Passage, Person, Publisher, Resemblance


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one model. `of` are the ways to the dossier, `bodies` the columns that are files of their own."""

    model: type[models.Model]
    of: tuple[str, ...]
    bodies: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        return str(self.model._meta.pk.column)

    @property
    def columns(self) -> list[str]:
        """But for the bodies."""
        fields = self.model._meta.concrete_fields
        return [str(each.column) for each in fields if each.column not in self.bodies and not each.generated]

    def rows(self, dossier: Dossier) -> models.QuerySet[models.Model]:
        ways = Q()
        for way in self.of:
            ways |= Q(**{way: dossier.pk})
        return self.model._base_manager.filter(ways)

    def foreign_keys(self, model: type[models.Model]) -> list[str]:
        """The names of those that point to this model."""
        return [each.name for each in self.model._meta.concrete_fields if each.related_model is model]


_BYTES = {"original": "bytes"}
_SAID_ON = ("claim__dossier", "question__dossier", "conflict__question__dossier")
TABLES = (
    Table(Dossier, ("pk",)),
    Table(Membership, ("dossier",)),
    Table(Publisher, ("dossier",)),
    Table(Document, ("dossier",), {**_BYTES, "text": "txt"}),
    Table(Passage, ("document__dossier",)),
    Table(Capture, ("dossier",), _BYTES),
    Table(Resemblance, ("document__dossier",)),
    Table(Erasure, ("document__dossier",)),
    Table(Question, ("dossier",)),
    Table(Alias, ("dossier",)),
    Table(FilingWeights, ("dossier",)),
    Table(Sheet, ("dossier",), _BYTES),
    Table(Claim, ("dossier",)),
    Table(Filing, ("question__dossier",)),
    Table(Carryover, ("claim__dossier",)),
    Table(Discrepancy, ("passage__document__dossier",)),
    Table(WavedFigure, ("document__dossier",)),
    Table(Conflict, ("question__dossier",)),
    Table(Position, ("conflict__question__dossier",)),
    Table(Position.claims.through, ("position__conflict__question__dossier",)),
    Table(Reconciliation, ("question__dossier",)),
    Table(Basis, ("reconciliation__question__dossier",)),
    Table(Correction, ("question__dossier",)),
    Table(Comment, _SAID_ON),
    Table(EarlierBody, tuple(f"comment__{way}" for way in _SAID_ON)),
    Table(BulkAct, ("dossier",)),
    Table(BulkActLine, ("bulk_act__dossier",)),
    Table(Event, ("dossier",)),
    Table(LedgerHead, ("dossier",)),
)


def lines(table: Table, dossier: Dossier) -> Iterator[bytes]:
    """A line of JSON a row, by key: the same bytes wherever the same rows are. Inside one snapshot."""
    keys, given = table.rows(dossier).order_by().values("pk").query.sql_with_params()
    columns = ", ".join(f'"{column}"' for column in table.columns)
    statement = (
        f"COPY (SELECT row_to_json(line) FROM (SELECT {columns} FROM {table.name} "  # noqa: S608 - of names and keys
        f'WHERE "{table.key}" IN ({keys}) ORDER BY "{table.key}") line) '
        r"TO STDOUT (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')"
    )
    with connection.cursor() as cursor, cursor.copy(statement, given) as copied:
        for line in copied:
            yield bytes(line)


def people_of(dossier: Dossier) -> models.QuerySet[Person]:
    """Everybody whom a row names."""
    named: set[int] = set()
    for table in TABLES:
        for name in table.foreign_keys(Person):
            found = table.rows(dossier).filter(**{f"{name}__isnull": False}).order_by()
            named.update(found.values_list(f"{name}_id", flat=True).distinct())
    return Person.objects.filter(pk__in=named).order_by("pk")
