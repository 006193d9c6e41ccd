-- The orders that are said to act on entries.
-- role: ccot_web ccot_admin
-- $1 bigint[]  entries
SELECT entry_id FROM decision_acting($1::bigint[])
