-- What is known of an order beside its papers, by people of the team: breaches, transfers to another force, values that somebody disputes.
-- Rows are never changed but for their end: what was noted wrongly is taken back, and stays in sight as that.
CREATE TABLE breach_note (
    breach_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id    bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    happened_on date NOT NULL,
    happened_at text CHECK (happened_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
    reported_on date NOT NULL CHECK (reported_on >= happened_on),
    reported_by text NOT NULL CHECK (btrim(reported_by) <> '' AND length(reported_by) <= 200),
    reported_to text CHECK (btrim(reported_to) <> '' AND length(reported_to) <= 200),
    term        text CHECK (btrim(term) <> '' AND length(term) <= 40),           -- as printed: "3", "2a"; null: not known which
    others      text CHECK (btrim(others) <> '' AND length(others) <= 1000),     -- who else was there, witnesses
    outcome     text NOT NULL CHECK (btrim(outcome) <> '' AND length(outcome) <= 1000),
    reference   text CHECK (btrim(reference) <> '' AND length(reference) <= 200), -- of the crime report
    noted_by    text NOT NULL,
    noted_at    timestamptz NOT NULL DEFAULT now(),
    void_by     text,
    void_at     timestamptz,
    void_why    text,
    CHECK ((void_by IS NULL) = (void_at IS NULL) AND (void_by IS NULL) = (void_why IS NULL) AND btrim(void_why) <> '')
);
CREATE INDEX breach_note_entry ON breach_note (entry_id);

-- Open until the other force has confirmed: until then both hold it.
CREATE TABLE transfer (
    transfer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id    bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    to_force    text NOT NULL CHECK (btrim(to_force) <> '' AND length(to_force) <= 200),
    sent_on     date NOT NULL,
    how         text NOT NULL CHECK (btrim(how) <> '' AND length(how) <= 200),
    noted_by    text NOT NULL,
    noted_at    timestamptz NOT NULL DEFAULT now(),
    receipt     text CHECK (btrim(receipt) <> '' AND length(receipt) <= 200),    -- who confirmed there, with their reference
    receipt_on  date CHECK (receipt_on >= sent_on),
    receipt_by  text,                                                            -- who of us saw it
    CHECK ((receipt IS NULL) = (receipt_on IS NULL) AND (receipt IS NULL) = (receipt_by IS NULL))
);
CREATE INDEX transfer_entry ON transfer (entry_id);

CREATE TABLE dispute (
    dispute_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id   bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    name       text NOT NULL CHECK (name ~ '^[a-z_]+$'),                          -- of the field
    said_by    text NOT NULL CHECK (btrim(said_by) <> '' AND length(said_by) <= 200),
    words      text NOT NULL CHECK (btrim(words) <> '' AND length(words) <= 1000),
    marked_by  text NOT NULL,
    marked_at  timestamptz NOT NULL DEFAULT now(),
    ended_by   text,
    ended_at   timestamptz,
    ended_why  text,
    CHECK ((ended_by IS NULL) = (ended_at IS NULL) AND (ended_by IS NULL) = (ended_why IS NULL) AND btrim(ended_why) <> '')
);
CREATE INDEX dispute_entry ON dispute (entry_id);
CREATE UNIQUE INDEX dispute_once ON dispute (entry_id, name) WHERE ended_at IS NULL;

ALTER TABLE entry ADD COLUMN hold_why text CHECK (btrim(hold_why) <> '' AND length(hold_why) <= 1000), ADD COLUMN hold_by text, ADD COLUMN hold_at timestamptz;

-- What is under legal hold is erased by nobody, whichever function, cascade or owner tries: the entry, and the mail that it came with.
CREATE FUNCTION hold_keeps() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'entry' THEN
        IF OLD.legal_hold THEN
            RAISE EXCEPTION 'entry % is under legal hold', OLD.entry_id USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_keeps';
        END IF;
    ELSIF EXISTS (SELECT FROM entry e WHERE e.message_id = OLD.message_id AND e.legal_hold) THEN
        RAISE EXCEPTION 'message % belongs to an entry under legal hold', OLD.message_id USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_keeps';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER hold_keeps BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION hold_keeps();
CREATE TRIGGER hold_keeps BEFORE DELETE ON message FOR EACH ROW EXECUTE FUNCTION hold_keeps();
CREATE TRIGGER hold_keeps BEFORE DELETE ON message_raw FOR EACH ROW EXECUTE FUNCTION hold_keeps();

-- Mails that take something back, until somebody decided on them: few at any time.
CREATE INDEX alert_takes_back ON alert (message_id) WHERE kind = 'retraction' AND handled_at IS NULL;
