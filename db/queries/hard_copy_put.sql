-- Notes a step of a sealed paper: done, or why nothing was written.
-- role: ccot_web
-- $1 text  who   $2 bigint  entry   $3 integer  steps that the person saw   $4 text  step   $5 date  its day   $6 text  place
-- $7 text  to whom it is lent   $8 date  when it is to be back
SELECT hard_copy_put($1::text, $2::bigint, $3::integer, $4::text, $5::date, $6::text, $7::text, $8::date)
