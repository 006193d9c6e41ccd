-- All of it, to be handed out; null for who may not, or without a recipient. Writes its row of disclosure. See db/functions/held.sql.
-- role: ccot_web
-- $1 text  who takes it   $2 text  recipient   $3 text  what was typed   $4 text  why   $5 bigint[]  entries   $6 bigint[]  mails
SELECT held_take($1::text, $2::text, $3::text, $4::text, $5::bigint[], $6::bigint[])
