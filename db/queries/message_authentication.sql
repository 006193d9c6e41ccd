-- What a gateway says of a message's sender: its topmost Authentication-Results.
-- role: ccot_ingest
-- $1 bigint  message   $2 text  who says so   $3 text  its word on DMARC
UPDATE message SET gateway = $2, dmarc = $3 WHERE message_id = $1
