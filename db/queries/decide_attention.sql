-- A field that is typed from the paper before what was read is shown; see db/functions/attention.sql.
-- role: ccot_web
-- $1 bigint  entry   $2 integer  its version   $3 text  person   $4 boolean  supervisor
-- $5 text  field   $6 text  what the paper says; null: nothing   $7 integer  one entry in so many is asked for
SELECT result, why, decision_id, row_version FROM decide_attention($1::bigint, $2::integer, $3::text, $4::boolean, $5::text, $6::text, $7::integer)
