"""The columns of a value, for the rows that have one: what is written, and the extents it allows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import DecimalRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import NumericRange

from sources.values import NAME, TABLE_VERSION, Extent, Value, phrase


class Valued(models.Model):
    """A row with a value. The extents are in `base_unit`; those of dates count days (`date.toordinal()`)."""

    kind = models.CharField(max_length=20)
    low = models.CharField(max_length=60, null=True, blank=True)  # noqa: DJ001 - None is an unbounded end
    high = models.CharField(max_length=60, null=True, blank=True)  # noqa: DJ001
    modifier = models.CharField(max_length=40, default="exact")
    unit = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001 - None is a bare number
    precision = models.CharField(max_length=40, default="1")
    base_unit = models.CharField(max_length=100, blank=True)
    strict = DecimalRangeField(null=True, blank=True, help_text="what the words allow")
    likely = DecimalRangeField(null=True, blank=True, help_text="what a careful reader takes them to mean")
    table_version = models.PositiveSmallIntegerField(default=TABLE_VERSION, help_text="of the table of extents")

    class Meta:
        abstract = True

    @property
    def value(self) -> Value:
        return Value(self.kind, self.low, self.high, self.modifier, self.unit, self.precision)

    @property
    def value_phrase(self) -> str:
        """The value in English, whatever the language of its passage ("about 43,000 people")."""
        return phrase(self.value) if self.kind else ""


def columns_of(value: Value) -> dict[str, Any]:
    """The fields of a `Valued` row for this value; a name has no extents. Raises NoExtent for a vague one."""
    is_name = value.kind == NAME
    return {
        "kind": value.kind,
        "low": value.low,
        "high": value.high,
        "modifier": value.modifier,
        "unit": value.unit,
        "precision": value.precision,
        "base_unit": value.base_unit,
        "strict": None if is_name else range_of(value.strict),
        "likely": None if is_name else range_of(value.likely),
        "table_version": TABLE_VERSION,
    }


def range_of(extent: Extent) -> NumericRange:
    return NumericRange(extent.low, extent.high, extent.bounds)


def extent_of(column: Any) -> Extent:
    """A range column as an extent."""
    low, high = (None if end is None else Decimal(end) for end in (column.lower, column.upper))
    return Extent(low, high, ("[" if column.lower_inc else "(") + ("]" if column.upper_inc else ")"))


class Within(models.Func):
    """`a <@ b` for ranges. Django's own lookup casts the inner range to a number of no size."""

    template = "(%(expressions)s)"
    arg_joiner = " <@ "
    output_field = models.BooleanField()


def extent_constraints(name: str) -> list[models.BaseConstraint]:
    """DESIGN 4: likely always lies within strict, and neither is empty."""
    return [
        models.CheckConstraint(
            condition=models.Q(strict__isnull=True) | models.Q(Within(models.F("likely"), models.F("strict"))),
            name=f"{name}_likely_within_strict",
        ),
        models.CheckConstraint(
            condition=models.Q(strict__isnull=True) | models.Q(strict__isempty=False, likely__isempty=False),
            name=f"{name}_extents_not_empty",
        ),
        models.CheckConstraint(
            condition=models.Q(strict__isnull=True, likely__isnull=True)
            | models.Q(strict__isnull=False, likely__isnull=False),
            name=f"{name}_extents_come_together",
        ),
    ]
