-- Has a mail read once more.
-- role: ccot_web
-- $1 text  who   $2 bigint  message   $3 bigint  its version as it was shown
SELECT mail_read_again($1::text, $2::bigint, $3::integer)
