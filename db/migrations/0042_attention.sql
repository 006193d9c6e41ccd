-- Of some entries one decisive field is typed from the paper by the person, before what the program read is shown. Which ones follows from
-- the salt: the same whoever asks and whenever, and not to be told from a number by anybody who cannot read this table.
CREATE TABLE attention_salt (salt text NOT NULL DEFAULT gen_random_uuid()::text || gen_random_uuid()::text);
CREATE UNIQUE INDEX attention_salt_one ON attention_salt ((true));
INSERT INTO attention_salt DEFAULT VALUES;

-- What was typed, before that person saw what was read. It leaves with its entry.
CREATE TABLE attention (
    entry_id bigint PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
    name     text NOT NULL,
    typed    text,                     -- null: not on the paper
    shown    text NOT NULL,            -- what the program had read
    as_read  boolean NOT NULL,
    typed_by text NOT NULL CHECK (btrim(typed_by) <> ''),
    typed_at timestamptz NOT NULL DEFAULT now(),
    CHECK (is_field_value(name, typed)),
    CHECK (typed IS NOT NULL OR NOT as_read)
);
CREATE INDEX attention_at ON attention (typed_at);
