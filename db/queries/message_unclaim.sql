-- Drops a claim that came to nothing by no fault of the message: it was no attempt.
-- role: ccot_ingest
-- $1 bigint  message   $2 bigint  session
UPDATE message SET claimed_by = NULL, attempts = greatest(attempts - CASE state WHEN 'received' THEN 1 ELSE 0 END, 0)
 WHERE message_id = $1 AND claimed_by = $2
