from django.db import migrations, models


class Migration(migrations.Migration):
    """A decision may accept a name, which has no extent."""

    dependencies = [("claims", "0015_ledger_chained_by_its_owner")]

    operations = [
        migrations.RemoveConstraint(model_name="reconciliation", name="reconciliation_outcome_has_its_value"),
        migrations.AddConstraint(
            model_name="reconciliation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ["one position holds", "a range holds"]), _negated=True),
                    ("strict__isnull", False),
                    models.Q(("kind", "name"), models.Q(("value_text", ""), _negated=True)),
                    _connector="OR",
                ),
                name="reconciliation_outcome_has_its_value",
            ),
        ),
    ]
