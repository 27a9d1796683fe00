"""The formats by the name the command and the API know them by."""

from types import ModuleType

from claims.export import json_array, ndjson

FORMATS: dict[str, ModuleType] = {"json": json_array, "ndjson": ndjson}
