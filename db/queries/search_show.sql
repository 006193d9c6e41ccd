-- What a search shows; writes its consult row.
-- role: ccot_web ccot_admin
-- $1 text  who asks   $2 text  what was typed   $3 text  why   $4 bigint[]  entries   $5 bigint[]  mails
-- $6 timestamptz  the instant at which the answer is to hold, or null: now
SELECT search_show($1::text, $2::text, $3::text, $4::bigint[], $5::bigint[], coalesce($6::timestamptz, now()))
