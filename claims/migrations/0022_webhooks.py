"""Addresses outside that are told what happens, and the outbox of their messages."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0021_lines_by_their_subject"),
        ("sources", "0009_tokens_of_the_api"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Webhook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.CharField(max_length=2000)),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("conflict.found", "a conflict is found"),
                                ("question.reconciled", "a decision is approved"),
                                ("question.reopened", "a decided or dismissed question is open again"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "secret",
                    models.CharField(
                        help_text="whsec_ and a key in base 64: what messages are signed with", max_length=80
                    ),
                ),
                (
                    "earlier_secret",
                    models.CharField(blank=True, help_text="signs too, until `earlier_until`", max_length=80),
                ),
                ("earlier_until", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, help_text="when its server said that it is gone (410)", null=True),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="webhooks", to="sources.dossier"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("message", models.CharField(help_text="webhook-id: the same at every try and replay", max_length=40)),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("conflict.found", "a conflict is found"),
                            ("question.reconciled", "a decision is approved"),
                            ("question.reopened", "a decided or dismissed question is open again"),
                        ],
                        max_length=20,
                    ),
                ),
                ("body", models.TextField(help_text="JSON, as it is signed and sent")),
                ("made_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "waiting"), ("delivered", "delivered"), ("failed", "failed")],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("status", models.PositiveSmallIntegerField(blank=True, help_text="HTTP, of the last try", null=True)),
                ("said", models.CharField(blank=True, help_text="why the last try failed", max_length=500)),
                (
                    "webhook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="claims.webhook"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "ordering": ["-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("events__contained_by", ["conflict.found", "question.reconciled", "question.reopened"]),
                    ("events__len__gt", 0),
                ),
                name="webhook_events_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(("secret__startswith", "whsec_")), name="webhook_has_a_secret"
            ),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("earlier_secret", ""), ("earlier_until", None)),
                    models.Q(("earlier_secret__gt", ""), ("earlier_until__isnull", False)),
                    _connector="OR",
                ),
                name="webhook_earlier_secret_ends",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["made_at"], name="delivery_by_age"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "delivered", "failed"])), name="delivery_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("event__in", ["conflict.found", "question.reconciled", "question.reopened"])),
                name="delivery_event_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("webhook", "message"), name="delivery_once_a_message"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state", "waiting")),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="delivery_ended_unless_waiting",
            ),
        ),
    ]
