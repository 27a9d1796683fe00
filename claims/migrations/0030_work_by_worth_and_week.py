"""The list of claims in the order of their worth, and what people judged in the last weeks, come from an index.

The order is told of every state: that of the drafts alone is a part of it. What nobody judged stands in no index of
judgements, so that loading many claims does not write to them.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0029_webhook_secrets_enciphered")]

    operations = [
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["dossier", "state", "-worth", "id"], name="claim_by_worth"),
        ),
        migrations.RemoveIndex(model_name="claim", name="claim_drafts_by_worth"),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("decided_at__isnull", False)),
                fields=["dossier", "decided_at"],
                name="claim_by_decision",
            ),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(
                condition=models.Q(("decided_at__isnull", False)),
                fields=["decided_at"],
                include=["question", "state", "score"],
                name="filing_by_decision",
            ),
        ),
    ]
