"""The shape of the canonical record as JSON Schema 2020-12, made from its types, so that the two cannot differ.

`docs/reconciled-claim.schema.json` is this, kept in the repository for those who build on it.
"""

from __future__ import annotations

import types
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict

from claims.export.shapes import RECORD_VERSION, ReconciledRecord

_SIMPLE = {str: "string", int: "integer", bool: "boolean", type(None): "null"}


def record_schema() -> dict[str, Any]:
    """The schema of one line of NDJSON, but for its last one and for tombstones."""
    definitions: dict[str, Any] = {}
    root = _object(ReconciledRecord, definitions)
    root["properties"]["record_version"] = {"const": RECORD_VERSION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A reconciled question",
        "description": f"Version {RECORD_VERSION} of the record that Concordance exports.",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(shape: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(shape)
    return {
        "type": "object",
        **({"description": " ".join(shape.__doc__.split())} if shape.__doc__ else {}),
        "properties": {name: _schema(hint, definitions) for name, hint in hints.items()},
        "required": list(hints),
        "additionalProperties": False,
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint in _SIMPLE:
        return {"type": _SIMPLE[hint]}
    if is_typeddict(hint):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        return _either(arguments, definitions)
    if origin is list:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(arguments[1], definitions)}
    raise TypeError(f"no JSON Schema for {hint}")


def _either(arguments: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if all(each in _SIMPLE for each in arguments):
        return {"type": [_SIMPLE[each] for each in arguments]}
    return {"anyOf": [_schema(each, definitions) for each in arguments]}
