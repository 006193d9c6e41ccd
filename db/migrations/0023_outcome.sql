-- Every paper and every mail comes to an end that somebody can name. A paper has an outcome by itself when an order or a statement
-- stands in it, or when it is a letter, a logo, a container or a shut paper beside them; the others wait for a person's word, and
-- their mail waits with them.
ALTER TABLE document
    ADD COLUMN outcome text CHECK (outcome IN ('nothing_to_do', 'part_of', 'attached', 'asked_again')),
    ADD COLUMN outcome_words text,
    ADD COLUMN outcome_entry_id bigint REFERENCES entry ON DELETE SET NULL,
    ADD COLUMN decided_by text,
    ADD COLUMN decided_at timestamptz,
    ADD CONSTRAINT document_outcome_is_somebodys CHECK (outcome IS NULL OR (decided_by IS NOT NULL AND decided_at IS NOT NULL)),
    ADD CONSTRAINT document_outcome_says_why CHECK (outcome IS NULL OR outcome IN ('part_of', 'attached') OR coalesce(btrim(outcome_words), '') <> '');
CREATE INDEX document_outcome_entry ON document (outcome_entry_id) WHERE outcome_entry_id IS NOT NULL;
ALTER TABLE message
    DROP CONSTRAINT message_outcome_check,
    ADD CONSTRAINT message_outcome_check CHECK (outcome IN ('nothing_to_do', 'automatic', 'answered', 'alert_closed', 'joined', 'by_hand', 'passed_on')),
    ADD COLUMN row_version integer NOT NULL DEFAULT 1,
    ADD COLUMN waits boolean NOT NULL DEFAULT false,       -- for a person's word on the mail itself; kept by message_waits()
    ADD COLUMN joined_entry_id bigint REFERENCES entry ON DELETE SET NULL,
    ADD COLUMN passed_to text,                             -- another force or unit, from when it was told
    ADD COLUMN passed_at timestamptz,
    ADD COLUMN receipt text,                               -- who there confirmed it, and how; until then both hold it
    ADD CONSTRAINT message_joined_names_its_entry CHECK (outcome <> 'joined' OR outcome_words IS NOT NULL),
    ADD CONSTRAINT message_passed_on_has_its_receipt CHECK (outcome <> 'passed_on' OR (btrim(passed_to) <> '' AND btrim(receipt) <> ''));
CREATE INDEX message_joined ON message (joined_entry_id) WHERE joined_entry_id IS NOT NULL;
DROP INDEX message_open_failure;
DROP INDEX document_problem;

-- An order that a person enters from a paper which the program could not read.
ALTER TABLE decision DROP CONSTRAINT decision_kind_check;
ALTER TABLE decision ADD CONSTRAINT decision_kind_check CHECK (kind IN ('verify', 'reject', 'draft', 'duplicate', 'dismiss', 'confirm',
    'correct', 'call_back', 'second', 'service', 'type', 'target', 'ask', 'pass_on', 'settle', 'by_hand'));

CREATE FUNCTION document_is_open(of_document document) RETURNS boolean LANGUAGE sql STABLE SET search_path = ccot, pg_temp AS $$
    SELECT of_document.outcome IS NULL
       AND (of_document.problem IS NOT NULL OR of_document.kind IN ('order', 'power_of_arrest', 'undertaking', 'statement_of_service',
                                                                    'secure_mail_notice', 'unreadable'))
       AND NOT EXISTS (SELECT FROM entry e WHERE e.document_id = of_document.document_id)
       AND NOT EXISTS (SELECT FROM service s WHERE s.document_id = of_document.document_id)
        OR of_document.outcome IS NULL
       AND EXISTS (SELECT FROM service s WHERE s.document_id = of_document.document_id AND (s.entry_id IS NULL OR s.state = 'proposed'))
$$;

CREATE FUNCTION message_has_open_document(which bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = ccot, pg_temp AS $$
    SELECT EXISTS (SELECT FROM document d WHERE d.message_id = which AND document_is_open(d))
$$;

-- What is read again and comes with a paper that nobody has spoken on yet opens its mail again.
CREATE FUNCTION message_waits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    papers boolean := NEW.state = 'queued' AND message_has_open_document(NEW.message_id);
BEGIN
    IF OLD.state <> NEW.state AND NEW.outcome IS NOT NULL AND papers THEN
        NEW.outcome := NULL;
        NEW.outcome_words := NULL;
        NEW.handled_by := NULL;
        NEW.handled_at := NULL;
    END IF;
    IF NEW.outcome IS NOT NULL AND papers THEN
        RAISE EXCEPTION 'message %: a paper of it has no outcome', NEW.message_id USING ERRCODE = 'check_violation';
    END IF;
    NEW.waits := NEW.outcome IS NULL
                 AND (NEW.state = 'failed' OR NEW.passed_to IS NOT NULL OR papers
                      OR NEW.state = 'queued' AND NOT EXISTS (SELECT FROM entry e WHERE e.message_id = NEW.message_id));
    IF (OLD.state, OLD.outcome, OLD.passed_to) IS DISTINCT FROM (NEW.state, NEW.outcome, NEW.passed_to) THEN
        NEW.row_version := OLD.row_version + 1;
    END IF;
    RETURN NEW;
END
$$;
-- A statement that finds its order, or loses it, may end its mail's wait or begin it again.
CREATE FUNCTION service_moves_its_message() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    UPDATE message SET row_version = row_version + 1 WHERE message_id = NEW.message_id AND state = 'queued' AND outcome IS NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER service_moves_its_message AFTER UPDATE ON service FOR EACH ROW
    WHEN (OLD.entry_id IS DISTINCT FROM NEW.entry_id OR OLD.state <> NEW.state) EXECUTE FUNCTION service_moves_its_message();
CREATE TRIGGER message_waits BEFORE UPDATE OF state, outcome, passed_to, row_version ON message FOR EACH ROW EXECUTE FUNCTION message_waits();

UPDATE message m SET waits = true
 WHERE m.outcome IS NULL
   AND (m.state = 'failed'
        OR m.state = 'queued' AND (message_has_open_document(m.message_id)
                                   OR NOT EXISTS (SELECT FROM entry e WHERE e.message_id = m.message_id)));
CREATE INDEX message_waits ON message (message_id) WHERE waits;
