"""Everything that is kept enciphered (second factors, webhooks): whether it can be read, and a new key for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from claims.models import Webhook
from sources.accounts.secrets import authenticators_with_secrets, with_secrets
from sources.enciphering import KeyLost, deciphered, enciphered_anew


def look() -> tuple[int, list[str]]:
    """How many rows hold secrets, and which of them are under a key that this server has not, in words."""
    rows, lost = _rows(), list[str]()
    for row in rows:
        try:
            _changed(row, deciphered)
        except KeyLost:
            lost.append(_named(row))
    return len(rows), lost


@transaction.atomic
def encipher_anew() -> tuple[int, list[str]]:
    """Put every secret under the newest key. Returns what `look` does: those that cannot be read stay as they are."""
    rows, lost = _rows(locked=True), list[str]()
    for row in rows:
        try:
            columns = _changed(row, enciphered_anew)
        except KeyLost:
            lost.append(_named(row))
        else:
            type(row)._base_manager.filter(pk=row.pk).update(**columns)
    return len(rows), lost


def _rows(*, locked: bool = False) -> list[Authenticator | Webhook]:
    factors, webhooks = authenticators_with_secrets().select_related("user"), Webhook.objects.order_by("pk")
    if locked:
        factors, webhooks = factors.select_for_update(of=("self",)), webhooks.select_for_update()
    return [*factors, *webhooks]


def _changed(row: Authenticator | Webhook, change: Callable[[str], str]) -> dict[str, Any]:
    """The columns that hold secrets, these changed. Raises KeyLost."""
    if isinstance(row, Webhook):
        return {name: change(kept) for name in Webhook.SECRETS if (kept := getattr(row, name))}
    return {"data": with_secrets(row.data, change)}


def _named(row: Authenticator | Webhook) -> str:
    if isinstance(row, Webhook):
        return f"webhook {row.pk}"
    return f"{row.type} of {row.user.get_username()}"
