import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0010_worth_and_denial"),
        ("sources", "0004_passages_proved_in_one_reading"),
    ]

    operations = [
        migrations.CreateModel(
            name="FilingWeights",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weights", models.JSONField(help_text="`claims.similarity.Weights.as_json`")),
                ("judged", models.PositiveIntegerField(help_text="pairs that they were fitted to")),
                ("applied_at", models.DateTimeField()),
                ("applied_by", models.CharField(help_text="who ran the command", max_length=150)),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        help_text="empty: all",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="filing_weights",
                        to="sources.dossier",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "filing weights",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier",), name="filing_weights_once_a_dossier", nulls_distinct=False
                    )
                ],
            },
        ),
    ]
