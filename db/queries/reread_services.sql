-- Writes the statements of service of another reading; returns their numbers by position.
-- role: ccot_ingest
-- $1 bigint  message   $2 jsonb  list of statements
SELECT service_id FROM reread_services($1::bigint, $2::jsonb)
