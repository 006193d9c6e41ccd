-- Sets the value of a field.
-- role: ccot_web ccot_admin
-- $1 bigint  entry   $2 integer  its version   $3 text  person   $4 boolean  supervisor
-- $5 text  field   $6 text  value, or null   $7 text  misread, paper, elsewhere   $8 text  where
SELECT result, why, decision_id, row_version FROM decide_correct($1::bigint, $2::integer, $3::text, $4::boolean, $5::text, $6::text, $7::text, $8::text)
