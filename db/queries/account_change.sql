-- Opens an account, gives it another role or passphrase, or closes it.
-- role: ccot_web
-- $1 text  who does it   $2 text  add, role, passphrase, close   $3 text  the account
-- $4 text  role, or null   $5 text  passphrase as argon2id, or null
SELECT account_change($1::text, $2::text, $3::text, $4::text, $5::text)
