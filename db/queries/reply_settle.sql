-- Lets held replies go or drops them; see db/functions/reply.sql.
-- role: ccot_web
-- $1 text  person   $2 bigint  mail; null: all   $3 boolean  let go
SELECT reply_settle($1, $2, $3)
