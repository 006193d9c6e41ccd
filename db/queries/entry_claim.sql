-- Locks the message that is being written and says when it came, in Unix microseconds, and whether it has been in the
-- register before; no row when the claim was lost.
-- role: ccot_ingest
-- $1 bigint  message   $2 bigint  session
SELECT (extract(epoch FROM received_at) * 1000000)::bigint, queued_at IS NOT NULL FROM message WHERE message_id = $1 AND claimed_by = $2 AND state = 'parsed' FOR UPDATE
