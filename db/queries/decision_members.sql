-- Entries as groups are judged from them; columns as entry_candidates has them.
-- role: ccot_web ccot_admin
-- $1 bigint[]  entries
SELECT * FROM decision_members($1::bigint[])
