"""What rows said before they were changed (claims/models/history.py): tables, and the triggers that fill them."""

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0016_names_can_be_accepted"),
        ("sources", "0006_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AliasHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), size=None),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.dossier",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.alias",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="BasisHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=10)),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.basis",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reconciliation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.reconciliation",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="CarryoverHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("found", models.CharField(max_length=20)),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                ("score", models.FloatField(default=0)),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "carried_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.document",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.carryover",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ClaimHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("low", models.CharField(blank=True, max_length=60, null=True)),
                ("high", models.CharField(blank=True, max_length=60, null=True)),
                ("modifier", models.CharField(default="exact", max_length=40)),
                ("unit", models.CharField(blank=True, max_length=100, null=True)),
                ("precision", models.CharField(default="1", max_length=40)),
                ("base_unit", models.CharField(blank=True, max_length=100)),
                ("strict", django.contrib.postgres.fields.ranges.DecimalRangeField(blank=True, null=True)),
                ("likely", django.contrib.postgres.fields.ranges.DecimalRangeField(blank=True, null=True)),
                ("table_version", models.PositiveSmallIntegerField(default=1)),
                ("statement", models.TextField()),
                ("language", models.CharField(max_length=8)),
                ("value_text", models.CharField(max_length=300)),
                ("value_start", models.PositiveIntegerField()),
                ("value_end", models.PositiveIntegerField()),
                ("population", models.CharField(blank=True, max_length=200)),
                ("scope", models.CharField(blank=True, max_length=300)),
                ("as_of", django.contrib.postgres.fields.ranges.DateRangeField(blank=True, null=True)),
                ("attribution", models.CharField(blank=True, max_length=300)),
                ("is_denied", models.BooleanField(default=False)),
                ("worth", models.PositiveSmallIntegerField(default=50)),
                ("reader_version", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("override_reason", models.TextField(blank=True)),
                ("state", models.CharField(default="drafted", max_length=10)),
                ("state_reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.dossier",
                    ),
                ),
                (
                    "first_made_as",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.passage",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.claim",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="CommentHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("body", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "conflict",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.conflict",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.comment",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.question",
                    ),
                ),
                (
                    "reply_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.comment",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ConflictHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("level", models.CharField(max_length=20)),
                ("state", models.CharField(default="suspected", max_length=10)),
                ("state_reason", models.TextField(blank=True)),
                ("fingerprint", models.CharField(max_length=64)),
                ("assigned_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lower",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.conflict",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.question",
                    ),
                ),
                (
                    "upper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="CorrectionHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("made_at", models.DateTimeField()),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.correction",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.question",
                    ),
                ),
                (
                    "replaced",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.reconciliation",
                    ),
                ),
                (
                    "replacement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.reconciliation",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="DiscrepancyHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("whole_start", models.PositiveIntegerField()),
                ("whole_end", models.PositiveIntegerField()),
                ("reason", models.TextField()),
                ("state", models.CharField(default="suspected", max_length=10)),
                ("state_reason", models.TextField(blank=True)),
                ("found_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "against",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.passage",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.discrepancy",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="FilingHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("state", models.CharField(default="suggested", max_length=10)),
                ("score", models.FloatField(blank=True, null=True)),
                ("reason", models.JSONField(blank=True, default=dict)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.filing",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.question",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="FilingWeightsHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("weights", models.JSONField()),
                ("judged", models.PositiveIntegerField()),
                ("applied_at", models.DateTimeField()),
                ("applied_by", models.CharField(max_length=150)),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.dossier",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.filingweights",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="QuestionHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("wording", models.CharField(max_length=500)),
                ("language", models.CharField(max_length=8)),
                ("kind", models.CharField(max_length=20)),
                ("unit", models.CharField(blank=True, max_length=100)),
                ("changes_over_time", models.BooleanField(default=False)),
                ("tolerance", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("asked_in", models.CharField(blank=True, max_length=100)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "dossier",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.dossier",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.question",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.question",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "worded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ReconciliationHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("low", models.CharField(blank=True, max_length=60, null=True)),
                ("high", models.CharField(blank=True, max_length=60, null=True)),
                ("modifier", models.CharField(default="exact", max_length=40)),
                ("unit", models.CharField(blank=True, max_length=100, null=True)),
                ("precision", models.CharField(default="1", max_length=40)),
                ("base_unit", models.CharField(blank=True, max_length=100)),
                ("strict", django.contrib.postgres.fields.ranges.DecimalRangeField(blank=True, null=True)),
                ("likely", django.contrib.postgres.fields.ranges.DecimalRangeField(blank=True, null=True)),
                ("table_version", models.PositiveSmallIntegerField(default=1)),
                ("state", models.CharField(default="proposed", max_length=10)),
                ("outcome", models.CharField(max_length=30)),
                ("difference", models.CharField(max_length=30)),
                ("kind", models.CharField(blank=True, max_length=20)),
                ("value_text", models.CharField(blank=True, max_length=300)),
                ("rationale", models.TextField()),
                ("dissent", models.TextField(blank=True)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("embargo_until", models.DateTimeField(blank=True, null=True)),
                ("correction", models.TextField(blank=True)),
                ("decision_note", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.reconciliation",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.question",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="SheetHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("columns", models.JSONField(blank=True, default=dict)),
                ("uploaded_at", models.DateTimeField()),
                ("imported_at", models.DateTimeField(blank=True, null=True)),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.document",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.dossier",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.sheet",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="WavedFigureHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("waved_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.document",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="claims.wavedfigure",
                    ),
                ),
                (
                    "pgh_person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("concordance.person"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        db_index=False,
                        help_text="on whose behalf; empty: the machine, or a command",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "waved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_aliashistory" ("dossier_id", "names", "pgh_created_at", "pgh_label", "pgh_obj_id", "written_at", "written_by_id") SELECT old_values."dossier_id", old_values."names", NOW(), \'update\', old_values."id", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."dossier_id" IS DISTINCT FROM (new_values."dossier_id") OR old_values."names" IS DISTINCT FROM (new_values."names") OR old_values."written_at" IS DISTINCT FROM (new_values."written_at") OR old_values."written_by_id" IS DISTINCT FROM (new_values."written_by_id")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8d68e7222c7a77abbeeb6afe87d30b4de4f563b0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_72ed1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_alias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_aliashistory" ("dossier_id", "names", "pgh_created_at", "pgh_label", "pgh_obj_id", "written_at", "written_by_id") SELECT old_values."dossier_id", old_values."names", NOW(), \'delete\', old_values."id", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="97b235f987d7f3da40511f4754e0bb0e844db429",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7c11b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_alias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="basis",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_basishistory" ("claim_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reconciliation_id", "role") SELECT old_values."claim_id", NOW(), \'update\', old_values."id", old_values."reconciliation_id", old_values."role" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."claim_id" IS DISTINCT FROM (new_values."claim_id") OR old_values."reconciliation_id" IS DISTINCT FROM (new_values."reconciliation_id") OR old_values."role" IS DISTINCT FROM (new_values."role")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="251867af7c153d05fefad34ffe0248f8198d0e74",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c47f4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_basis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="basis",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_basishistory" ("claim_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reconciliation_id", "role") SELECT old_values."claim_id", NOW(), \'delete\', old_values."id", old_values."reconciliation_id", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="678109aae51bfebb96c8a13610d59406e7303472",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d53e7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_basis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carryover",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_carryoverhistory" ("carried_to_id", "claim_id", "decided_at", "decided_by_id", "document_id", "end", "found", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "score", "start", "state") SELECT old_values."carried_to_id", old_values."claim_id", old_values."decided_at", old_values."decided_by_id", old_values."document_id", old_values."end", old_values."found", NOW(), \'update\', old_values."id", old_values."reason", old_values."score", old_values."start", old_values."state" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."carried_to_id" IS DISTINCT FROM (new_values."carried_to_id") OR old_values."claim_id" IS DISTINCT FROM (new_values."claim_id") OR old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."document_id" IS DISTINCT FROM (new_values."document_id") OR old_values."end" IS DISTINCT FROM (new_values."end") OR old_values."found" IS DISTINCT FROM (new_values."found") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."score" IS DISTINCT FROM (new_values."score") OR old_values."start" IS DISTINCT FROM (new_values."start") OR old_values."state" IS DISTINCT FROM (new_values."state")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="88e619e49c43676ac2113da2b9cc055fc40195df",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e4a98",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_carryover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carryover",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_carryoverhistory" ("carried_to_id", "claim_id", "decided_at", "decided_by_id", "document_id", "end", "found", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "score", "start", "state") SELECT old_values."carried_to_id", old_values."claim_id", old_values."decided_at", old_values."decided_by_id", old_values."document_id", old_values."end", old_values."found", NOW(), \'delete\', old_values."id", old_values."reason", old_values."score", old_values."start", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f015351f43314ee4ecfc9c70f6c99346d9cdc98a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_46883",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_carryover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_claimhistory" ("as_of", "attribution", "base_unit", "created_at", "decided_at", "decided_by_id", "dossier_id", "first_made_as_id", "high", "is_denied", "kind", "language", "likely", "low", "modifier", "override_reason", "passage_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "precision", "reader_version", "scope", "state", "state_reason", "statement", "strict", "table_version", "unit", "value_end", "value_start", "value_text", "version", "worth", "written_by_id") SELECT old_values."as_of", old_values."attribution", old_values."base_unit", old_values."created_at", old_values."decided_at", old_values."decided_by_id", old_values."dossier_id", old_values."first_made_as_id", old_values."high", old_values."is_denied", old_values."kind", old_values."language", old_values."likely", old_values."low", old_values."modifier", old_values."override_reason", old_values."passage_id", NOW(), \'update\', old_values."id", old_values."population", old_values."precision", old_values."reader_version", old_values."scope", old_values."state", old_values."state_reason", old_values."statement", old_values."strict", old_values."table_version", old_values."unit", old_values."value_end", old_values."value_start", old_values."value_text", old_values."version", old_values."worth", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."as_of" IS DISTINCT FROM (new_values."as_of") OR old_values."attribution" IS DISTINCT FROM (new_values."attribution") OR old_values."base_unit" IS DISTINCT FROM (new_values."base_unit") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."dossier_id" IS DISTINCT FROM (new_values."dossier_id") OR old_values."first_made_as_id" IS DISTINCT FROM (new_values."first_made_as_id") OR old_values."high" IS DISTINCT FROM (new_values."high") OR old_values."is_denied" IS DISTINCT FROM (new_values."is_denied") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."likely" IS DISTINCT FROM (new_values."likely") OR old_values."low" IS DISTINCT FROM (new_values."low") OR old_values."modifier" IS DISTINCT FROM (new_values."modifier") OR old_values."override_reason" IS DISTINCT FROM (new_values."override_reason") OR old_values."passage_id" IS DISTINCT FROM (new_values."passage_id") OR old_values."population" IS DISTINCT FROM (new_values."population") OR old_values."precision" IS DISTINCT FROM (new_values."precision") OR old_values."reader_version" IS DISTINCT FROM (new_values."reader_version") OR old_values."scope" IS DISTINCT FROM (new_values."scope") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."state_reason" IS DISTINCT FROM (new_values."state_reason") OR old_values."statement" IS DISTINCT FROM (new_values."statement") OR old_values."strict" IS DISTINCT FROM (new_values."strict") OR old_values."table_version" IS DISTINCT FROM (new_values."table_version") OR old_values."unit" IS DISTINCT FROM (new_values."unit") OR old_values."value_end" IS DISTINCT FROM (new_values."value_end") OR old_values."value_start" IS DISTINCT FROM (new_values."value_start") OR old_values."value_text" IS DISTINCT FROM (new_values."value_text") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."worth" IS DISTINCT FROM (new_values."worth") OR old_values."written_by_id" IS DISTINCT FROM (new_values."written_by_id")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1e15e390d23bdc32dbf5e9dccd3dd28656b3d99b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fe4ba",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_claim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_claimhistory" ("as_of", "attribution", "base_unit", "created_at", "decided_at", "decided_by_id", "dossier_id", "first_made_as_id", "high", "is_denied", "kind", "language", "likely", "low", "modifier", "override_reason", "passage_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "precision", "reader_version", "scope", "state", "state_reason", "statement", "strict", "table_version", "unit", "value_end", "value_start", "value_text", "version", "worth", "written_by_id") SELECT old_values."as_of", old_values."attribution", old_values."base_unit", old_values."created_at", old_values."decided_at", old_values."decided_by_id", old_values."dossier_id", old_values."first_made_as_id", old_values."high", old_values."is_denied", old_values."kind", old_values."language", old_values."likely", old_values."low", old_values."modifier", old_values."override_reason", old_values."passage_id", NOW(), \'delete\', old_values."id", old_values."population", old_values."precision", old_values."reader_version", old_values."scope", old_values."state", old_values."state_reason", old_values."statement", old_values."strict", old_values."table_version", old_values."unit", old_values."value_end", old_values."value_start", old_values."value_text", old_values."version", old_values."worth", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="50bcbfa643126e41a86be6546dad344495081b2a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dbf31",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_claim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_commenthistory" ("author_id", "body", "claim_id", "conflict_id", "edited_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reply_to_id", "resolved_at", "resolved_by_id", "written_at") SELECT old_values."author_id", old_values."body", old_values."claim_id", old_values."conflict_id", old_values."edited_at", NOW(), \'update\', old_values."id", old_values."question_id", old_values."reply_to_id", old_values."resolved_at", old_values."resolved_by_id", old_values."written_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."author_id" IS DISTINCT FROM (new_values."author_id") OR old_values."body" IS DISTINCT FROM (new_values."body") OR old_values."claim_id" IS DISTINCT FROM (new_values."claim_id") OR old_values."conflict_id" IS DISTINCT FROM (new_values."conflict_id") OR old_values."edited_at" IS DISTINCT FROM (new_values."edited_at") OR old_values."question_id" IS DISTINCT FROM (new_values."question_id") OR old_values."reply_to_id" IS DISTINCT FROM (new_values."reply_to_id") OR old_values."resolved_at" IS DISTINCT FROM (new_values."resolved_at") OR old_values."resolved_by_id" IS DISTINCT FROM (new_values."resolved_by_id") OR old_values."written_at" IS DISTINCT FROM (new_values."written_at")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d4b47602a866556572a9483abd01676ed5e66a90",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e1935",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_commenthistory" ("author_id", "body", "claim_id", "conflict_id", "edited_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reply_to_id", "resolved_at", "resolved_by_id", "written_at") SELECT old_values."author_id", old_values."body", old_values."claim_id", old_values."conflict_id", old_values."edited_at", NOW(), \'delete\', old_values."id", old_values."question_id", old_values."reply_to_id", old_values."resolved_at", old_values."resolved_by_id", old_values."written_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9873cc25ca6ba5984aa1a0eb53e655e23d9a444d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e4a2e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conflict",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_conflicthistory" ("assigned_at", "assigned_to_id", "fingerprint", "level", "lower_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "state", "state_reason", "upper_id", "version") SELECT old_values."assigned_at", old_values."assigned_to_id", old_values."fingerprint", old_values."level", old_values."lower_id", NOW(), \'update\', old_values."id", old_values."question_id", old_values."state", old_values."state_reason", old_values."upper_id", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."assigned_at" IS DISTINCT FROM (new_values."assigned_at") OR old_values."assigned_to_id" IS DISTINCT FROM (new_values."assigned_to_id") OR old_values."fingerprint" IS DISTINCT FROM (new_values."fingerprint") OR old_values."level" IS DISTINCT FROM (new_values."level") OR old_values."lower_id" IS DISTINCT FROM (new_values."lower_id") OR old_values."question_id" IS DISTINCT FROM (new_values."question_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."state_reason" IS DISTINCT FROM (new_values."state_reason") OR old_values."upper_id" IS DISTINCT FROM (new_values."upper_id") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7c4db753fc979ee3046082f2d4982f44a261f7e6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c2773",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_conflict",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conflict",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_conflicthistory" ("assigned_at", "assigned_to_id", "fingerprint", "level", "lower_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "state", "state_reason", "upper_id", "version") SELECT old_values."assigned_at", old_values."assigned_to_id", old_values."fingerprint", old_values."level", old_values."lower_id", NOW(), \'delete\', old_values."id", old_values."question_id", old_values."state", old_values."state_reason", old_values."upper_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="85e027cbf8f6bdcbc35d8bdb6ed88134fd83e7ad",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d5fff",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_conflict",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_correctionhistory" ("made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reason", "replaced_id", "replacement_id") SELECT old_values."made_at", NOW(), \'update\', old_values."id", old_values."question_id", old_values."reason", old_values."replaced_id", old_values."replacement_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."made_at" IS DISTINCT FROM (new_values."made_at") OR old_values."question_id" IS DISTINCT FROM (new_values."question_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."replaced_id" IS DISTINCT FROM (new_values."replaced_id") OR old_values."replacement_id" IS DISTINCT FROM (new_values."replacement_id")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="abd59601602dc9dcd0482d53a82fe036b45e3b48",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e23e3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_correctionhistory" ("made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reason", "replaced_id", "replacement_id") SELECT old_values."made_at", NOW(), \'delete\', old_values."id", old_values."question_id", old_values."reason", old_values."replaced_id", old_values."replacement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="aecb08c0ef5d69910b14b62c6e30576453e757c5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b6d31",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="discrepancy",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_discrepancyhistory" ("against_id", "decided_at", "decided_by_id", "found_at", "kind", "passage_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "state_reason", "whole_end", "whole_start") SELECT old_values."against_id", old_values."decided_at", old_values."decided_by_id", old_values."found_at", old_values."kind", old_values."passage_id", NOW(), \'update\', old_values."id", old_values."reason", old_values."state", old_values."state_reason", old_values."whole_end", old_values."whole_start" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."against_id" IS DISTINCT FROM (new_values."against_id") OR old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."found_at" IS DISTINCT FROM (new_values."found_at") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."passage_id" IS DISTINCT FROM (new_values."passage_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."state_reason" IS DISTINCT FROM (new_values."state_reason") OR old_values."whole_end" IS DISTINCT FROM (new_values."whole_end") OR old_values."whole_start" IS DISTINCT FROM (new_values."whole_start")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e5e33d49c9f7332e22a16a7ee24cafeae6a1daee",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_46db9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_discrepancy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="discrepancy",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_discrepancyhistory" ("against_id", "decided_at", "decided_by_id", "found_at", "kind", "passage_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "state_reason", "whole_end", "whole_start") SELECT old_values."against_id", old_values."decided_at", old_values."decided_by_id", old_values."found_at", old_values."kind", old_values."passage_id", NOW(), \'delete\', old_values."id", old_values."reason", old_values."state", old_values."state_reason", old_values."whole_end", old_values."whole_start" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bf6be286525b993eee466e4c162780d942e312da",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bf2a4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_discrepancy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_filinghistory" ("claim_id", "created_at", "decided_at", "decided_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reason", "score", "state") SELECT old_values."claim_id", old_values."created_at", old_values."decided_at", old_values."decided_by_id", NOW(), \'update\', old_values."id", old_values."question_id", old_values."reason", old_values."score", old_values."state" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."claim_id" IS DISTINCT FROM (new_values."claim_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."question_id" IS DISTINCT FROM (new_values."question_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."score" IS DISTINCT FROM (new_values."score") OR old_values."state" IS DISTINCT FROM (new_values."state")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e9cab0e30f7cd9491cd2467bb40d53f09609c290",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af985",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_filing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_filinghistory" ("claim_id", "created_at", "decided_at", "decided_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reason", "score", "state") SELECT old_values."claim_id", old_values."created_at", old_values."decided_at", old_values."decided_by_id", NOW(), \'delete\', old_values."id", old_values."question_id", old_values."reason", old_values."score", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8cba6569a56ff7064282a003722522fac3089ad1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9b571",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_filing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filingweights",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_filingweightshistory" ("applied_at", "applied_by", "dossier_id", "judged", "pgh_created_at", "pgh_label", "pgh_obj_id", "weights") SELECT old_values."applied_at", old_values."applied_by", old_values."dossier_id", old_values."judged", NOW(), \'update\', old_values."id", old_values."weights" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."applied_at" IS DISTINCT FROM (new_values."applied_at") OR old_values."applied_by" IS DISTINCT FROM (new_values."applied_by") OR old_values."dossier_id" IS DISTINCT FROM (new_values."dossier_id") OR old_values."judged" IS DISTINCT FROM (new_values."judged") OR old_values."weights" IS DISTINCT FROM (new_values."weights")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b2f70ffce3df86e5d391432a6f9d22e71d566a36",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_filingweightshistory" ("applied_at", "applied_by", "dossier_id", "judged", "pgh_created_at", "pgh_label", "pgh_obj_id", "weights") SELECT old_values."applied_at", old_values."applied_by", old_values."dossier_id", old_values."judged", NOW(), \'delete\', old_values."id", old_values."weights" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1bdb4c86a71b90b0e427ea5ce5cd95181ea36e38",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a3378",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_filingweights",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_questionhistory" ("asked_in", "changes_over_time", "created_at", "dossier_id", "kind", "language", "merged_into_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tolerance", "unit", "version", "worded_by_id", "wording") SELECT old_values."asked_in", old_values."changes_over_time", old_values."created_at", old_values."dossier_id", old_values."kind", old_values."language", old_values."merged_into_id", NOW(), \'update\', old_values."id", old_values."tolerance", old_values."unit", old_values."version", old_values."worded_by_id", old_values."wording" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."asked_in" IS DISTINCT FROM (new_values."asked_in") OR old_values."changes_over_time" IS DISTINCT FROM (new_values."changes_over_time") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."dossier_id" IS DISTINCT FROM (new_values."dossier_id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."merged_into_id" IS DISTINCT FROM (new_values."merged_into_id") OR old_values."tolerance" IS DISTINCT FROM (new_values."tolerance") OR old_values."unit" IS DISTINCT FROM (new_values."unit") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."worded_by_id" IS DISTINCT FROM (new_values."worded_by_id") OR old_values."wording" IS DISTINCT FROM (new_values."wording")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="220d63823bde77786f7a252449ad20c557615e28",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_25aad",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_questionhistory" ("asked_in", "changes_over_time", "created_at", "dossier_id", "kind", "language", "merged_into_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tolerance", "unit", "version", "worded_by_id", "wording") SELECT old_values."asked_in", old_values."changes_over_time", old_values."created_at", old_values."dossier_id", old_values."kind", old_values."language", old_values."merged_into_id", NOW(), \'delete\', old_values."id", old_values."tolerance", old_values."unit", old_values."version", old_values."worded_by_id", old_values."wording" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="10c85c7e0b9cc38d3c8134e7842e18a6b2975bf3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4051f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reconciliation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reconciliationhistory" ("base_unit", "correction", "decided_at", "decided_by_id", "decision_note", "difference", "dissent", "embargo_until", "high", "kind", "likely", "low", "modifier", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "proposed_at", "proposed_by_id", "question_id", "rationale", "state", "strict", "table_version", "unit", "value_text", "withdrawn_at", "withdrawn_by_id") SELECT old_values."base_unit", old_values."correction", old_values."decided_at", old_values."decided_by_id", old_values."decision_note", old_values."difference", old_values."dissent", old_values."embargo_until", old_values."high", old_values."kind", old_values."likely", old_values."low", old_values."modifier", old_values."outcome", NOW(), \'update\', old_values."id", old_values."precision", old_values."proposed_at", old_values."proposed_by_id", old_values."question_id", old_values."rationale", old_values."state", old_values."strict", old_values."table_version", old_values."unit", old_values."value_text", old_values."withdrawn_at", old_values."withdrawn_by_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."base_unit" IS DISTINCT FROM (new_values."base_unit") OR old_values."correction" IS DISTINCT FROM (new_values."correction") OR old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."decision_note" IS DISTINCT FROM (new_values."decision_note") OR old_values."difference" IS DISTINCT FROM (new_values."difference") OR old_values."dissent" IS DISTINCT FROM (new_values."dissent") OR old_values."embargo_until" IS DISTINCT FROM (new_values."embargo_until") OR old_values."high" IS DISTINCT FROM (new_values."high") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."likely" IS DISTINCT FROM (new_values."likely") OR old_values."low" IS DISTINCT FROM (new_values."low") OR old_values."modifier" IS DISTINCT FROM (new_values."modifier") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."precision" IS DISTINCT FROM (new_values."precision") OR old_values."proposed_at" IS DISTINCT FROM (new_values."proposed_at") OR old_values."proposed_by_id" IS DISTINCT FROM (new_values."proposed_by_id") OR old_values."question_id" IS DISTINCT FROM (new_values."question_id") OR old_values."rationale" IS DISTINCT FROM (new_values."rationale") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."strict" IS DISTINCT FROM (new_values."strict") OR old_values."table_version" IS DISTINCT FROM (new_values."table_version") OR old_values."unit" IS DISTINCT FROM (new_values."unit") OR old_values."value_text" IS DISTINCT FROM (new_values."value_text") OR old_values."withdrawn_at" IS DISTINCT FROM (new_values."withdrawn_at") OR old_values."withdrawn_by_id" IS DISTINCT FROM (new_values."withdrawn_by_id")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a407135c0174109ce397170b22b826db0a687b7c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bfe57",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_reconciliation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reconciliation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reconciliationhistory" ("base_unit", "correction", "decided_at", "decided_by_id", "decision_note", "difference", "dissent", "embargo_until", "high", "kind", "likely", "low", "modifier", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "proposed_at", "proposed_by_id", "question_id", "rationale", "state", "strict", "table_version", "unit", "value_text", "withdrawn_at", "withdrawn_by_id") SELECT old_values."base_unit", old_values."correction", old_values."decided_at", old_values."decided_by_id", old_values."decision_note", old_values."difference", old_values."dissent", old_values."embargo_until", old_values."high", old_values."kind", old_values."likely", old_values."low", old_values."modifier", old_values."outcome", NOW(), \'delete\', old_values."id", old_values."precision", old_values."proposed_at", old_values."proposed_by_id", old_values."question_id", old_values."rationale", old_values."state", old_values."strict", old_values."table_version", old_values."unit", old_values."value_text", old_values."withdrawn_at", old_values."withdrawn_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="92413fc8777d7ed2901769a908854e34bf4c454f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0f9cf",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_reconciliation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheet",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_sheethistory" ("columns", "document_id", "dossier_id", "file_name", "imported_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "uploaded_at", "uploaded_by_id") SELECT old_values."columns", old_values."document_id", old_values."dossier_id", old_values."file_name", old_values."imported_at", NOW(), \'update\', old_values."id", old_values."uploaded_at", old_values."uploaded_by_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."columns" IS DISTINCT FROM (new_values."columns") OR old_values."document_id" IS DISTINCT FROM (new_values."document_id") OR old_values."dossier_id" IS DISTINCT FROM (new_values."dossier_id") OR old_values."file_name" IS DISTINCT FROM (new_values."file_name") OR old_values."imported_at" IS DISTINCT FROM (new_values."imported_at") OR old_values."uploaded_at" IS DISTINCT FROM (new_values."uploaded_at") OR old_values."uploaded_by_id" IS DISTINCT FROM (new_values."uploaded_by_id")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9165ef92c4f8b70cc3510dca366205f33d9dd6bb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b5606",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_sheet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheet",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_sheethistory" ("columns", "document_id", "dossier_id", "file_name", "imported_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "uploaded_at", "uploaded_by_id") SELECT old_values."columns", old_values."document_id", old_values."dossier_id", old_values."file_name", old_values."imported_at", NOW(), \'delete\', old_values."id", old_values."uploaded_at", old_values."uploaded_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e119c01636d4a2e3e26a770adebe8c9459086032",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f7f3d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_sheet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wavedfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_wavedfigurehistory" ("document_id", "end", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "waved_at", "waved_by_id") SELECT old_values."document_id", old_values."end", NOW(), \'update\', old_values."id", old_values."start", old_values."waved_at", old_values."waved_by_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."document_id" IS DISTINCT FROM (new_values."document_id") OR old_values."end" IS DISTINCT FROM (new_values."end") OR old_values."start" IS DISTINCT FROM (new_values."start") OR old_values."waved_at" IS DISTINCT FROM (new_values."waved_at") OR old_values."waved_by_id" IS DISTINCT FROM (new_values."waved_by_id")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0da06269326f90bf2258ec6d9c7d99a9ee788df2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5764b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_wavedfigure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wavedfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_wavedfigurehistory" ("document_id", "end", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "waved_at", "waved_by_id") SELECT old_values."document_id", old_values."end", NOW(), \'delete\', old_values."id", old_values."start", old_values."waved_at", old_values."waved_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5f14b5ef5b9aa655347c3f127f973e803ec7ce3a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7e09f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_wavedfigure",
                    when="AFTER",
                ),
            ),
        ),
    ]
