-- What is verified and has no effect before a second person confirms it stands beside the course of the order that it is about.
ALTER TABLE entry_course ADD COLUMN waits_for bigint[];   -- the orders that act on it; null: none waits
CREATE INDEX entry_course_waits ON entry_course (entry_id) WHERE waits_for IS NOT NULL;
CREATE INDEX fact_waits ON fact (entry_id) WHERE waits;
-- their courses are computed anew by the program that migrates
DELETE FROM entry_course c USING relation r, entry t, entry a
 WHERE r.kind IN ('varies', 'extends', 'discharges') AND a.entry_id = r.entry_id AND a.state = 'verified' AND t.entry_id = r.earlier_entry_id
   AND c.entry_id IN (SELECT o.entry_id FROM entry o WHERE coalesce(o.representative_id, o.entry_id) = coalesce(t.representative_id, t.entry_id));
