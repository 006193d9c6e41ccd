-- Raises the alarm when it is time; whether it did. See db/functions.
-- role: ccot_ingest
-- $1 text  the 24-hour address   $2 bigint  minutes after which it is repeated
SELECT alarm_raise($1, $2::integer)
