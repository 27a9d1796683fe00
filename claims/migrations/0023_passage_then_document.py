"""A claim's passage is looked up by its key, and then its document: a session keeps no plan that joins them otherwise.

Joined in one query, a plan made while the tables' counts were off read the whole of one table for every claim that came after.
"""

import importlib

from django.db import migrations

BY_KEYS = """
CREATE OR REPLACE FUNCTION claims_claim_is_in_its_passage() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    passage sources_passage%ROWTYPE;
    dossier bigint;
BEGIN
    SELECT * INTO passage FROM sources_passage WHERE id = NEW.passage_id;
    SELECT dossier_id INTO dossier FROM sources_document WHERE id = passage.document_id;
    IF dossier IS DISTINCT FROM NEW.dossier_id OR NEW.value_start < passage.start OR NEW.value_end > passage."end"
        OR (NEW.override_reason = '' AND NEW.value_text IS DISTINCT FROM
            substring(passage.exact FROM NEW.value_start - passage.start + 1 FOR NEW.value_end - NEW.value_start))
    THEN
        RAISE EXCEPTION 'the value is not what the passage says at % to %, or the dossier differs',
            NEW.value_start, NEW.value_end
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claim_value_in_its_passage';
    END IF;
    RETURN NEW;
END $$;
"""
_earlier = importlib.import_module("claims.migrations.0007_values_looked_up_in_their_passage")


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0022_webhooks"),
    ]

    operations = [migrations.RunSQL(BY_KEYS, _earlier.CHECK.format(said=_earlier.IN_THE_PASSAGE))]
