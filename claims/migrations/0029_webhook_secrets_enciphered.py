"""Secrets of webhooks, in clear until now, are put under `SECRET_KEY`: that of the server, not of whoever migrates."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sources.enciphering import deciphered, enciphered


def _all(apps: Apps, change: Callable[[str], str]) -> None:
    for row in apps.get_model("claims", "Webhook").objects.iterator():
        row.secret = change(row.secret)
        row.earlier_secret = row.earlier_secret and change(row.earlier_secret)
        row.save(update_fields=["secret", "earlier_secret"])


def encipher(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _all(apps, enciphered)


def decipher(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _all(apps, deciphered)


class Migration(migrations.Migration):
    dependencies = [("claims", "0028_claims_by_state")]

    operations = [
        migrations.RemoveConstraint(model_name="webhook", name="webhook_has_a_secret"),
        migrations.AlterField(
            model_name="webhook",
            name="secret",
            field=models.CharField(
                help_text="enciphered: whsec_ and a key in base 64, what messages are signed with", max_length=255
            ),
        ),
        migrations.AlterField(
            model_name="webhook",
            name="earlier_secret",
            field=models.CharField(
                blank=True, help_text="enciphered; signs too, until `earlier_until`", max_length=255
            ),
        ),
        migrations.RunPython(encipher, decipher),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(("secret__startswith", "fernet1:")), name="webhook_secret_enciphered"
            ),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(("earlier_secret", ""), ("earlier_secret__startswith", "fernet1:"), _connector="OR"),
                name="webhook_earlier_secret_enciphered",
            ),
        ),
    ]
