"""What a document says never changes, and a passage says what its document says there."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION sources_document_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'document % is kept as imported: import a new capture that supersedes it', OLD.id
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'document_is_kept';
END $$;

CREATE TRIGGER document_is_kept BEFORE UPDATE ON sources_document FOR EACH ROW
    WHEN (OLD.original IS DISTINCT FROM NEW.original OR OLD.text IS DISTINCT FROM NEW.text
          OR OLD.sha256 IS DISTINCT FROM NEW.sha256 OR OLD.extractor IS DISTINCT FROM NEW.extractor
          OR OLD.blocks IS DISTINCT FROM NEW.blocks OR OLD.dossier_id IS DISTINCT FROM NEW.dossier_id)
    EXECUTE FUNCTION sources_document_is_kept();

CREATE FUNCTION sources_document_in_one_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM sources_publisher WHERE id = NEW.publisher_id AND dossier_id <> NEW.dossier_id)
        OR EXISTS (SELECT 1 FROM sources_document
                   WHERE id IN (NEW.derived_from_id, NEW.supersedes_id) AND dossier_id <> NEW.dossier_id) THEN
        RAISE EXCEPTION 'a document, its publisher and its forerunners are of one dossier'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'document_in_one_dossier';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER document_in_one_dossier BEFORE INSERT OR UPDATE OF publisher_id, derived_from_id, supersedes_id
    ON sources_document FOR EACH ROW EXECUTE FUNCTION sources_document_in_one_dossier();

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

CREATE TRIGGER passage_is_proved BEFORE INSERT OR UPDATE ON sources_passage
    FOR EACH ROW EXECUTE FUNCTION sources_passage_is_proved();
"""

BACKWARD = """
DROP TRIGGER passage_is_proved ON sources_passage;
DROP FUNCTION sources_passage_is_proved();
DROP TRIGGER document_in_one_dossier ON sources_document;
DROP FUNCTION sources_document_in_one_dossier();
DROP TRIGGER document_is_kept ON sources_document;
DROP FUNCTION sources_document_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_documents_and_passages")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
