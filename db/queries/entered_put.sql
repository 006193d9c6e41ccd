-- Notes that an order was keyed on another system; done, or why nothing was written.
-- role: ccot_web
-- $1 text  who   $2 bigint  entry   $3 text  pnc, force or markers   $4 text  its reference there   $5 text  what was seen, as the list gave it
SELECT entered_put($1::text, $2::bigint, $3::text, $4::text, $5::text)
