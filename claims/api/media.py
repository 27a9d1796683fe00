"""Answers that are no JSON: what a caller may ask for by `Accept` where a view makes the bytes itself."""

from __future__ import annotations

from rest_framework.renderers import JSONRenderer


class PlainText(JSONRenderer):
    """Text; what is refused is JSON all the same."""

    media_type = "text/plain"
    format = "txt"


class AsItCame(JSONRenderer):
    """Any media type: the bytes have the one they have. What is refused is JSON."""

    media_type = "*/*"
    format = "any"
