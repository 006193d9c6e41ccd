-- The version of an entry.
-- role: ccot_web ccot_admin
-- $1 bigint  entry
SELECT decision_version($1::bigint)
