-- Says that an entry is a copy of another.
-- role: ccot_web ccot_admin
-- $1 bigint  entry   $2 integer  its version   $3 text  person   $4 boolean  supervisor
-- $5 bigint  the other   $6 text[]  fields taken   $7 text[]  fields refused   $8 text  evidence
SELECT result, why, decision_id, row_version FROM decide_duplicate($1::bigint, $2::integer, $3::text, $4::boolean, $5::bigint, $6::text[], $7::text[], $8::text)
