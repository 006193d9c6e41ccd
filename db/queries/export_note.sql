-- Notes that the register was taken away.
-- role: ccot_admin
-- $1 text  who took it   $2 text  why, or null
SELECT audit_write('disclose', 'register', NULL, $1::text, $1::text, $2::text)
