-- The mails that any of the queries finds.
-- role: ccot_web ccot_admin
-- $1 text[]  queries of text search   $2 integer  most of each
SELECT DISTINCT f FROM search_mails($1::text[], $2::integer) f ORDER BY f DESC
