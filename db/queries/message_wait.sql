-- The reader found a notice in place of an attachment: the message waits until it is fetched with other octets.
-- role: ccot_ingest
-- $1 bigint  message   $2 bigint  session
UPDATE message SET waiting = true, claimed_by = NULL, attempts = 0
 WHERE message_id = $1 AND claimed_by = $2 AND state = 'received' AND NOT released
