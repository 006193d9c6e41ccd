-- One mail as it came; null when there is no such mail. Writes a consult row.
-- role: ccot_web
-- $1 text  who looks   $2 bigint  message
SELECT queue_mail($1::text, $2::bigint)
