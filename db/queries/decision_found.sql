-- The entries that share a key.
-- role: ccot_web ccot_admin
-- $1 bigint[]  keys
SELECT entry_id FROM decision_found($1::bigint[])
