-- Takes an alert's end back.
-- role: ccot_web
-- $1 text  who   $2 bigint  message   $3 bigint  its version as it was shown   $4 bigint  alert
SELECT alert_open_again($1::text, $2::bigint, $3::integer, $4::bigint)
