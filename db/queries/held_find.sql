-- What is held about a person; null for who may not. Writes its audit row. See db/functions/held.sql.
-- role: ccot_web
-- $1 text  who asks   $2 text  what was typed   $3 text  why   $4 bigint[]  entries   $5 bigint[]  mails
SELECT held_find($1::text, $2::text, $3::text, $4::bigint[], $5::bigint[])
