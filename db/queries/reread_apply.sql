-- Writes documents, orders and fields of another reading; returns the numbers of the orders by position.
-- role: ccot_ingest
-- $1 bigint  message   $2 jsonb  {documents, orders}
SELECT entry_id FROM reread_apply($1::bigint, $2::jsonb)
