-- Makes an account or changes it.
-- role: ccot_admin
-- $1 text  who does it
-- $2 text  name, $3 text  role, $4 text  passphrase as argon2id, or null
SELECT staff_put($1, $2, $3, $4)
