-- Locks the message that is being written; no row when the claim was lost.
-- role: ccot_ingest
-- $1 bigint  message   $2 bigint  session
SELECT message_id FROM message WHERE message_id = $1 AND claimed_by = $2 AND state = 'parsed' FOR UPDATE
