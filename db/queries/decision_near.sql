-- Representatives of groups that may belong beside entries. Columns as entry_candidates has them.
-- role: ccot_web ccot_admin
-- $1 bigint[]  keys   $2 bigint  representatives at the most
SELECT m.* FROM decision_members(ARRAY(SELECT entry_id FROM decision_near($1::bigint[], $2::bigint))) m WHERE m.state <> 'rejected'
