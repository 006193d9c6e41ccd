-- What else people decide on entries: what kind of order it is, which order it acts on, and what waits for somebody else. And what they
-- have typed and not decided yet.
ALTER TABLE decision DROP CONSTRAINT decision_kind_check;
ALTER TABLE decision ADD CONSTRAINT decision_kind_check
    CHECK (kind IN ('verify', 'reject', 'draft', 'duplicate', 'dismiss', 'confirm', 'correct', 'call_back', 'second', 'service', 'type',
        'target', 'ask', 'pass_on', 'settle'));
ALTER TABLE decision DROP CONSTRAINT decision_check1;
ALTER TABLE decision ADD CONSTRAINT decision_of_pair CHECK ((kind IN ('duplicate', 'dismiss', 'target')) = (other_entry_id IS NOT NULL));
ALTER TABLE decision ADD COLUMN chase_on date;  -- when whoever was asked is asked again
ALTER TABLE decision ADD CONSTRAINT decision_waits CHECK ((kind IN ('ask', 'pass_on')) = (chase_on IS NOT NULL));
ALTER TABLE decision ADD CONSTRAINT decision_settles CHECK (kind <> 'settle' OR about IS NOT NULL);
CREATE INDEX decision_waiting ON decision (chase_on) WHERE chase_on IS NOT NULL AND undone_at IS NULL;

-- Each person's own: it leaves when it was decided, and with the entry.
CREATE TABLE typed (
    entry_id bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    person   text NOT NULL,
    form     text NOT NULL CHECK (form ~ '^[a-z_-]{1,40}$'),
    words    jsonb NOT NULL CHECK (jsonb_typeof(words) = 'object' AND octet_length(words::text) <= 131072),
    typed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (entry_id, person, form)
);
