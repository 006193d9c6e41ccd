-- Says of orders that more might have been compared with them, or takes that back.
-- role: ccot_ingest
-- $1 bigint[]  orders   $2 text  the limit in words; null: all were compared
UPDATE entry SET comparison_note = $2::text WHERE entry_id = ANY($1::bigint[]) AND comparison_note IS DISTINCT FROM $2::text
