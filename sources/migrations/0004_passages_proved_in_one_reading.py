"""Passages are proved a statement at a time, each document's text read once and from the front to the back.

A trigger for each row unpacked the text and counted its characters from the start for every passage: ten thousand
passages of one sheet took half a minute, and twice as many four times as long.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION sources_passages_are_proved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    passage record;
    document bigint;
    rest text;
    skipped integer;
BEGIN
    FOR passage IN SELECT document_id, start, "end", exact FROM written ORDER BY document_id, start LOOP
        IF passage.document_id IS DISTINCT FROM document THEN
            document := passage.document_id;
            skipped := 0;
            SELECT text || '' INTO rest FROM sources_document WHERE id = document;  -- unpacked once, not at each use
        ELSIF passage.start - skipped > 65536 THEN
            rest := substring(rest FROM passage.start - skipped + 1);
            skipped := passage.start;
        END IF;
        IF substring(rest FROM passage.start - skipped + 1 FOR passage."end" - passage.start)
            IS DISTINCT FROM passage.exact
        THEN
            RAISE EXCEPTION 'document % does not say this at % to %', document, passage.start, passage."end"
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'passage_is_proved';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

DROP TRIGGER passage_is_proved ON sources_passage;
CREATE TRIGGER passage_is_proved AFTER INSERT ON sources_passage REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION sources_passages_are_proved();
CREATE TRIGGER passage_stays_proved AFTER UPDATE ON sources_passage REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION sources_passages_are_proved();
DROP FUNCTION sources_passage_is_proved();
"""

BACKWARD = """
CREATE FUNCTION sources_passage_is_proved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE said text;
BEGIN
    SELECT substring(text FROM NEW.start + 1 FOR NEW."end" - NEW.start) INTO said
        FROM sources_document WHERE id = NEW.document_id;
    IF said IS DISTINCT FROM NEW.exact THEN
        RAISE EXCEPTION 'document % does not say this at % to %', NEW.document_id, NEW.start, NEW."end"
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'passage_is_proved';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER passage_stays_proved ON sources_passage;
DROP TRIGGER passage_is_proved ON sources_passage;
CREATE TRIGGER passage_is_proved BEFORE INSERT OR UPDATE ON sources_passage
    FOR EACH ROW EXECUTE FUNCTION sources_passage_is_proved();
DROP FUNCTION sources_passages_are_proved();
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_captures_notes_and_likeness")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
