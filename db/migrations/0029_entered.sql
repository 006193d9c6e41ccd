-- Where a verified order was keyed: on the Police National Computer, on the force's own system, as markers. said: what there was to key
-- then; the order is open again as soon as that is no longer what the register says.
CREATE TABLE entered (
    entered_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id   bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    system     text NOT NULL CHECK (system IN ('pnc', 'force', 'markers')),
    reference  text NOT NULL CHECK (btrim(reference) <> '' AND length(reference) <= 200),
    entered_by text NOT NULL,
    entered_at timestamptz NOT NULL DEFAULT now(),
    said       jsonb NOT NULL
);
CREATE INDEX entered_entry ON entered (entry_id, system, entered_id DESC);
