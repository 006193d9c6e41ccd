-- Who reads a restricted order and who could, for supervisors; null for others. Writes its consult row.
-- role: ccot_web
-- $1 text  who   $2 bigint  entry
SELECT restriction_form($1::text, $2::bigint)
