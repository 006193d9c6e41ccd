-- What a decision may touch.
-- role: ccot_web ccot_admin
-- $1 bigint[]  entries
SELECT entry_id, member FROM decision_scope($1::bigint[])
