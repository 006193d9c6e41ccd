-- What the status of orders rests on: those of a message, those that its statements of service concern, and those given.
-- Without a message, those that have no course yet.
-- role: ccot_ingest
-- $1 bigint  message, or null
-- $2 bigint  orders at the most
-- $3 bigint[]  further orders
WITH concerned AS (
     SELECT entry_id FROM entry WHERE message_id = $1
     UNION
     SELECT unnest($3::bigint[])
     UNION
     SELECT s.entry_id FROM service s WHERE s.message_id = $1 AND s.entry_id IS NOT NULL
     UNION
     SELECT e.entry_id FROM entry e WHERE $1 IS NULL AND NOT EXISTS (SELECT FROM entry_course c WHERE c.entry_id = e.entry_id))
SELECT f.* FROM (SELECT entry_id FROM concerned ORDER BY entry_id LIMIT $2) c JOIN entry_course_fact f USING (entry_id) ORDER BY f.entry_id
