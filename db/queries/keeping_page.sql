-- What people know of an order beside its papers; null for who may not, and for no such entry. Writes its audit row. See db/functions/keeping.sql.
-- role: ccot_web
-- $1 text  who looks   $2 bigint  entry
SELECT keeping_page($1::text, $2::bigint)
