-- The sealed paper of an order: each step that somebody noted. The last one says where it is.
CREATE TABLE hard_copy (
    hard_copy_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id     bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    step         text NOT NULL CHECK (step IN ('received', 'moved', 'lent', 'returned', 'destroyed')),
    on_day       date NOT NULL,
    place        text CHECK (btrim(place) <> '' AND length(place) <= 200),     -- cabinet and reference
    holder       text CHECK (btrim(holder) <> '' AND length(holder) <= 200),   -- to whom it is lent, of which unit
    due_on       date,                                                         -- when it is to be back
    noted_by     text NOT NULL CHECK (btrim(noted_by) <> ''),
    noted_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT hard_copy_has_its_place CHECK ((step IN ('received', 'moved', 'returned')) = (place IS NOT NULL)),
    CONSTRAINT hard_copy_has_its_holder CHECK ((step = 'lent') = (holder IS NOT NULL AND due_on IS NOT NULL)),
    CONSTRAINT hard_copy_is_due_later CHECK (due_on >= on_day)
);
CREATE INDEX hard_copy_entry ON hard_copy (entry_id, hard_copy_id DESC);
