-- What people decide on entries, and the facts that rest on it. What the program read stays in field and may be read again;
-- what people confirmed, corrected or took from a copy stands beside it, each with its source.
-- The views that show the old columns are made anew after every migration.
DROP VIEW IF EXISTS v_duplicate CASCADE;
DROP VIEW IF EXISTS v_field CASCADE;
ALTER TABLE duplicate DROP COLUMN decided, DROP COLUMN decided_by, DROP COLUMN decided_at, DROP COLUMN reason,
    ADD COLUMN evidence text NOT NULL DEFAULT '',   -- what the level rests on (register/evidence.h)
    ADD COLUMN adds text[],                         -- in words, what the copy brings to its representative; null: not compared
    ADD COLUMN contradicts text[];
ALTER TABLE field DROP COLUMN decided, DROP COLUMN corrected_from;

CREATE TABLE decision (
    decision_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id       bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    kind           text NOT NULL CHECK (kind IN ('verify', 'reject', 'draft', 'duplicate', 'dismiss', 'confirm', 'correct', 'call_back',
        'second')),
    other_entry_id bigint REFERENCES entry ON DELETE CASCADE,      -- of a pair
    about          bigint REFERENCES decision ON DELETE CASCADE,   -- call_back, second: the end that was set
    name           text,                                           -- the field
    code           text,
    reason         text,
    evidence       text,                                           -- of a pair: what was seen when it was decided
    decided_by     text NOT NULL CHECK (btrim(decided_by) <> ''),
    decided_at     timestamptz NOT NULL DEFAULT now(),
    undone_by      text,
    undone_at      timestamptz,
    undo_reason    text,
    CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
    CHECK ((kind IN ('duplicate', 'dismiss')) = (other_entry_id IS NOT NULL)),
    CHECK (other_entry_id <> entry_id)
);
CREATE INDEX decision_entry ON decision (entry_id);
CREATE INDEX decision_other ON decision (other_entry_id) WHERE other_entry_id IS NOT NULL;
CREATE INDEX decision_about ON decision (about) WHERE about IS NOT NULL;

-- The same rules as the CHECKs of field: v_entry casts these values.
CREATE FUNCTION is_field_value(name text, value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value IS NULL THEN true
                WHEN name IN ('respondent_dob', 'made_on', 'served_on', 'power_of_arrest_expires_on', 'hearing_on', 'target_made_on')
                THEN value ~ '^\d{4}-\d\d-\d\d$' AND value::date IS NOT NULL
                WHEN name = 'expires_on'
                THEN value = 'until further order' OR (value ~ '^\d{4}-\d\d-\d\d$' AND value::date IS NOT NULL)
                WHEN name IN ('without_notice', 'power_of_arrest') THEN value IN ('true', 'false')
                WHEN name IN ('expires_at', 'served_at') THEN value ~ '^([01]\d|2[0-3]):[0-5]\d$'
                WHEN name IN ('protected_people', 'children', 'respondent_aliases', 'excluded_addresses', 'prohibitions')
                THEN jsonb_typeof(value::jsonb) = 'array'
                ELSE name IN ('court', 'case_number', 'case_reference', 'urn', 'protected_person', 'respondent', 'respondent_address',
                              'duration_text', 'served_by', 'served_method', 'served_place', 'judge') END
$$;

CREATE TABLE fact (
    fact_id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    decision_id     bigint NOT NULL REFERENCES decision ON DELETE CASCADE,
    entry_id        bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    name            text NOT NULL,
    value           text,                       -- null: the order does not state it
    origin          text NOT NULL CHECK (origin IN ('confirmed', 'misread', 'paper', 'elsewhere', 'copy')),
    known_from      text,
    source_entry_id bigint REFERENCES entry ON DELETE CASCADE,     -- the copy that it was taken from
    replaced        text,                       -- what stood there before
    raw             text,                       -- where it stands in the copy
    page            integer,
    box             double precision[],
    confidence      double precision CHECK (confidence BETWEEN 0 AND 1),
    waits           boolean NOT NULL DEFAULT false,                -- takes effect with a second person only
    UNIQUE (decision_id, name),
    CHECK (is_field_value(name, value)),
    CHECK (origin <> 'copy' OR source_entry_id IS NOT NULL),
    CHECK (origin <> 'elsewhere' OR btrim(known_from) <> '')
);
CREATE INDEX fact_entry ON fact (entry_id, name);
CREATE INDEX fact_source ON fact (source_entry_id) WHERE source_entry_id IS NOT NULL;

-- "Variation of" is a person's word: a relation that is judged anew leaves it alone.
ALTER TABLE relation ADD COLUMN decision_id bigint REFERENCES decision ON DELETE CASCADE;
CREATE INDEX relation_decision ON relation (decision_id) WHERE decision_id IS NOT NULL;

CREATE TYPE decision_answer AS (result text, why text, decision_id bigint, row_version integer);

-- Transactions that decided something and have not written the groups and courses that follow from it yet.
CREATE TABLE decision_due (xact xid8 PRIMARY KEY DEFAULT pg_current_xact_id());

CREATE FUNCTION decision_is_finished() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM decision_due WHERE xact = NEW.xact) THEN
        RAISE EXCEPTION 'decision: groups and courses were not judged anew' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER decision_is_finished AFTER INSERT ON decision_due
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION decision_is_finished();
