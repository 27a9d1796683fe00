from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0010_erasures"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="passage",
            index=models.Index(
                condition=models.Q(("withheld_because", ""), _negated=True),
                fields=["document"],
                name="passage_withheld_by_document",
            ),
        ),
    ]
