-- Takes an item of the queue, or keeps it longer.
-- role: ccot_web
-- $1 text  who   $2 text  entry, or mail   $3 bigint  its number   $4 bigint  minutes until the claim ends
SELECT queue_claim($1::text, $2::text, $3::bigint, $4::integer)
