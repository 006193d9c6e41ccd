-- Writes pairs and representatives anew.
-- role: ccot_web ccot_admin
-- $1 bigint[]  entries of the groups   $2 jsonb  pairs   $3 jsonb  entries with their representative
SELECT decision_group($1::bigint[], $2::jsonb, $3::jsonb)
