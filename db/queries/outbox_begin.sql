-- The mail is handed to the server now: from here on it is not certain whether it went, until the answer is written.
-- role: ccot_ingest
-- $1 bigint  row of the outbox   $2 bigint  session
UPDATE outbox SET uncertain = uncertain + 1 WHERE outbox_id = $1 AND claimed_by = $2
