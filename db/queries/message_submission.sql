-- The worker's answer for a message in state parsed.
-- role: ccot_ingest
-- $1 bigint  message
SELECT json FROM reading WHERE message_id = $1
