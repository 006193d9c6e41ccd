-- The passwords that people gave for a message, one a line; null when there is none.
-- role: ccot_ingest
-- $1 bigint  message
SELECT string_agg(word, E'\n' ORDER BY given_at DESC) || E'\n' FROM message_password WHERE message_id = $1
