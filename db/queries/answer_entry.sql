-- The answer about one order; null when there is none. Writes its audit row.
-- role: ccot_web
-- $1 text  who asks   $2 text  why, or null   $3 text  consult or disclose   $4 text  recipient, or null   $5 bigint  entry
-- $6 timestamptz  the instant at which the answer is to hold, or null: now
SELECT answer_entry($1::text, $2::text, $3::text, $4::text, $5::bigint, coalesce($6::timestamptz, now()))
