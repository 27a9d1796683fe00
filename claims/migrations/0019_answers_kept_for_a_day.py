import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0018_vectors_of_statements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IdempotentAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(help_text="as the caller chose it", max_length=200)),
                (
                    "request_sha256",
                    models.CharField(help_text="of method, address and body, in hexadecimal", max_length=64),
                ),
                ("status", models.PositiveSmallIntegerField()),
                ("body", models.TextField(help_text="JSON, as it was sent")),
                ("version", models.CharField(blank=True, help_text="of the row in it", max_length=40)),
                ("location", models.CharField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["person_id", "id"],
                "indexes": [models.Index(fields=["answered_at"], name="idempotent_answer_by_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "key"), name="idempotent_answer_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="idempotent_answer_has_a_key"
                    ),
                ],
            },
        ),
    ]
