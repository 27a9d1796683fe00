"""What spans rows and tables: the hash-chained ledger, four eyes, one dossier, and value kept in its passage.

Every refusal names a constraint, as a CHECK would, so that one place can put it into words.
"""

from django.db import migrations

LEDGER = """
CREATE FUNCTION claims_event_digest(
    dossier_id bigint, sequence bigint, at timestamptz, actor_id bigint, verb text,
    subject text, subject_id bigint, detail jsonb, previous_hash text
) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        dossier_id, sequence, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor_id, verb,
        subject, subject_id, detail, previous_hash)::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION claims_event_is_chained() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head claims_ledgerhead%ROWTYPE;
BEGIN
    INSERT INTO claims_ledgerhead (dossier_id, sequence, hash) VALUES (NEW.dossier_id, 0, '')
        ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM claims_ledgerhead WHERE dossier_id = NEW.dossier_id FOR UPDATE;
    NEW.sequence := head.sequence + 1;
    NEW.at := clock_timestamp();
    NEW.previous_hash := head.hash;
    NEW.hash := claims_event_digest(NEW.dossier_id, NEW.sequence, NEW.at, NEW.actor_id, NEW.verb,
                                    NEW.subject, NEW.subject_id, NEW.detail, NEW.previous_hash);
    UPDATE claims_ledgerhead SET sequence = NEW.sequence, hash = NEW.hash WHERE dossier_id = NEW.dossier_id;
    RETURN NEW;
END $$;

CREATE TRIGGER event_is_chained BEFORE INSERT ON claims_event
    FOR EACH ROW EXECUTE FUNCTION claims_event_is_chained();

CREATE FUNCTION claims_ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_is_append_only';
END $$;

CREATE TRIGGER event_is_kept BEFORE UPDATE OR DELETE ON claims_event
    FOR EACH ROW EXECUTE FUNCTION claims_ledger_is_append_only();
CREATE TRIGGER events_are_kept BEFORE TRUNCATE ON claims_event
    FOR EACH STATEMENT EXECUTE FUNCTION claims_ledger_is_append_only();
"""

LEDGER_BACK = """
DROP TRIGGER events_are_kept ON claims_event;
DROP TRIGGER event_is_kept ON claims_event;
DROP FUNCTION claims_ledger_is_append_only();
DROP TRIGGER event_is_chained ON claims_event;
DROP FUNCTION claims_event_is_chained();
DROP FUNCTION claims_event_digest(bigint, bigint, timestamptz, bigint, text, text, bigint, jsonb, text);
"""

# Deferred to the commit: the basis of a decision is written after the decision itself.
FOUR_EYES = """
CREATE FUNCTION claims_reconciliation_has_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE row claims_reconciliation%ROWTYPE;
BEGIN
    SELECT * INTO row FROM claims_reconciliation
        WHERE id = CASE TG_TABLE_NAME WHEN 'claims_basis' THEN (to_jsonb(NEW)->>'reconciliation_id')::bigint ELSE NEW.id END;
    IF row.state IS DISTINCT FROM 'approved' THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT 1 FROM claims_basis b
            JOIN claims_claim c ON c.id = b.claim_id
            JOIN claims_question q ON q.id = row.question_id
            JOIN sources_dossier d ON d.id = q.dossier_id
        WHERE b.reconciliation_id = row.id AND NOT d.own_claims_may_be_approved
            AND (c.written_by_id = row.decided_by_id OR (c.state = 'accepted' AND c.decided_by_id = row.decided_by_id))
    ) THEN
        RAISE EXCEPTION 'whoever wrote or accepted one of the claims may not approve the decision that rests on it'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'reconciliation_has_four_eyes';
    END IF;
    IF TG_TABLE_NAME = 'claims_reconciliation' AND EXISTS (
        SELECT 1 FROM claims_comment t
            LEFT JOIN claims_conflict k ON k.id = t.conflict_id
            LEFT JOIN claims_basis b ON b.claim_id = t.claim_id AND b.reconciliation_id = row.id
        WHERE t.reply_to_id IS NULL AND t.resolved_at IS NULL
            AND (t.question_id = row.question_id OR k.question_id = row.question_id OR b.id IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'an unresolved thread blocks approval'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'reconciliation_threads_resolved';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER reconciliation_has_four_eyes AFTER INSERT OR UPDATE OF state, decided_by_id
    ON claims_reconciliation DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION claims_reconciliation_has_four_eyes();
CREATE CONSTRAINT TRIGGER basis_has_four_eyes AFTER INSERT OR UPDATE ON claims_basis
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_reconciliation_has_four_eyes();
"""

FOUR_EYES_BACK = """
DROP TRIGGER basis_has_four_eyes ON claims_basis;
DROP TRIGGER reconciliation_has_four_eyes ON claims_reconciliation;
DROP FUNCTION claims_reconciliation_has_four_eyes();
"""

PLACES = """
CREATE FUNCTION claims_claim_is_in_its_passage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sources_passage p JOIN sources_document d ON d.id = p.document_id
        WHERE p.id = NEW.passage_id AND d.dossier_id = NEW.dossier_id
            AND NEW.value_start >= p.start AND NEW.value_end <= p."end"
            AND substring(d.text FROM NEW.value_start + 1 FOR NEW.value_end - NEW.value_start) = NEW.value_text
    ) THEN
        RAISE EXCEPTION 'the value is not what the passage says at % to %, or the dossier differs',
            NEW.value_start, NEW.value_end
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'claim_value_in_its_passage';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER claim_value_in_its_passage
    BEFORE INSERT OR UPDATE OF passage_id, value_start, value_end, value_text, dossier_id ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_claim_is_in_its_passage();

CREATE FUNCTION claims_filing_keeps_the_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT dossier_id FROM claims_claim WHERE id = NEW.claim_id)
        IS DISTINCT FROM (SELECT dossier_id FROM claims_question WHERE id = NEW.question_id) THEN
        RAISE EXCEPTION 'claim and question are of two dossiers'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'filing_in_one_dossier';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER filing_in_one_dossier BEFORE INSERT OR UPDATE OF claim_id, question_id ON claims_filing
    FOR EACH ROW EXECUTE FUNCTION claims_filing_keeps_the_dossier();

CREATE FUNCTION claims_basis_keeps_the_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT dossier_id FROM claims_claim WHERE id = NEW.claim_id)
        IS DISTINCT FROM (SELECT q.dossier_id FROM claims_reconciliation r JOIN claims_question q ON q.id = r.question_id
                          WHERE r.id = NEW.reconciliation_id) THEN
        RAISE EXCEPTION 'claim and decision are of two dossiers'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'basis_in_one_dossier';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER basis_in_one_dossier BEFORE INSERT OR UPDATE ON claims_basis
    FOR EACH ROW EXECUTE FUNCTION claims_basis_keeps_the_dossier();
"""

PLACES_BACK = """
DROP TRIGGER basis_in_one_dossier ON claims_basis;
DROP FUNCTION claims_basis_keeps_the_dossier();
DROP TRIGGER filing_in_one_dossier ON claims_filing;
DROP FUNCTION claims_filing_keeps_the_dossier();
DROP TRIGGER claim_value_in_its_passage ON claims_claim;
DROP FUNCTION claims_claim_is_in_its_passage();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_from_question_to_event"),
        ("sources", "0002_text_is_kept"),
    ]

    operations = [
        migrations.RunSQL(LEDGER, LEDGER_BACK),
        migrations.RunSQL(FOUR_EYES, FOUR_EYES_BACK),
        migrations.RunSQL(PLACES, PLACES_BACK),
    ]
