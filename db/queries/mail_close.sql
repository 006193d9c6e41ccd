-- Gives a mail its outcome.
-- role: ccot_web
-- $1 text  who   $2 bigint  message   $3 bigint  its version as it was shown   $4 text  outcome   $5 text  the person's words
-- $6 bigint  entry that it is joined to, or null   $7 text  to whom it was passed on, or null   $8 text  their receipt, or null
SELECT mail_close($1::text, $2::bigint, $3::integer, $4::text, $5::text, $6::bigint, $7::text, $8::text)
