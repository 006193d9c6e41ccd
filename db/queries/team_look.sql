-- Marks an item of the second looks as looked at.
-- role: ccot_web
-- $1 text  who looked   $2 text  kind   $3 bigint  number   $4 text  what was found
SELECT team_look($1::text, $2::text, $3::bigint, $4::text)
