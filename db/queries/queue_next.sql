-- Takes the most pressing item that nobody holds; no row when there is none.
-- role: ccot_web
-- $1 text  who   $2 bigint  minutes until the claim ends   $3 bigint  hours after which what waits is past its target
SELECT kind, id FROM queue_next($1::text, $2::integer, $3::integer)
