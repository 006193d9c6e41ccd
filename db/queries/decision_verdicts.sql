-- What people said of pairs among these entries, the latest last.
-- role: ccot_web ccot_admin
-- $1 bigint[]  entries
SELECT * FROM decision_verdicts($1::bigint[])
