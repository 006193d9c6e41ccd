-- What stands at the head of every page.
-- role: ccot_web
-- $1 text  whose page   $2 bigint  hours after which what waits is past its target
SELECT queue_strip($1::text, $2::integer)
