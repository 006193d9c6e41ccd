-- What of the verified orders is to be entered on other systems, and since when, as db/functions/entered.sql works it out: the head of every page
-- says how many. Brought up to date with entry_waiting by queue_refresh(), from the numbers in entry_changed and by the clock. Nothing else
-- writes here; an order that leaves the register is noted, and leaves at the next look.
CREATE TABLE entered_due (
    entry_id bigint PRIMARY KEY,
    calm     smallint CHECK (calm BETWEEN 0 AND 2), -- 0 has ended and still stands there, 1 has changed since, 2 some system never had it; null: nothing to do
    since    timestamptz,                           -- verified then, or found changed then
    turns_at timestamptz,                           -- when its course turns next
    CHECK ((calm IS NULL) = (since IS NULL))
);
CREATE INDEX entered_due_open ON entered_due (calm, since, entry_id) WHERE calm IS NOT NULL;
CREATE INDEX entered_due_turns ON entered_due (turns_at) WHERE turns_at IS NOT NULL;
-- The sum of it, one row: thousands are not counted for each page.
CREATE TABLE entered_sum (
    open   integer NOT NULL,                        -- are to be entered
    ended  integer NOT NULL,                        -- of these, with calm 0
    oldest timestamptz                              -- the first of since
);
CREATE UNIQUE INDEX entered_sum_one ON entered_sum ((true));
INSERT INTO entered_sum VALUES (0, 0, NULL);

CREATE TRIGGER queue_notes AFTER INSERT OR UPDATE OR DELETE ON entered FOR EACH ROW EXECUTE FUNCTION entry_part_notes();
CREATE TRIGGER queue_notes_insert AFTER INSERT ON entry_course REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION entry_fields_note();
CREATE TRIGGER queue_notes_update AFTER UPDATE ON entry_course REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION entry_fields_note();
CREATE TRIGGER queue_notes_delete AFTER DELETE ON entry_course REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION entry_fields_note();

-- What no longer acts on an order is keyed with it no longer.
CREATE FUNCTION relation_leaves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    INSERT INTO entry_changed VALUES (OLD.earlier_entry_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER queue_notes_leaves AFTER UPDATE OR DELETE ON relation FOR EACH ROW WHEN (OLD.earlier_entry_id IS NOT NULL) EXECUTE FUNCTION relation_leaves();
CREATE OR REPLACE FUNCTION entry_leaves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    INSERT INTO entry_changed
    SELECT OLD.entry_id
     UNION SELECT OLD.representative_id WHERE OLD.representative_id IS NOT NULL
     UNION SELECT r.entry_id FROM relation r WHERE r.earlier_entry_id = OLD.entry_id;
    RETURN OLD;
END
$$;

INSERT INTO entry_changed SELECT entry_id FROM entry WHERE state = 'verified';
