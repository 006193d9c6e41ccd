-- Locks entries.
-- role: ccot_web ccot_admin
-- $1 bigint[]  entries
SELECT decision_lock($1::bigint[])
