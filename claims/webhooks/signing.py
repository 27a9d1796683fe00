"""How a message proves whom it comes from (Standard Webhooks 1.0)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

BEGINNING = "whsec_"


def new_secret() -> str:
    return BEGINNING + base64.b64encode(secrets.token_bytes(32)).decode("ascii")


def headers(message: str, timestamp: int, body: bytes, keys: Iterable[str]) -> dict[str, str]:
    """`timestamp` in seconds since 1970, of this try; one signature a key, parted by blanks."""
    signed = b".".join([message.encode("ascii"), str(timestamp).encode("ascii"), body])
    return {
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{_signature(key, signed)}" for key in keys),
    }


def _signature(key: str, signed: bytes) -> str:
    raw = base64.b64decode(key.removeprefix(BEGINNING))
    return base64.b64encode(hmac.new(raw, signed, hashlib.sha256).digest()).decode("ascii")
