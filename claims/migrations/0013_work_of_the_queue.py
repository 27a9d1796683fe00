import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0012_the_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="bulkact",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                help_text="to whom an assignment went; empty: to nobody, or no assignment",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("state", "drafted")),
                fields=["dossier", "-worth", "id"],
                name="claim_drafts_by_worth",
            ),
        ),
        migrations.AddIndex(
            model_name="conflict",
            index=models.Index(fields=["state", "level"], name="conflict_by_state_and_level"),
        ),
    ]
