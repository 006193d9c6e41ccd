-- The alerts of another reading; documents that it no longer finds; keys of the orders, which are written anew.
-- role: ccot_ingest
-- $1 bigint  message   $2 jsonb  list of alerts   $3 integer  documents that it finds
WITH keys AS (DELETE FROM entry_key k USING entry e WHERE e.message_id = $1 AND k.entry_id = e.entry_id)
SELECT reread_alerts($1::bigint, $2::jsonb), reread_tidy($1::bigint, $3::integer)
