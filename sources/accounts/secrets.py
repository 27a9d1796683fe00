"""What a second factor is reckoned from: the secret of an app, the seed of recovery codes (allauth's rows)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

_WITH_A_SECRET = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


def authenticators_with_secrets() -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(type__in=_WITH_A_SECRET).order_by("pk")  # type: ignore[no-any-return]


def with_secrets(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """The data of an authenticator, each secret in them changed."""
    changed: dict[str, Any] = {name: change(data[name]) for name in ("secret", "seed") if name in data}
    if "migrated_codes" in data:
        changed["migrated_codes"] = [change(code) for code in data["migrated_codes"]]
    return {**data, **changed}
