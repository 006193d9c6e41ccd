-- Writes the courses of orders anew.
-- role: ccot_ingest
-- $1 jsonb  list of {entry_id, spans: [{begins_at, status, reason, ends_at, waits_for}]}; begins_at null: from ever
WITH course AS (
     SELECT entry_id, spans FROM jsonb_to_recordset($1::jsonb) AS c (entry_id bigint, spans jsonb)),
old AS (DELETE FROM entry_course USING course
        WHERE entry_course.entry_id = course.entry_id AND entry_course.entry_id = ANY (ARRAY(SELECT entry_id FROM course))
        AND NOT EXISTS (SELECT FROM jsonb_array_elements(spans) s
                         WHERE coalesce(to_timestamp((s ->> 'begins_at')::bigint), '-infinity') = entry_course.begins_at))
INSERT INTO entry_course (entry_id, begins_at, status, reason, ends_at, waits_for)
SELECT c.entry_id, coalesce(to_timestamp(s.begins_at), '-infinity'), s.status, s.reason, to_timestamp(s.ends_at), s.waits_for
  FROM course c, jsonb_to_recordset(c.spans) AS s (begins_at bigint, status text, reason text, ends_at bigint, waits_for bigint[])
    ON CONFLICT (entry_id, begins_at) DO UPDATE SET status = excluded.status, reason = excluded.reason, ends_at = excluded.ends_at,
       waits_for = excluded.waits_for
 WHERE (entry_course.status, entry_course.reason, entry_course.ends_at, entry_course.waits_for)
       IS DISTINCT FROM (excluded.status, excluded.reason, excluded.ends_at, excluded.waits_for)
