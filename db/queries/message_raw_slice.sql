-- A slice of the octets; null when none are held.
-- role: ccot_ingest ccot_admin ccot_web
-- $1 bigint  message   $2 integer  first octet, from 1   $3 integer  how many
SELECT message_octets($1, $2::integer, $3::integer)
