-- Other octets in the place of a notice about a delayed attachment.
-- role: ccot_ingest
-- $1 bigint  message   $2 bytea  octets
INSERT INTO message_raw (message_id, octets) VALUES ($1, $2::bytea) ON CONFLICT (message_id) DO UPDATE SET octets = EXCLUDED.octets
