-- Looks that deserve a question, as one object; null for who may not. Writes its own row. See db/functions/audit_unusual.sql.
-- role: ccot_web
-- $1 text  who looks   $2 integer  days back   $3 integer  rows of a list at the most
SELECT audit_unusual($1::text, $2::integer, $3::integer)
