-- What entries are judged by, as somebody searches.
-- role: ccot_web ccot_admin
-- $1 bigint[]  entries   $2 timestamptz  the instant at which the answer is to hold, or null: now
SELECT entry_id, head, state, status, made_on, facts FROM search_facts($1::bigint[], coalesce($2::timestamptz, now()))
