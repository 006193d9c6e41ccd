-- The end of a message's way: what its header says, state queued, its reading no longer needed.
-- role: ccot_ingest
-- $1 bigint  message   $2 text  Message-ID   $3 text  body sha256   $4 text  subject   $5 text  sender's name   $6 text  address
-- $7 text  date, RFC 3339   $8 boolean  automatic   $9 text  order type   $10 text  basis   $11 boolean  conflict
-- $12 boolean  submitted elsewhere
WITH read_no_more AS (DELETE FROM reading WHERE message_id = $1)
UPDATE message SET state = 'queued', queued_at = now(), claimed_by = NULL, rfc_message_id = $2, body_sha256 = $3, subject = $4,
                   from_name = $5, from_address = $6, sent_at = $7::timestamptz, automatic = $8, order_type = $9, basis = $10,
                   conflict = $11, submitted_elsewhere = $12
 WHERE message_id = $1
