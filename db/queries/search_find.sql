-- The entries that any of the queries finds.
-- role: ccot_web ccot_admin
-- $1 text[]  queries of text search, "" for every order that ends in the span   $2 date   $3 date  the span, or null   $4 integer  most of each
SELECT DISTINCT f FROM search_find($1::text[], $2::date, $3::date, $4::integer) f
