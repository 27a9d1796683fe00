"""Counts of a dossier's claims by state come from an index alone; the one of the dossier alone said no more."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0027_rays_of_positions")]

    operations = [
        migrations.AddIndex(model_name="claim", index=models.Index(fields=["dossier", "state"], name="claim_by_state")),
        migrations.AlterField(
            model_name="claim",
            name="dossier",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="sources.dossier",
            ),
        ),
    ]
