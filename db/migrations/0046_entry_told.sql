-- Of what waits is kept besides: its place among others as far as it does not hang on the hour, so that thousands are put in order without asking
-- anything else; and what the queue says of it as it is printed. Words stand in a table of their own: they are read for the fifty that are
-- shown, and what all are put in order by stays narrow. Everything is worked out at the next look.
INSERT INTO entry_changed SELECT entry_id FROM entry_waiting;
DELETE FROM entry_waiting;
ALTER TABLE entry_waiting DROP COLUMN details, ADD COLUMN place integer NOT NULL;
CREATE TABLE entry_told (
    entry_id bigint PRIMARY KEY REFERENCES entry_waiting ON DELETE CASCADE,
    details  jsonb NOT NULL,
    told     text NOT NULL
);
