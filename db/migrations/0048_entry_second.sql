-- What one person has decided and a second one has not confirmed keeps its place in the queue: who may not be that second person.
ALTER TABLE entry_waiting ADD COLUMN second_by text[];
INSERT INTO entry_changed SELECT unnest(c.waits_for) FROM entry_course c WHERE c.waits_for IS NOT NULL;
INSERT INTO entry_changed SELECT f.entry_id FROM fact f WHERE f.waits;
