-- What the status of orders rests on: those of a message, those that its statements of service concern, and those given.
-- role: ccot_ingest
-- $1 bigint  message, or null
-- $2 bigint[]  further orders
WITH concerned AS (
     SELECT entry_id FROM entry WHERE message_id = $1
     UNION
     SELECT unnest($2::bigint[])
     UNION
     SELECT s.entry_id FROM service s WHERE s.message_id = $1 AND s.entry_id IS NOT NULL)
SELECT f.* FROM entry_course_fact f WHERE f.entry_id = ANY (ARRAY(SELECT entry_id FROM concerned)) ORDER BY f.entry_id
