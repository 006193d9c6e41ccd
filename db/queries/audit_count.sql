-- How many rows of the audit answer, and up to which number; null for who may not. See db/functions/audit_read.sql.
-- role: ccot_web ccot_admin
-- $1 text  who asks   $2 bigint[]  entries   $3 bigint[]  mails; both null: whatever it is about   $4 text  account, or null   $5 text  operation, or null
-- $6 date, $7 date  first and last day, or null
SELECT audit_count($1::text, $2::bigint[], $3::bigint[], $4::text, $5::text, $6::date, $7::date)
