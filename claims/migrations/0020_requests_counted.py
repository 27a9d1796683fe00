"""How often the API is asked. Nothing of it has to outlive a crash, so no write of it waits for the log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0019_answers_kept_for_a_day"),
    ]

    operations = [
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "who",
                    models.CharField(
                        help_text="a token, a person or an address of the network", max_length=60, unique=True
                    ),
                ),
                ("since", models.DateTimeField()),
                ("count", models.BigIntegerField()),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["since"], name="request_count_by_age")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("count__gt", 0)), name="request_count_of_some")
                ],
            },
        ),
        migrations.RunSQL("ALTER TABLE claims_requestcount SET UNLOGGED", "ALTER TABLE claims_requestcount SET LOGGED"),
    ]
