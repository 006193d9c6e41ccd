-- Notes a failed try at signing in.
-- role: ccot_web
-- $1 text  digest of the name
SELECT staff_sign_in_failed($1)
