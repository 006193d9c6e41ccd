-- The keys of entries.
-- role: ccot_web ccot_admin
-- $1 bigint[]  entries
SELECT key FROM decision_keys($1::bigint[])
