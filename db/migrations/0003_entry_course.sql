-- What an order is in the course of time (register/status.h): one row from the instant on at which its status or the reason
-- changes. Computed anew whenever something that it rests on is written; a view picks the row that holds now.
-- The views that show the old columns are made anew after every migration.
DROP VIEW IF EXISTS v_entry CASCADE;
ALTER TABLE entry DROP COLUMN ends_at, DROP COLUMN status, DROP COLUMN status_reason;

CREATE TABLE entry_course (
    entry_id  bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    begins_at timestamptz NOT NULL,              -- -infinity in the first row
    status    text NOT NULL CHECK (status IN ('not_yet', 'in_force', 'check', 'ended')),
    reason    text NOT NULL,
    ends_at   timestamptz,                       -- null: no end is known
    PRIMARY KEY (entry_id, begins_at)
);
