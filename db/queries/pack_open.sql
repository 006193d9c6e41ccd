-- Where the octets of a copy's papers lie; writes its disclose row.
-- role: ccot_web
-- $1 text  who   $2 bigint  copy   $3 text  paper or originals
SELECT document_id, message_id, path, kind, pages, position_in_message, media_type, passwords FROM pack_open($1::text, $2::bigint, $3::text)
