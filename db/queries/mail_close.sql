-- Gives a mail its outcome.
-- role: ccot_web
-- $1 text  who   $2 bigint  message   $3 text  outcome   $4 text  the person's words
SELECT mail_close($1::text, $2::bigint, $3::text, $4::text)
