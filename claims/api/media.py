"""How answers are written: JSON, and what is no JSON, which a caller asks for by `Accept` where a view makes the bytes.

JSON is written by orjson, five times as fast as the standard library, which writes what orjson refuses: whole numbers
beyond 64 bits, half a surrogate pair in what a refusal repeats, and indented answers (`Accept: application/json;
indent=2`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder

_told = JSONEncoder().default


class Json(JSONRenderer):
    ensure_ascii = True  # of the standard library: half a surrogate pair has no bytes in UTF-8

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> Any:
        if data is not None and not self.get_indent(accepted_media_type or "", renderer_context or {}):
            try:
                return orjson.dumps(data, _told, orjson.OPT_UTC_Z)
            except TypeError:
                pass
        return super().render(data, accepted_media_type, renderer_context)


class PlainText(Json):
    """Text; what is refused is JSON all the same."""

    media_type = "text/plain"
    format = "txt"


class AsItCame(Json):
    """Any media type: the bytes have the one they have. What is refused is JSON."""

    media_type = "*/*"
    format = "any"
