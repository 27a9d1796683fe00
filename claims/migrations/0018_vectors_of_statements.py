import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import claims.models.statement_vector


class Migration(migrations.Migration):
    """Vectors as plain numbers, with and without pgvector; weights refitted for one model are not those of another."""

    dependencies = [("claims", "0017_history"), ("sources", "0006_history")]

    operations = [
        migrations.CreateModel(
            name="StatementVector",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="statement_vector",
                        serialize=False,
                        to="claims.claim",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sources.document"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sources.dossier"
                    ),
                ),
                ("embedder", models.CharField(help_text="the model and its version", max_length=200)),
                (
                    "version",
                    models.PositiveSmallIntegerField(help_text="of similarity, by which the statement was made"),
                ),
                ("language", models.CharField(max_length=10)),
                ("block", models.CharField(help_text="the kind of value, as statements meet by it", max_length=60)),
                (
                    "vector",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=claims.models.statement_vector.RealField(),
                        help_text="of length 1, with its language in it",
                        size=None,
                    ),
                ),
            ],
            options={
                "ordering": ["claim_id"],
                "indexes": [models.Index(fields=["dossier", "embedder", "language", "block"], name="vector_by_kind")],
            },
        ),
        migrations.CreateModel(
            name="LanguageMean",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sources.dossier"
                    ),
                ),
                ("embedder", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=10)),
                ("statements", models.PositiveIntegerField()),
                (
                    "total",
                    django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), size=None),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "embedder", "language"), name="language_mean_once_a_dossier"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="filingweights",
            name="embedder",
            field=models.CharField(
                blank=True,
                default="",
                help_text="the model of meaning that had its say; empty: words alone",
                max_length=200,
            ),
        ),
        migrations.RemoveConstraint(model_name="filingweights", name="filing_weights_once_a_dossier"),
        migrations.AddConstraint(
            model_name="filingweights",
            constraint=models.UniqueConstraint(
                fields=("dossier", "embedder"), name="filing_weights_once_a_model", nulls_distinct=False
            ),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="filingweights",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="filingweights",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="filingweightshistory",
            name="embedder",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filingweights",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_filingweightshistory" ("applied_at", "applied_by", "dossier_id", "embedder", "judged", "pgh_created_at", "pgh_label", "pgh_obj_id", "weights") SELECT old_values."applied_at", old_values."applied_by", old_values."dossier_id", old_values."embedder", old_values."judged", NOW(), \'update\', old_values."id", old_values."weights" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."applied_at" IS DISTINCT FROM (new_values."applied_at") OR old_values."applied_by" IS DISTINCT FROM (new_values."applied_by") OR old_values."dossier_id" IS DISTINCT FROM (new_values."dossier_id") OR old_values."embedder" IS DISTINCT FROM (new_values."embedder") OR old_values."judged" IS DISTINCT FROM (new_values."judged") OR old_values."weights" IS DISTINCT FROM (new_values."weights")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1af24162e2ff71dec580fa4e5899df2e71438ec4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d414d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_filingweights",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filingweights",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_filingweightshistory" ("applied_at", "applied_by", "dossier_id", "embedder", "judged", "pgh_created_at", "pgh_label", "pgh_obj_id", "weights") SELECT old_values."applied_at", old_values."applied_by", old_values."dossier_id", old_values."embedder", old_values."judged", NOW(), \'delete\', old_values."id", old_values."weights" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b95b39429f430b8bee967abcbddd186464202847",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a3378",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_filingweights",
                    when="AFTER",
                ),
            ),
        ),
    ]
