-- Who is at work on what waits, and how mails and alerts come to an end.
ALTER TABLE message
    ADD COLUMN held_by text,                    -- a person at work on the mail itself; entries are held on their own
    ADD COLUMN held_until timestamptz,
    ADD COLUMN outcome_words text,              -- the person's, with the outcome
    ADD CONSTRAINT message_outcome_check CHECK (outcome IN ('nothing_to_do', 'answered', 'joined', 'by_hand', 'passed_on')),
    ADD CONSTRAINT message_outcome_is_somebodys CHECK (outcome IS NULL OR (handled_by IS NOT NULL AND handled_at IS NOT NULL
        AND btrim(outcome_words) <> ''));
ALTER TABLE alert
    ADD COLUMN taken_by text,
    ADD COLUMN taken_at timestamptz,
    ADD COLUMN outcome text CHECK (outcome IN ('control_room', 'officer', 'answered', 'decided', 'no_alert')),
    ADD COLUMN incident text,
    ADD COLUMN words text,
    ADD CONSTRAINT alert_is_closed_with_an_outcome CHECK (handled_at IS NULL OR (handled_by IS NOT NULL AND outcome IS NOT NULL
        AND (btrim(incident) <> '' OR btrim(words) <> '')));
CREATE INDEX alert_open ON alert (raised_at) WHERE handled_at IS NULL;
CREATE INDEX message_open_failure ON message (message_id) WHERE state = 'failed' AND outcome IS NULL;
CREATE INDEX message_held ON message (held_by) WHERE held_by IS NOT NULL;
CREATE INDEX entry_claimed ON entry (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX document_problem ON document (message_id) WHERE problem IS NOT NULL;

-- Taking an entry, keeping it and letting it go change nothing of it: the pages that show it are not out of date.
DROP TRIGGER entry_moves_by_rule ON entry;
CREATE TRIGGER entry_moves_by_rule BEFORE UPDATE ON entry FOR EACH ROW
    WHEN (OLD.claimed_by IS NOT DISTINCT FROM NEW.claimed_by AND OLD.claimed_until IS NOT DISTINCT FROM NEW.claimed_until
          OR OLD.state <> NEW.state OR OLD.draft <> NEW.draft OR OLD.representative_id IS DISTINCT FROM NEW.representative_id)
    EXECUTE FUNCTION entry_moves_by_rule();
