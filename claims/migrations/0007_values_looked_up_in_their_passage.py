"""A claim's value is held against its passage, whose words are proved already: no text is unpacked for each claim."""

from django.db import migrations

CHECK = """
CREATE OR REPLACE FUNCTION claims_claim_is_in_its_passage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sources_passage p JOIN sources_document d ON d.id = p.document_id
        WHERE p.id = NEW.passage_id AND d.dossier_id = NEW.dossier_id
            AND NEW.value_start >= p.start AND NEW.value_end <= p."end"
            AND (NEW.override_reason <> '' OR {said} = NEW.value_text)
    ) THEN
        RAISE EXCEPTION 'the value is not what the passage says at % to %, or the dossier differs',
            NEW.value_start, NEW.value_end
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claim_value_in_its_passage';
    END IF;
    RETURN NEW;
END $$;
"""
IN_THE_PASSAGE = "substring(p.exact FROM NEW.value_start - p.start + 1 FOR NEW.value_end - NEW.value_start)"
IN_THE_TEXT = "substring(d.text FROM NEW.value_start + 1 FOR NEW.value_end - NEW.value_start)"


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0006_aliases_and_merged_questions"),
        ("sources", "0004_passages_proved_in_one_reading"),
    ]

    operations = [migrations.RunSQL(CHECK.format(said=IN_THE_PASSAGE), CHECK.format(said=IN_THE_TEXT))]
