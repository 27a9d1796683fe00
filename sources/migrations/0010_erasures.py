"""What had to be forgotten: its tombstone, and the one door through which bytes and text of a document may go.

The door is the owner's of the tables, who says so (`concordance.erasing`) in the transaction that erases: the application
may set that too, and stays outside. See docs/decisions/0022.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

DOOR = """
CREATE FUNCTION sources_is_erasing(kept regclass) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT COALESCE(current_setting('concordance.erasing', true), '') = 'on'
        AND pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = kept), 'MEMBER')
$$;

CREATE OR REPLACE FUNCTION sources_document_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF sources_is_erasing(TG_RELID) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'document % is kept as imported: import a new capture that supersedes it', OLD.id
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'document_is_kept';
END $$;
"""

DOOR_BACK = """
CREATE OR REPLACE FUNCTION sources_document_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'document % is kept as imported: import a new capture that supersedes it', OLD.id
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'document_is_kept';
END $$;
DROP FUNCTION sources_is_erasing(regclass);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0009_tokens_of_the_api"),
    ]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(help_text="the demand, without the words that had to go", max_length=300)),
                ("erased_at", models.DateTimeField()),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure",
                        to="sources.document",
                    ),
                ),
                (
                    "erased_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document__isnull", True), ("person__isnull", False)),
                            models.Q(("document__isnull", False), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="erasure_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="erasure_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.RunSQL(DOOR, DOOR_BACK),
    ]
