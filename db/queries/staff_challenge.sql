-- What is needed to judge a passphrase.
-- role: ccot_web
-- $1 text  name
-- $2 text  digest of the name
SELECT wait_seconds, passphrase FROM staff_challenge($1, $2)
