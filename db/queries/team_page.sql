-- Figures and second looks as one object; null when the person may not. Writes its audit row. See db/functions/team.sql.
-- role: ccot_web
-- $1 text  who looks   $2 bigint  hours after which what waits is late
SELECT team_page($1::text, $2::integer)
