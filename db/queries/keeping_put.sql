-- Notes a breach, a transfer, a dispute, a hold or a day of review; done, or why nothing was written. See db/functions/keeping.sql.
-- role: ccot_web
-- $1 text  who   $2 bigint  entry   $3 text  what   $4 jsonb  what the form says
SELECT keeping_put($1::text, $2::bigint, $3::text, $4::jsonb)
