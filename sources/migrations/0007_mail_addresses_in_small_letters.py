"""Signing in, single sign-on and letting somebody in find a person by their address: one spelling of it is kept."""

import django.db.models.functions.text
from django.db import migrations, models

import sources.models.person

LOWER = "UPDATE sources_person SET email = lower(email) WHERE email <> lower(email)"


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0006_history"),
    ]

    operations = [
        migrations.AlterModelManagers(name="person", managers=[("objects", sources.models.person.PersonManager())]),
        migrations.RunSQL(LOWER, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(email=django.db.models.functions.text.Lower("email")),
                name="person_email_in_small_letters",
            ),
        ),
    ]
