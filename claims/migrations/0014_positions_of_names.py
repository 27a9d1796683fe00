import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    """Names share no extent: a position of theirs has none. People settle in which unit a question is asked."""

    dependencies = [
        ("claims", "0013_work_of_the_queue"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="asked_in",
            field=models.CharField(
                blank=True,
                default="",
                help_text=(
                    "the unit a person says is asked for: answers that do not convert to it are not compared; empty: any"
                ),
                max_length=100,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="position",
            name="extent",
            field=django.contrib.postgres.fields.ranges.DecimalRangeField(blank=True, null=True),
        ),
        migrations.RemoveConstraint(model_name="position", name="position_has_a_common_value"),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(("extent__isnull", True), ("extent__isempty", False), _connector="OR"),
                name="position_has_a_common_value",
            ),
        ),
    ]
