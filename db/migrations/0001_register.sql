-- The register: mailboxes and messages as they came, what was read from them, and the rules that always hold.

CREATE FUNCTION is_digest(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT value ~ '^[0-9a-f]{64}$' $$;

-- ------------------------------------------------------------------ mailboxes

CREATE TABLE mailbox (
    name         text PRIMARY KEY,
    first_start  timestamptz NOT NULL DEFAULT now(),  -- mail much older than this is a backlog
    state        text,
    state_at     timestamptz,
    until        timestamptz,
    reason       text,
    last_scan_at timestamptz
);

CREATE TABLE mailbox_folder (
    mailbox         text NOT NULL,
    folder          text NOT NULL,
    uidvalidity     bigint NOT NULL,
    scan_started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (mailbox, folder)
);

-- UIDVALIDITY of our own for connections to servers that give none; theirs are below 2^32.
CREATE SEQUENCE uid_epoch MINVALUE 4294967296 START 4294967296;

-- What the server listed, for the reconciliation. Rows of stored messages are written once.
CREATE TABLE listing (
    mailbox         text NOT NULL,
    folder          text NOT NULL,
    uidvalidity     bigint NOT NULL,
    uid             bigint NOT NULL,
    size            bigint,
    internaldate    bigint,                     -- Unix seconds as the server said; 0 unknown
    first_listed_at timestamptz NOT NULL DEFAULT now(),
    listed_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    gone_at         timestamptz,                -- no longer listed and never stored
    PRIMARY KEY (mailbox, folder, uidvalidity, uid)
);

-- ------------------------------------------------------------------ messages

CREATE TABLE message_rule (
    from_state text NOT NULL,
    event      text NOT NULL,
    to_state   text NOT NULL,
    why        text NOT NULL,
    PRIMARY KEY (from_state, event)
);
INSERT INTO message_rule VALUES
    ('received', 'parse_ok',      'parsed',   'the worker''s result is valid'),
    ('received', 'parse_refused', 'failed',   'the worker died, was too slow or answered nonsense; staff must look'),
    ('parsed',   'written',       'queued',   'everything that was read is in the register'),
    ('parsed',   'write_refused', 'failed',   'the database refused a value of the result; staff must look'),
    ('failed',   'retry',         'received', 'staff asked for another try'),
    ('failed',   'fetched',       'received', 'the server handed the message out after all'),
    ('queued',   'reparse',       'received', 'staff asked for another reading');

CREATE SEQUENCE session_number AS integer CYCLE;

CREATE TABLE message (
    message_id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mailbox             text NOT NULL,
    folder              text NOT NULL,
    uidvalidity         bigint NOT NULL,
    uid                 bigint NOT NULL,
    server_uidvalidity  bigint NOT NULL,        -- as the server says; differs where it gave one UID to two messages
    received_at         timestamptz NOT NULL,   -- INTERNALDATE where it is believable, else when it was stored
    stored_at           timestamptz NOT NULL DEFAULT now(),
    listed_size         bigint,
    listed_internaldate bigint,
    size                bigint,
    sha256              text CHECK (is_digest(sha256)),
    lane                smallint NOT NULL DEFAULT 0 CHECK (lane IN (0, 1)),  -- 0 live, 1 backlog
    junk                boolean NOT NULL DEFAULT false,
    over_limit          boolean NOT NULL DEFAULT false,
    suspect             boolean NOT NULL DEFAULT false,  -- may hold a notice in place of a delayed attachment
    waiting             boolean NOT NULL DEFAULT false,  -- does hold one: fetched again until the file is there
    released            boolean NOT NULL DEFAULT false,  -- waited long enough: queued as it is
    state               text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'parsed', 'queued', 'failed')),
    failure             text,
    refused_at          timestamptz,            -- when the server last would not hand it out
    attempts            integer NOT NULL DEFAULT 0,
    parser_version      text,
    claimed_by          bigint,                 -- a session number whose advisory lock the worker's connection holds
    moved_at            timestamptz,
    moves               integer NOT NULL DEFAULT 0,
    target_uidvalidity  bigint,
    target_uid          bigint,
    move_failure        text,
    rfc_message_id      text,
    body_sha256         text CHECK (is_digest(body_sha256)),
    subject             text,
    from_name           text,
    from_address        text,
    sent_at             timestamptz,
    automatic           boolean,
    order_type          text CHECK (order_type IN ('non_molestation', 'restraining', 'occupation', 'prohibited_steps',
        'stalking_protection', 'forced_marriage_protection', 'fgm_protection', 'domestic_abuse_protection', 'injunction',
        'unclassified')),
    basis               text CHECK (basis IN ('subject', 'document', 'body', 'none')),
    conflict            boolean,
    submitted_elsewhere boolean,
    queued_at           timestamptz,
    outcome             text,
    handled_by          text,
    handled_at          timestamptz,
    UNIQUE (mailbox, folder, uidvalidity, uid),
    CHECK (state <> 'failed' OR failure IS NOT NULL),
    CHECK (sha256 IS NOT NULL OR state = 'failed'),
    CHECK (NOT over_limit OR state = 'failed')
);
CREATE INDEX message_listed ON message (mailbox, folder, server_uidvalidity, uid);
CREATE INDEX message_work ON message (lane, received_at, message_id) WHERE state IN ('received', 'parsed') AND NOT waiting;
CREATE INDEX message_waiting ON message (mailbox) WHERE waiting;
CREATE INDEX message_sha256 ON message (sha256);
CREATE INDEX message_body ON message (body_sha256) WHERE rfc_message_id IS NOT NULL;

-- The only stored copy of what came. Not compressed: that costs more than it saves, and slices can be read.
CREATE TABLE message_raw (
    message_id bigint PRIMARY KEY REFERENCES message ON DELETE CASCADE,
    octets     bytea NOT NULL
);
ALTER TABLE message_raw ALTER COLUMN octets SET STORAGE EXTERNAL;

-- The worker's answer between parsed and queued, so that a crash costs no second reading; removed when it is written.
CREATE TABLE reading (
    message_id bigint PRIMARY KEY REFERENCES message ON DELETE CASCADE,
    json       text NOT NULL
);

CREATE VIEW live_session AS
    SELECT objid::bigint AS number FROM pg_catalog.pg_locks
     WHERE locktype = 'advisory' AND classid = 1128485715 AND objsubid = 2 AND granted
       AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database());

-- ------------------------------------------------------------------ what was read

CREATE TABLE document (
    document_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id  bigint NOT NULL REFERENCES message ON DELETE CASCADE,
    position    integer NOT NULL,
    path        text NOT NULL,
    filename    text,
    media_type  text,
    size        bigint NOT NULL,
    sha256      text CHECK (is_digest(sha256)),
    kind        text NOT NULL CHECK (kind IN ('order', 'statement_of_service', 'power_of_arrest', 'application',
        'confidential_details', 'undertaking', 'correspondence', 'secure_mail_notice', 'automatic_reply', 'other',
        'unreadable')),
    problem     text CHECK (problem IN ('encrypted', 'corrupt', 'unsupported', 'too_large', 'too_deep', 'too_slow',
        'malware', 'remote_only', 'pages_missing', 'unreadable')),
    pages       integer NOT NULL DEFAULT 0,
    text_source text NOT NULL DEFAULT 'none' CHECK (text_source IN ('none', 'text', 'ocr')),
    language    text,
    UNIQUE (message_id, position)
);
CREATE INDEX document_sha256 ON document (sha256);

CREATE TABLE entry_rule (
    from_state text NOT NULL,
    event      text NOT NULL,
    to_state   text NOT NULL,
    why        text NOT NULL,
    PRIMARY KEY (from_state, event)
);
INSERT INTO entry_rule VALUES
    ('pending',   'verify',         'verified',  'a person compared it with the page and put it on the register'),
    ('pending',   'reject',         'rejected',  'a person says that it is no order and no part of one'),
    ('pending',   'confirm',        'duplicate', 'a person says that it is a copy of its representative'),
    ('verified',  'confirm',        'duplicate', 'a copy that arrived later turned out to be the better one'),
    ('verified',  'undo_verify',    'pending',   'a supervisor took the verification back, with a reason'),
    ('rejected',  'undo_reject',    'pending',   'a supervisor took the rejection back, with a reason'),
    ('duplicate', 'undo_duplicate', 'pending',   'the verdict was taken back, or the representative is gone');

CREATE TABLE entry (
    entry_id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id          bigint NOT NULL REFERENCES message ON DELETE CASCADE,
    document_id         bigint NOT NULL REFERENCES document ON DELETE CASCADE,
    position            integer NOT NULL,       -- among the orders of its message, from 0
    ordinal             integer NOT NULL,       -- among the orders of its document, from 0
    order_type          text NOT NULL CHECK (order_type IN ('non_molestation', 'restraining', 'occupation',
        'prohibited_steps', 'stalking_protection', 'forced_marriage_protection', 'fgm_protection',
        'domestic_abuse_protection', 'injunction', 'unclassified')),
    action              text NOT NULL CHECK (action IN ('made', 'varied', 'extended', 'discharged', 'unknown')),
    draft               boolean NOT NULL DEFAULT false,
    state               text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'verified', 'rejected', 'duplicate')),
    representative_id   bigint REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
    priority            integer,
    claimed_by          text,
    claimed_until       timestamptz,
    verified_by         text,
    verified_at         timestamptz,
    row_version         integer NOT NULL DEFAULT 1,
    received_at         timestamptz NOT NULL,
    queued_at           timestamptz NOT NULL DEFAULT now(),
    retention_review_on date,
    legal_hold          boolean NOT NULL DEFAULT false,
    ends_at             timestamptz,
    status              text CHECK (status IN ('in_force', 'ended', 'check', 'not_yet')),
    status_reason       text,
    UNIQUE (message_id, position),
    CONSTRAINT draft_is_never_verified CHECK (NOT (draft AND state = 'verified')),
    CONSTRAINT duplicate_names_representative CHECK (state <> 'duplicate' OR representative_id IS NOT NULL),
    CHECK (representative_id <> entry_id),
    CHECK (state <> 'verified' OR (verified_by IS NOT NULL AND verified_at IS NOT NULL))
);
CREATE INDEX entry_document ON entry (document_id);
CREATE INDEX entry_state ON entry (state, received_at);
CREATE INDEX entry_representative ON entry (representative_id) WHERE representative_id IS NOT NULL;

CREATE TABLE field (
    entry_id       bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    name           text NOT NULL CHECK (name IN ('court', 'case_number', 'case_reference', 'urn', 'protected_person',
        'protected_people', 'children', 'respondent', 'respondent_aliases', 'respondent_dob', 'respondent_address',
        'excluded_addresses', 'made_on', 'expires_on', 'expires_at', 'duration_text', 'served_on', 'served_at', 'served_by',
        'served_method', 'served_place', 'judge', 'without_notice', 'power_of_arrest', 'power_of_arrest_expires_on',
        'hearing_on', 'target_made_on', 'prohibitions')),
    value          text NOT NULL,               -- lists as JSON
    raw            text NOT NULL,
    page           integer,
    box            double precision[],
    confidence     double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    decided        text CHECK (decided IN ('confirmed', 'corrected')),
    corrected_from text,
    PRIMARY KEY (entry_id, name),
    -- v_entry casts these; a value that cannot be cast must never get in
    CHECK (name NOT IN ('respondent_dob', 'made_on', 'served_on', 'power_of_arrest_expires_on', 'hearing_on', 'target_made_on')
           OR (value ~ '^\d{4}-\d\d-\d\d$' AND value::date IS NOT NULL)),
    CHECK (name <> 'expires_on' OR value = 'until further order' OR (value ~ '^\d{4}-\d\d-\d\d$' AND value::date IS NOT NULL)),
    CHECK (name NOT IN ('without_notice', 'power_of_arrest') OR value IN ('true', 'false')),
    CHECK (name NOT IN ('expires_at', 'served_at') OR value ~ '^([01]\d|2[0-3]):[0-5]\d$'),
    CHECK (name NOT IN ('protected_people', 'children', 'respondent_aliases', 'excluded_addresses', 'prohibitions')
           OR jsonb_typeof(value::jsonb) = 'array')
);

-- By what entries and statements are found: first eight octets of a digest of kind and content.
CREATE TABLE entry_key (
    key      bigint NOT NULL,
    entry_id bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    kind     text NOT NULL,
    PRIMARY KEY (key, entry_id)
);
CREATE INDEX entry_key_entry ON entry_key (entry_id);

CREATE TABLE service (
    service_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id   bigint NOT NULL REFERENCES message ON DELETE CASCADE,
    document_id  bigint NOT NULL REFERENCES document ON DELETE CASCADE,
    position     integer NOT NULL,
    entry_id     bigint REFERENCES entry ON DELETE SET NULL,   -- null: waits for its order
    outcome      text NOT NULL CHECK (outcome IN ('served', 'informed', 'present_in_court', 'attempted', 'not_served')),
    served_on    date,
    served_at    text CHECK (served_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
    served_by    text,
    method       text,
    served_place text,
    state        text NOT NULL DEFAULT 'fact' CHECK (state IN ('fact', 'proposed')),
    -- how it found its order: in its own message, by number and respondent, by names alone, or by a person's word
    joined       text CHECK (joined IN ('message', 'number', 'names', 'person')),
    fields       jsonb NOT NULL DEFAULT '{}',   -- everything that the statement says, by field name
    UNIQUE (message_id, position)
);
CREATE INDEX service_entry ON service (entry_id);
CREATE INDEX service_document ON service (document_id);

CREATE TABLE service_key (
    key        bigint NOT NULL,
    service_id bigint NOT NULL REFERENCES service ON DELETE CASCADE,
    kind       text NOT NULL,
    PRIMARY KEY (key, service_id)
);
CREATE INDEX service_key_service ON service_key (service_id);

CREATE TABLE alert (
    alert_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id bigint NOT NULL REFERENCES message ON DELETE CASCADE,
    kind       text NOT NULL CHECK (kind IN ('breach', 'danger', 'retraction', 'sent_elsewhere', 'missing_attachment', 'chaser',
        'request', 'unsafe_contact')),
    text       text NOT NULL,
    path       text,
    raised_at  timestamptz NOT NULL DEFAULT now(),
    handled_by text,
    handled_at timestamptz
);
CREATE INDEX alert_message ON alert (message_id);

-- ------------------------------------------------------------------ how entries belong together

CREATE TABLE duplicate (
    entry_id         bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    earlier_entry_id bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    level            text NOT NULL CHECK (level IN ('possible', 'same_order', 'same_text', 'same_file', 'same_message')),
    score            double precision NOT NULL CHECK (score BETWEEN 0 AND 1),
    reasons          text[] NOT NULL CHECK (cardinality(reasons) > 0),
    decided          text CHECK (decided IN ('confirmed', 'dismissed')),
    decided_by       text,
    decided_at       timestamptz,
    reason           text,
    PRIMARY KEY (entry_id, earlier_entry_id),
    CHECK (entry_id <> earlier_entry_id)
);
CREATE INDEX duplicate_earlier ON duplicate (earlier_entry_id);

CREATE TABLE relation (
    relation_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id         bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    earlier_entry_id bigint REFERENCES entry ON DELETE SET NULL,  -- null: the target is not held, or two fit
    target_made_on   date,
    kind             text NOT NULL CHECK (kind IN ('varies', 'extends', 'discharges', 'succeeds', 'replaces', 'translation',
        'renews', 'serves', 'same_respondent')),
    reasons          text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX relation_entry ON relation (entry_id);
CREATE INDEX relation_earlier ON relation (earlier_entry_id);

-- ------------------------------------------------------------------ what goes out, and who did what

CREATE TABLE outbox (
    outbox_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id bigint REFERENCES message ON DELETE CASCADE,
    kind       text NOT NULL CHECK (kind IN ('acknowledgement', 'report')),
    status     text NOT NULL DEFAULT 'due' CHECK (status IN ('due', 'sent', 'suppressed', 'failed')),
    reason     text,
    created_at timestamptz NOT NULL DEFAULT now(),
    due_at     timestamptz NOT NULL DEFAULT now(),
    sent_at    timestamptz,
    attempts   integer NOT NULL DEFAULT 0,
    UNIQUE (message_id, kind)
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE status = 'due';

CREATE TABLE audit (
    audit_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor      text NOT NULL DEFAULT session_user,
    operation  text NOT NULL CHECK (operation IN ('collect', 'alter', 'consult', 'disclose', 'combine', 'erase')),
    subject    text NOT NULL,                   -- kind of thing: message, entry, search, queue ...
    subject_id bigint,
    recipient  text,
    reason     text,
    xact       xid8 NOT NULL DEFAULT pg_current_xact_id()  -- orders rows for the sealer, which chains what is final
);
CREATE INDEX audit_subject ON audit (subject, subject_id);

-- ------------------------------------------------------------------ rules that always hold

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql SET search_path = ccot, pg_temp AS $$
BEGIN
    IF current_user <> 'ccot_owner' THEN
        RAISE EXCEPTION 'audit rows are never changed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_is_kept BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

CREATE FUNCTION message_moves_by_rule() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM message_rule WHERE from_state = OLD.state AND to_state = NEW.state) THEN
        RAISE EXCEPTION 'message: no rule leads from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER message_moves_by_rule BEFORE UPDATE OF state ON message FOR EACH ROW
    WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION message_moves_by_rule();

CREATE FUNCTION entry_moves_by_rule() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF OLD.state <> NEW.state
       AND NOT EXISTS (SELECT FROM entry_rule WHERE from_state = OLD.state AND to_state = NEW.state) THEN
        RAISE EXCEPTION 'entry: no rule leads from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    NEW.row_version := OLD.row_version + 1;
    RETURN NEW;
END
$$;
CREATE TRIGGER entry_moves_by_rule BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION entry_moves_by_rule();

-- A duplicate always has a living representative. Checked when the transaction ends, so that a group can be turned
-- round in one. The share lock makes two transactions, one deciding a copy and one rejecting its representative, meet.
CREATE FUNCTION duplicate_has_living_representative() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = ccot, pg_temp AS $$
DECLARE
    gone bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.entry_id ELSE NEW.entry_id END;
    now_state text;
    now_representative bigint;
BEGIN
    SELECT state, representative_id INTO now_state, now_representative FROM entry WHERE entry_id = gone;
    IF now_state = 'duplicate' THEN
        PERFORM FROM entry WHERE entry_id = now_representative AND state IN ('pending', 'verified') FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'entry %: a duplicate needs a living representative', gone USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF (now_state IS NULL OR now_state IN ('rejected', 'duplicate'))
       AND EXISTS (SELECT FROM entry WHERE representative_id = gone AND state = 'duplicate') THEN
        RAISE EXCEPTION 'entry %: its duplicates would lose their living representative', gone USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER duplicate_has_living_representative AFTER INSERT OR UPDATE OF state, representative_id OR DELETE ON entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION duplicate_has_living_representative();
