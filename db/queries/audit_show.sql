-- Rows of the audit, the newest first, as one object; null for who may not. Writes its own row. See db/functions/audit_read.sql.
-- role: ccot_web ccot_admin
-- $1 text  who looks   $2 text  consult or disclose   $3 text  recipient   $4 text  why   $5 text  the name that the numbers stand for, or null
-- $6 bigint[]  entries   $7 bigint[]  mails; both null: whatever it is about   $8 text  account, or null   $9 text  operation, or null
-- $10 date, $11 date  first and last day, or null   $12 integer  rows at the most
-- $13 bigint  highest number of a row, or null   $14 integer  which part of so many rows, from 1, or null
SELECT audit_show($1::text, $2::text, $3::text, $4::text, $5::text, $6::bigint[], $7::bigint[], $8::text, $9::text, $10::date, $11::date, $12::integer,
                  $13::bigint, $14::integer)
