from django.db import migrations, models


class Migration(migrations.Migration):
    """The lines about one conflict are found without reading the whole ledger."""

    dependencies = [("claims", "0020_requests_counted")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["dossier", "subject", "subject_id"], name="event_by_subject"),
        ),
    ]
