-- Keeps the digest of a copy's file that is about to be handed over.
-- role: ccot_web
-- $1 text  who   $2 bigint  copy   $3 text  paper or originals   $4 bigint  octets   $5 text  SHA-256
SELECT pack_handed($1::text, $2::bigint, $3::text, $4::bigint, $5::text)
