-- Says that the answer or the receipt came.
-- role: ccot_web ccot_admin
-- $1 bigint  entry   $2 integer  its version   $3 text  person   $4 boolean  supervisor
-- $5 bigint  decision that waits   $6 text  words
SELECT result, why, decision_id, row_version FROM decide_settle($1::bigint, $2::integer, $3::text, $4::boolean, $5::bigint, $6::text)
