-- A slice of the octets and their whole length.
-- role: ccot_ingest ccot_admin
-- $1 bigint  message   $2 integer  first octet, from 1   $3 integer  how many
SELECT substring(octets FROM $2::integer FOR $3::integer) FROM message_raw WHERE message_id = $1
