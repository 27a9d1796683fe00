"""What a new document asks for first comes from an index, however many claims there are: those not matched yet, and
kept statements of an earlier version. A claim that was matched has a kept statement from now on, if an outdated one.
"""

from django.db import migrations, models

TO_KEEP = """
INSERT INTO claims_keptstatement (claim_id, document_id, said, terms, words, version)
SELECT c.id, p.document_id, '{}', '{}', '{}', 0 FROM claims_claim c JOIN sources_passage p ON p.id = c.passage_id
WHERE c.matched_at IS NOT NULL AND NOT EXISTS (SELECT FROM claims_keptstatement k WHERE k.claim_id = c.id)
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0030_work_by_worth_and_week")]

    operations = [
        migrations.RunSQL(TO_KEEP, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("matched_at__isnull", True)), fields=["dossier"], name="claim_unmatched"
            ),
        ),
        migrations.AddIndex(
            model_name="keptstatement",
            index=models.Index(fields=["version"], name="kept_statement_by_version"),
        ),
    ]
