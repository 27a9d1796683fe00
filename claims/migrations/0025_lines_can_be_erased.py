"""What a line of the ledger tells can be erased, by the owner alone; that there was a line, and its hash, stay.

A line so erased holds nothing but `{"erased": true}`, and a later line, chained as every other, says which one it is and
what else stood in it (`claims.ledger.erase`). See docs/decisions/0022.
"""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION claims_ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND sources_is_erasing(TG_RELID) THEN
        IF NEW.detail = '{"erased": true}' AND to_jsonb(NEW) - 'detail' = to_jsonb(OLD) - 'detail' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the ledger is append-only: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_is_append_only';
END $$;
"""

BACKWARD = """
CREATE OR REPLACE FUNCTION claims_ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_is_append_only';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0024_batches_and_prepared_exports"),
        ("sources", "0010_erasures"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
