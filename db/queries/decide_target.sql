-- Says on which order an entry acts.
-- role: ccot_web ccot_admin
-- $1 bigint  entry   $2 integer  its version   $3 text  person   $4 boolean  supervisor
-- $5 bigint  the other order   $6 text  varies, extends or discharges   $7 text  words
SELECT result, why, decision_id, row_version FROM decide_target($1::bigint, $2::integer, $3::text, $4::boolean, $5::bigint, $6::text, $7::text)
