-- Closes an account.
-- role: ccot_admin
-- $1 text  who does it
-- $2 text  name
SELECT staff_close($1, $2)
