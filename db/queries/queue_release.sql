-- Lets an item of the queue go: one's own, or as a supervisor anybody's.
-- role: ccot_web
-- $1 text  who   $2 text  entry, or mail   $3 bigint  its number
SELECT queue_release($1::text, $2::text, $3::bigint)
