-- Says of orders that more might have been compared with them, or takes that back.
-- role: ccot_web ccot_admin
-- $1 bigint[]  orders   $2 text  the limit in words; null: all were compared
SELECT decision_note($1::bigint[], $2::text)
