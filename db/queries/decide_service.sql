-- A statement of service is about the order, or is not.
-- role: ccot_web ccot_admin
-- $1 bigint  entry   $2 integer  its version   $3 text  person   $4 boolean  supervisor
-- $5 bigint  statement   $6 boolean  it is about the entry   $7 bigint  entry that it was shown with, or null   $8 text  why, or null
SELECT result, why, decision_id, row_version
  FROM decide_service($1::bigint, $2::integer, $3::text, $4::boolean, $5::bigint, $6::boolean, $7::bigint, $8::text)
