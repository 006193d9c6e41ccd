-- Closes an alert.
-- role: ccot_web
-- $1 text  who   $2 bigint  alert   $3 text  outcome   $4 text  incident number, or null   $5 text  the person's words, or null
SELECT alert_close($1::text, $2::bigint, $3::text, $4::text, $5::text)
