-- Works every seal of the audit out again.
-- role: ccot_admin
-- $1 text  a digest that was noted before, or null
SELECT audit_verify($1::text)
