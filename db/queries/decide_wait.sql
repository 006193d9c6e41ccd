-- Says that somebody was asked, or that the entry was passed on.
-- role: ccot_web ccot_admin
-- $1 bigint  entry   $2 integer  its version   $3 text  person   $4 boolean  supervisor
-- $5 text  ask or pass_on   $6 text  whom: sender, court, force, other   $7 text  words   $8 text  day of the reminder, ISO
SELECT result, why, decision_id, row_version
  FROM decide_wait($1::bigint, $2::integer, $3::text, $4::boolean, $5::text, $6::text, $7::text, $8::text::date)
