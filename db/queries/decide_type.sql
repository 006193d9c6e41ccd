-- Says what kind of order an entry is and what it does.
-- role: ccot_web ccot_admin
-- $1 bigint  entry   $2 integer  its version   $3 text  person   $4 boolean  supervisor
-- $5 text  order type   $6 text  action
SELECT result, why, decision_id, row_version FROM decide_type($1::bigint, $2::integer, $3::text, $4::boolean, $5::text, $6::text)
