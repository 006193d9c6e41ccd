-- The fields of entries as the sum of their living sources.
-- role: ccot_web ccot_admin
-- $1 bigint[]  entries
SELECT * FROM decision_facts($1::bigint[])
