-- Writes relations anew; parameters and rows as entry_relate has them, but that $4 is all entries judged anew.
-- role: ccot_web ccot_admin
-- $1 bigint[]  acting orders   $2 bigint[]  representatives   $3 jsonb  relations   $4 bigint[]  entries
SELECT entry_id FROM decision_relate($1::bigint[], $2::bigint[], $3::jsonb, $4::bigint[])
