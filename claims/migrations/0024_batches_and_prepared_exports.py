"""Batches of files that workers import, with the bytes that wait, and exports that they write."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0023_passage_then_document"),
        ("sources", "0009_tokens_of_the_api"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "publisher",
                    models.CharField(blank=True, help_text="of all files; empty: as each says", max_length=200),
                ),
                (
                    "language",
                    models.CharField(blank=True, help_text="of all files; empty: told from each text", max_length=8),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("arriving", "Files are still sent"),
                            ("working", "Being imported"),
                            ("comparing", "Being compared"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                            ("failed", "Failed"),
                        ],
                        default="arriving",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True, help_text="why it failed as a whole, for people")),
                (
                    "conflicts",
                    models.PositiveIntegerField(
                        blank=True, help_text="found or changed; empty: not compared", null=True
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="empty: whoever runs the server, by the command",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="batches", to="sources.dossier"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "batches",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="BatchFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(help_text="its place in the batch, from 1")),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("original", models.BinaryField(blank=True, help_text="empty once imported, or let go of", null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.TextField(blank=True, help_text="why it failed, for people; what is to be noted when done"),
                ),
                ("started_at", models.DateTimeField(blank=True, help_text="the last time", null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="claims.batch"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="batch_files",
                        to="sources.document",
                    ),
                ),
            ],
            options={
                "ordering": ["batch_id", "number"],
            },
        ),
        migrations.CreateModel(
            name="PreparedExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "written_as",
                    models.CharField(help_text="the format, by its name in claims/export/formats.py", max_length=20),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True, help_text="why it failed, for people")),
                ("size", models.PositiveBigIntegerField(blank=True, help_text="bytes, once it is written", null=True)),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prepared_exports",
                        to="sources.dossier",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ExportPiece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(help_text="from 1")),
                ("content", models.BinaryField()),
                (
                    "export",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="claims.preparedexport"
                    ),
                ),
            ],
            options={
                "ordering": ["export_id", "number"],
            },
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["arriving", "working", "comparing", "done", "cancelled", "failed"])),
                name="batch_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="batch_failed_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["done", "cancelled", "failed"]), _negated=True),
                    ("ended_at__isnull", False),
                    _connector="OR",
                ),
                name="batch_ended_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="batchfile",
            index=models.Index(fields=["batch", "state"], name="batch_file_by_state"),
        ),
        migrations.AddConstraint(
            model_name="batchfile",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="batch_file_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="batchfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "running", "done", "failed"])),
                name="batch_file_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="batch_file_failed_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["done", "failed"]), ("original__isnull", False), _connector="OR"),
                name="batch_file_waits_with_its_bytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True), ("original__isnull", True), _connector="OR"
                ),
                name="batch_file_kept_once",
            ),
        ),
        migrations.AddIndex(
            model_name="preparedexport",
            index=models.Index(fields=["expires_at"], name="prepared_export_by_its_end"),
        ),
        migrations.AddConstraint(
            model_name="preparedexport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "running", "done", "failed"])),
                name="prepared_export_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="preparedexport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="prepared_export_failed_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="preparedexport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True), ("size__isnull", False), _connector="OR"
                ),
                name="prepared_export_done_with_its_size",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportpiece",
            constraint=models.UniqueConstraint(fields=("export", "number"), name="export_piece_has_its_place"),
        ),
    ]
