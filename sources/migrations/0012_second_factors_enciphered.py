"""Secrets of second factors, in clear until now, are put under `SECRET_KEY`: that of the server, not of whoever migrates."""

from collections.abc import Callable
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sources.enciphering import deciphered, enciphered


def _changed(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    changed: dict[str, Any] = {name: change(data[name]) for name in ("secret", "seed") if name in data}
    if "migrated_codes" in data:
        changed["migrated_codes"] = [change(code) for code in data["migrated_codes"]]
    return {**data, **changed}


def _all(apps: Apps, change: Callable[[str], str]) -> None:
    authenticators = apps.get_model("mfa", "Authenticator").objects
    for row in authenticators.filter(type__in=("totp", "recovery_codes")).iterator():
        row.data = _changed(row.data, change)
        row.save(update_fields=["data"])


def encipher(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _all(apps, enciphered)


def decipher(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _all(apps, deciphered)


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0011_withheld_passages_by_document"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(encipher, decipher)]
