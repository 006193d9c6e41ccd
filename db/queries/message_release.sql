-- Drops a claim; the count of attempts stays.
-- role: ccot_ingest
-- $1 bigint  message   $2 bigint  session
WITH freed AS (UPDATE message SET claimed_by = NULL WHERE message_id = $1 AND claimed_by = $2 RETURNING message_id)
SELECT pg_notify('ccot_message', '') FROM freed
