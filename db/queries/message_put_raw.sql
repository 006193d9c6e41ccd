-- The octets of a message.
-- role: ccot_ingest ccot_admin
-- $1 bigint  message   $2 bytea  octets
INSERT INTO message_raw (message_id, octets) VALUES ($1, $2::bytea)
