-- Reading failed for good. Touches no row when the claim was lost.
-- role: ccot_ingest
-- $1 bigint  message   $2 bigint  session   $3 text  reason in words
WITH dropped AS (DELETE FROM reading WHERE message_id = $1)
UPDATE message SET state = 'failed', failure = $3, claimed_by = NULL
 WHERE message_id = $1 AND claimed_by = $2 AND state IN ('received', 'parsed')
