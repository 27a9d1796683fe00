"""A conflict names the two claims that clash; the words are made where they are read. And positions in SQL."""

import django.db.models.deletion
from django.db import migrations, models

# Of the first position the claim that ends first: it meets no claim of the last position. One of two origins
# may not be among them; the next change of the question finds the pair anew.
PAIRS = """
UPDATE claims_conflict k SET lower_id = ends.lower_id, upper_id = ends.upper_id
FROM (
    SELECT DISTINCT ON (o.conflict_id) o.conflict_id,
        first_value(m.claim_id) OVER w AS lower_id, last_value(m.claim_id) OVER w AS upper_id
    FROM claims_position o
        JOIN claims_position_claims m ON m.position_id = o.id
        JOIN claims_claim c ON c.id = m.claim_id
    WINDOW w AS (
        PARTITION BY o.conflict_id ORDER BY o.number, upper(c.likely) NULLS LAST, c.id
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
) ends WHERE ends.conflict_id = k.id AND ends.lower_id <> ends.upper_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""

STAB = """
CREATE FUNCTION claims_stab_next(reached numrange, extent numrange) RETURNS numrange
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF reached && extent THEN RETURN reached; END IF;
    RETURN extent;
END $$;
CREATE AGGREGATE claims_stab(numrange) (SFUNC = claims_stab_next, STYPE = numrange, PARALLEL = SAFE);
COMMENT ON AGGREGATE claims_stab(numrange) IS
    'over extents from the smallest upper end up: the one that began the position reached';
"""
STAB_BACK = "DROP AGGREGATE claims_stab(numrange); DROP FUNCTION claims_stab_next(numrange, numrange);"


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_values_looked_up_in_their_passage")]

    operations = [
        migrations.AddField(
            model_name="conflict",
            name="lower",
            field=models.ForeignKey(
                blank=True,
                help_text="of the pair that shows the level best, the claim in the lower position",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="upper",
            field=models.ForeignKey(
                blank=True,
                help_text="the other one of it",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.claim",
            ),
        ),
        migrations.RunSQL(PAIRS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["contradiction", "tension", "internal"]), _negated=True)
                | models.Q(("lower__isnull", False), ("upper__isnull", False)),
                name="conflict_clash_names_its_pair",
            ),
        ),
        migrations.RemoveField(model_name="conflict", name="reason"),
        migrations.RemoveField(model_name="conflict", name="hint"),
        migrations.RemoveField(model_name="conflict", name="hint_difference"),
        migrations.RunSQL(STAB, STAB_BACK),
    ]
