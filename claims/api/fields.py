"""Bodies of what is written, and their fields, strict about types: a number is no text, a text no number."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.validators import RegexValidator
from drf_spectacular.extensions import OpenApiSerializerExtension, OpenApiSerializerFieldExtension
from drf_spectacular.utils import Direction, extend_schema_field
from rest_framework.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    DateTimeField,
    FileField,
    IntegerField,
    ListField,
    RegexField,
    empty,
)
from rest_framework.serializers import Serializer, ValidationError

from claims.api.parameters import LARGEST

ADDRESS = "^(https?://[^\\s\\x00]+)?$"
SHARE = "^[0-9]{1,3}(\\.[0-9]{1,2})?$"
NO_NUL = "^[^\\u0000]*$"


class Said(Serializer[Any]):
    """What a body may say: these fields and no others, so that nothing is set by a name nobody declared."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = [str(name) for name in data if name not in self.fields] if isinstance(data, Mapping) else []
        if unknown:
            raise ValidationError({name: _unknown(name, self.fields) for name in unknown})
        return super().to_internal_value(data)


def _unknown(name: str, known: Iterable[str]) -> list[str]:
    near = difflib.get_close_matches(name, known, 1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    listed = f" Known here: {', '.join(known)}." if [*known] else " Nothing is said here."
    return [f"There is no such field.{hint}{listed}"]


class NoOthers(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """The schema says that no other fields are taken."""

    target_class = Said
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: Direction) -> dict[str, Any]:
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return {**schema, "additionalProperties": False}


class Words(CharField):
    """A text. Whether it may be empty is the domain's to say, unless `allow_blank=False`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_blank": True, "trim_whitespace": False, **options})

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class WordsWithoutNul(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """The schema says what the field refuses: the database takes no NUL."""

    target_class = Words
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: Direction) -> dict[str, Any]:
        schema = auto_schema._map_serializer_field(self.target, direction, bypass_extensions=True)
        return {"pattern": NO_NUL, **schema}


class Address(Words):
    """An address of the web, or nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(RegexValidator(ADDRESS, "Write an address that begins with http:// or https://."))


class Number(IntegerField):
    """A whole number from `min_value` (1) up to what a key may be."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": LARGEST, **options})

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, float) and data.is_integer() and abs(data) < 2**53:
            data = int(data)  # JSON knows one kind of number: 1.0 is a whole one
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class Flag(BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Choice(ChoiceField):
    """One of a few words."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


class Share(RegexField):
    """A percentage as a decimal in a text, with two decimals at most. Which ones will do is the domain's to say."""

    def __init__(self, **options: Any) -> None:
        super().__init__(SHARE, **options)

    def run_validation(self, data: Any = empty) -> Any:
        if not isinstance(data, str | None | type(empty)):
            self.fail("invalid")
        said = super().run_validation(data)
        return Decimal(said) if isinstance(said, str) else said


class Day(DateField):
    """YYYY-MM-DD."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid", format="YYYY-MM-DD")
        return super().to_internal_value(data)


class Moment(DateTimeField):
    """A time with its zone (RFC 3339)."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid", format="YYYY-MM-DDThh:mm:ssZ")
        return super().to_internal_value(data)


@extend_schema_field({"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": LARGEST}})
class Keys(ListField):
    """Keys of rows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=Number(), max_length=10_000, **options)


@extend_schema_field({"type": "string", "format": "binary"})
class File(FileField):
    """The bytes of a file, in a form."""
