-- Keeps a password that a person was told, and has the mail read once more.
-- role: ccot_web
-- $1 text  who   $2 bigint  message   $3 integer  its version as it was shown   $4 text  the password
SELECT mail_give_password($1, $2, $3, $4)
