"""A dossier may be public: its published decisions are shown to everybody. Its history keeps since when."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0007_mail_addresses_in_small_letters"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="dossier",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dossier",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="dossier",
            name="is_public",
            field=models.BooleanField(
                default=False, help_text="published decisions are shown to everybody (claims/published)"
            ),
        ),
        migrations.AddField(
            model_name="dossierhistory",
            name="is_public",
            field=models.BooleanField(default=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dossier",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_dossierhistory" ("created_at", "is_public", "language", "own_claims_may_be_approved", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title", "version") SELECT old_values."created_at", old_values."is_public", old_values."language", old_values."own_claims_may_be_approved", NOW(), \'update\', old_values."id", old_values."slug", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."is_public" IS DISTINCT FROM (new_values."is_public") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."own_claims_may_be_approved" IS DISTINCT FROM (new_values."own_claims_may_be_approved") OR old_values."slug" IS DISTINCT FROM (new_values."slug") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5a5060840dfde752c8f3f3673d5f617d879ca920",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_629f5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="sources_dossier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dossier",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_dossierhistory" ("created_at", "is_public", "language", "own_claims_may_be_approved", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title", "version") SELECT old_values."created_at", old_values."is_public", old_values."language", old_values."own_claims_may_be_approved", NOW(), \'delete\', old_values."id", old_values."slug", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="428558b6d7ebb4dc008d7535a616bcc86e0da639",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3d65d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="sources_dossier",
                    when="AFTER",
                ),
            ),
        ),
    ]
