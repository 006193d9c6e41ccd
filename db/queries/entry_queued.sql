-- The end of a message's way: what its header says, state queued, its reading no longer needed.
-- role: ccot_ingest
-- $1 bigint  message   $2 text  Message-ID   $3 text  body sha256   $4 text  subject   $5 text  sender's name   $6 text  address
-- $7 bigint  date, Unix microseconds   $8 boolean  automatic   $9 text  order type   $10 text  basis   $11 boolean  conflict
-- $12 boolean  submitted elsewhere   $13 text  the gateway that says something of the sender: its topmost Authentication-Results
-- $14 text  its word on DMARC
WITH read_no_more AS (DELETE FROM reading WHERE message_id = $1)
UPDATE message SET state = 'queued', queued_at = coalesce(queued_at, now()), claimed_by = NULL, rfc_message_id = nullif($2, ''),
                   body_sha256 = nullif($3, ''), subject = $4, from_name = nullif($5, ''), from_address = nullif($6, ''),
                   sent_at = to_timestamp($7::bigint / 1000000.0), automatic = $8, order_type = $9, basis = $10,
                   conflict = $11, submitted_elsewhere = $12, gateway = $13, dmarc = $14
 WHERE message_id = $1
