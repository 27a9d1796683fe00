"""What rows said before they were changed (sources/models/history.py): tables, and the triggers that fill them."""

import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("sources", "0005_dossier_version"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaptureHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=10)),
                ("url", models.URLField(blank=True, max_length=2000)),
                ("fetched_from", models.URLField(blank=True, max_length=2000)),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("publisher", models.CharField(blank=True, max_length=200)),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("reason", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
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
                        to="sources.capture",
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
                    "supersedes",
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
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="DocumentHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("sha256", models.CharField(max_length=64)),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("media_type", models.CharField(max_length=100)),
                ("extractor", models.CharField(max_length=40)),
                ("language", models.CharField(max_length=8)),
                ("title", models.CharField(blank=True, max_length=500)),
                ("author", models.CharField(blank=True, max_length=300)),
                ("url", models.URLField(blank=True, max_length=2000)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("is_primary", models.BooleanField(default=False)),
                ("captured_at", models.DateTimeField()),
                ("captured_by", models.CharField(default="file", max_length=40)),
                ("fetched_from", models.URLField(blank=True, max_length=2000)),
                ("is_recognised", models.BooleanField(default=False)),
                ("evidence", models.CharField(default="document", max_length=20)),
                ("told_by", models.CharField(blank=True, max_length=300)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("told_how", models.CharField(blank=True, max_length=300)),
                (
                    "derived_from",
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
                    "imported_by",
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
                        to="sources.document",
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
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.publisher",
                    ),
                ),
                (
                    "supersedes",
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
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="DossierHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("slug", models.SlugField(db_index=False)),
                ("title", models.CharField(max_length=200)),
                ("language", models.CharField(default="en", max_length=8)),
                ("own_claims_may_be_approved", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="sources.dossier",
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
            name="MembershipHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=10)),
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
                    "person",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="sources.membership",
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
            name="PassageHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("exact", models.TextField()),
                ("prefix", models.CharField(blank=True, max_length=64)),
                ("suffix", models.CharField(blank=True, max_length=64)),
                ("withheld_because", models.CharField(blank=True, max_length=300)),
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
                        to="sources.passage",
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
            name="PersonHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("is_superuser", models.BooleanField(default=False, verbose_name="superuser status")),
                ("is_staff", models.BooleanField(default=False, verbose_name="staff status")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to=settings.AUTH_USER_MODEL,
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
            name="PublisherHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("grade", models.CharField(default="F", max_length=1)),
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
                        to="sources.publisher",
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
            name="ResemblanceHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("share", models.FloatField()),
                ("state", models.CharField(default="suggested", max_length=10)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                    "other",
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
                        to="sources.resemblance",
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
        pgtrigger.migrations.AddTrigger(
            model_name="capture",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_capturehistory" ("asked_at", "asked_by_id", "document_id", "dossier_id", "ended_at", "fetched_from", "file_name", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher", "reason", "state", "supersedes_id", "url") SELECT old_values."asked_at", old_values."asked_by_id", old_values."document_id", old_values."dossier_id", old_values."ended_at", old_values."fetched_from", old_values."file_name", old_values."kind", NOW(), \'update\', old_values."id", old_values."publisher", old_values."reason", old_values."state", old_values."supersedes_id", old_values."url" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."asked_at" IS DISTINCT FROM (new_values."asked_at") OR old_values."asked_by_id" IS DISTINCT FROM (new_values."asked_by_id") OR old_values."document_id" IS DISTINCT FROM (new_values."document_id") OR old_values."dossier_id" IS DISTINCT FROM (new_values."dossier_id") OR old_values."ended_at" IS DISTINCT FROM (new_values."ended_at") OR old_values."fetched_from" IS DISTINCT FROM (new_values."fetched_from") OR old_values."file_name" IS DISTINCT FROM (new_values."file_name") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."publisher" IS DISTINCT FROM (new_values."publisher") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."supersedes_id" IS DISTINCT FROM (new_values."supersedes_id") OR old_values."url" IS DISTINCT FROM (new_values."url")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="faaeebf95d1476de6f1b9679392d74405b14f60d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e3941",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="sources_capture",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="capture",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_capturehistory" ("asked_at", "asked_by_id", "document_id", "dossier_id", "ended_at", "fetched_from", "file_name", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher", "reason", "state", "supersedes_id", "url") SELECT old_values."asked_at", old_values."asked_by_id", old_values."document_id", old_values."dossier_id", old_values."ended_at", old_values."fetched_from", old_values."file_name", old_values."kind", NOW(), \'delete\', old_values."id", old_values."publisher", old_values."reason", old_values."state", old_values."supersedes_id", old_values."url" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7c8a368d156f7335641001bb4c300c52ac8b6bec",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4cc5d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="sources_capture",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_documenthistory" ("author", "captured_at", "captured_by", "derived_from_id", "dossier_id", "evidence", "extractor", "fetched_from", "file_name", "imported_by_id", "is_primary", "is_recognised", "language", "media_type", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "publisher_id", "sha256", "supersedes_id", "title", "told_at", "told_by", "told_how", "url") SELECT old_values."author", old_values."captured_at", old_values."captured_by", old_values."derived_from_id", old_values."dossier_id", old_values."evidence", old_values."extractor", old_values."fetched_from", old_values."file_name", old_values."imported_by_id", old_values."is_primary", old_values."is_recognised", old_values."language", old_values."media_type", NOW(), \'update\', old_values."id", old_values."published_on", old_values."publisher_id", old_values."sha256", old_values."supersedes_id", old_values."title", old_values."told_at", old_values."told_by", old_values."told_how", old_values."url" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."author" IS DISTINCT FROM (new_values."author") OR old_values."captured_at" IS DISTINCT FROM (new_values."captured_at") OR old_values."captured_by" IS DISTINCT FROM (new_values."captured_by") OR old_values."derived_from_id" IS DISTINCT FROM (new_values."derived_from_id") OR old_values."dossier_id" IS DISTINCT FROM (new_values."dossier_id") OR old_values."evidence" IS DISTINCT FROM (new_values."evidence") OR old_values."extractor" IS DISTINCT FROM (new_values."extractor") OR old_values."fetched_from" IS DISTINCT FROM (new_values."fetched_from") OR old_values."file_name" IS DISTINCT FROM (new_values."file_name") OR old_values."imported_by_id" IS DISTINCT FROM (new_values."imported_by_id") OR old_values."is_primary" IS DISTINCT FROM (new_values."is_primary") OR old_values."is_recognised" IS DISTINCT FROM (new_values."is_recognised") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."media_type" IS DISTINCT FROM (new_values."media_type") OR old_values."published_on" IS DISTINCT FROM (new_values."published_on") OR old_values."publisher_id" IS DISTINCT FROM (new_values."publisher_id") OR old_values."sha256" IS DISTINCT FROM (new_values."sha256") OR old_values."supersedes_id" IS DISTINCT FROM (new_values."supersedes_id") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."told_at" IS DISTINCT FROM (new_values."told_at") OR old_values."told_by" IS DISTINCT FROM (new_values."told_by") OR old_values."told_how" IS DISTINCT FROM (new_values."told_how") OR old_values."url" IS DISTINCT FROM (new_values."url")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="70848d508189bdda869e29435352d66201e937a9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_12f49",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="sources_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_documenthistory" ("author", "captured_at", "captured_by", "derived_from_id", "dossier_id", "evidence", "extractor", "fetched_from", "file_name", "imported_by_id", "is_primary", "is_recognised", "language", "media_type", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "publisher_id", "sha256", "supersedes_id", "title", "told_at", "told_by", "told_how", "url") SELECT old_values."author", old_values."captured_at", old_values."captured_by", old_values."derived_from_id", old_values."dossier_id", old_values."evidence", old_values."extractor", old_values."fetched_from", old_values."file_name", old_values."imported_by_id", old_values."is_primary", old_values."is_recognised", old_values."language", old_values."media_type", NOW(), \'delete\', old_values."id", old_values."published_on", old_values."publisher_id", old_values."sha256", old_values."supersedes_id", old_values."title", old_values."told_at", old_values."told_by", old_values."told_how", old_values."url" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6e51c45b922a3d13b303af1c298d879411b65c6b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_83c90",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="sources_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dossier",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_dossierhistory" ("created_at", "language", "own_claims_may_be_approved", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title", "version") SELECT old_values."created_at", old_values."language", old_values."own_claims_may_be_approved", NOW(), \'update\', old_values."id", old_values."slug", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."own_claims_may_be_approved" IS DISTINCT FROM (new_values."own_claims_may_be_approved") OR old_values."slug" IS DISTINCT FROM (new_values."slug") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="76fb615eb1fd8fb518bda4ac825ba1c029306ccf",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_dossierhistory" ("created_at", "language", "own_claims_may_be_approved", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title", "version") SELECT old_values."created_at", old_values."language", old_values."own_claims_may_be_approved", NOW(), \'delete\', old_values."id", old_values."slug", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5d2abaea1adbb9f9ae11b04c87c83f727f9af5a1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3d65d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="sources_dossier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_membershiphistory" ("dossier_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT old_values."dossier_id", old_values."person_id", NOW(), \'update\', old_values."id", old_values."role" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."dossier_id" IS DISTINCT FROM (new_values."dossier_id") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."role" IS DISTINCT FROM (new_values."role")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7b79b3fd282184f12c519692ccbcd4bd7926a982",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ee434",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="sources_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_membershiphistory" ("dossier_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT old_values."dossier_id", old_values."person_id", NOW(), \'delete\', old_values."id", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="87e817888cbc3e30cca9ae663d7bcc0fa04ea8e3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a863e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="sources_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_passagehistory" ("document_id", "end", "exact", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "start", "suffix", "withheld_because") SELECT old_values."document_id", old_values."end", old_values."exact", NOW(), \'update\', old_values."id", old_values."prefix", old_values."start", old_values."suffix", old_values."withheld_because" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."document_id" IS DISTINCT FROM (new_values."document_id") OR old_values."end" IS DISTINCT FROM (new_values."end") OR old_values."exact" IS DISTINCT FROM (new_values."exact") OR old_values."prefix" IS DISTINCT FROM (new_values."prefix") OR old_values."start" IS DISTINCT FROM (new_values."start") OR old_values."suffix" IS DISTINCT FROM (new_values."suffix") OR old_values."withheld_because" IS DISTINCT FROM (new_values."withheld_because")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b340546a41296da509b35951972a816026ed3b77",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1d8d7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="sources_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_passagehistory" ("document_id", "end", "exact", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "start", "suffix", "withheld_because") SELECT old_values."document_id", old_values."end", old_values."exact", NOW(), \'delete\', old_values."id", old_values."prefix", old_values."start", old_values."suffix", old_values."withheld_because" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="791db75b5be68da82ef952979af22176f2a7d400",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cbe2a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="sources_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_personhistory" ("is_active", "is_staff", "is_superuser", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."is_active", old_values."is_staff", old_values."is_superuser", NOW(), \'update\', old_values."id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_staff" IS DISTINCT FROM (new_values."is_staff") OR old_values."is_superuser" IS DISTINCT FROM (new_values."is_superuser")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1a33580d38502464502aa73896e5d28ba919f63e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3b041",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="sources_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_personhistory" ("is_active", "is_staff", "is_superuser", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."is_active", old_values."is_staff", old_values."is_superuser", NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="36a9d78197b0730abf0e5d02f1833fec1ea4b078",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c3e9b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="sources_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publisher",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_publisherhistory" ("dossier_id", "grade", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."dossier_id", old_values."grade", old_values."name", NOW(), \'update\', old_values."id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."dossier_id" IS DISTINCT FROM (new_values."dossier_id") OR old_values."grade" IS DISTINCT FROM (new_values."grade") OR old_values."name" IS DISTINCT FROM (new_values."name")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="62216b2bae7f9d41ace031e3d4ad918ea1782be2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7ed41",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="sources_publisher",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publisher",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_publisherhistory" ("dossier_id", "grade", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."dossier_id", old_values."grade", old_values."name", NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6a2b676cefea844f419f43dcaaa58073857fd0d5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0df59",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="sources_publisher",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resemblance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_resemblancehistory" ("decided_at", "decided_by_id", "document_id", "other_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share", "state") SELECT old_values."decided_at", old_values."decided_by_id", old_values."document_id", old_values."other_id", NOW(), \'update\', old_values."id", old_values."share", old_values."state" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."document_id" IS DISTINCT FROM (new_values."document_id") OR old_values."other_id" IS DISTINCT FROM (new_values."other_id") OR old_values."share" IS DISTINCT FROM (new_values."share") OR old_values."state" IS DISTINCT FROM (new_values."state")) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2ec2292b78d858a843c4c68d092a2e4b6e54c48c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e3afd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="sources_resemblance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resemblance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sources_resemblancehistory" ("decided_at", "decided_by_id", "document_id", "other_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share", "state") SELECT old_values."decided_at", old_values."decided_by_id", old_values."document_id", old_values."other_id", NOW(), \'delete\', old_values."id", old_values."share", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="46325da4a677c2aaa3664942b5e712de3260710d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_300cf",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="sources_resemblance",
                    when="AFTER",
                ),
            ),
        ),
    ]
