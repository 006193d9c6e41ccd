-- By what an entry is found.
-- role: ccot_web ccot_admin
-- $1 bigint  entry   $2 jsonb  keys
SELECT decision_rekey($1::bigint, $2::jsonb)
